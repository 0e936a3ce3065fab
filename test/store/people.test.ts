import { expect } from 'chai';
import type { Person } from '../../src/domain/authority.ts';
import { withDatabase } from './database.ts';

const person = (username: string, change: Partial<Person> = {}): Person => ({
  username,
  name: `Nama ${username}`,
  roles: ['petugas-entri'],
  nip: null,
  signerNik: null,
  certificateName: null,
  nikHash: null,
  active: true,
  ...change,
});

describe('The people of the office', () => {
  const database = withDatabase();
  const people = () => database.store.people;
  before(async () => {
    for (const username of ['sri.wahyuni', 'bambang', 'joko.susilo']) await people().put(person(username));
  });
  const letter = (change = {}) => ({
    from: 'bambang',
    to: 'sri.wahyuni',
    role: 'kepala-dinas' as const,
    kind: 'Plh' as const,
    validFrom: '2026-11-20',
    validTo: '2026-11-30',
    ...change,
  });
  const absence = (change = {}) => ({
    person: 'sri.wahyuni',
    validFrom: '2026-11-20',
    validTo: '2026-11-22',
    recordedBy: 'bambang',
    ...change,
  });

  it('are written anew one by one, and listed by user name', async () => {
    const changed = person('joko.susilo', { roles: ['kasi'], nip: '198001012005012001', active: false });
    await people().put(changed);
    expect(await people().find('joko.susilo')).to.deep.equal(changed);
    expect(await people().find('sri.wahyuni')).to.deep.equal(person('sri.wahyuni'));
    expect(await people().find('siapa')).to.equal(undefined);
    const all = [person('bambang'), changed, person('sri.wahyuni')];
    expect(await people().all()).to.deep.equal(all);
    expect((await people().roster('2026-11-20')).people).to.deep.equal(all);
  });

  describe('one person, one active account', () => {
    const NIP = '199305052018012001';
    const refusal = (work: Promise<unknown>) =>
      work.then(
        () => 'taken',
        (error: unknown) => (error as { code: string }).code,
      );
    const put = (username: string, change: Partial<Person>) => refusal(people().put(person(username, change)));
    after(() => database.asOwner(`delete from people where username like 'kembar%'`));

    it('is held by the database too, by NIP, NIK of a signer and hash of the own NIK', async () => {
      for (const [i, same] of [
        { nip: NIP },
        { signerNik: '3402015203900001' },
        { nikHash: 'a'.repeat(64) },
      ].entries()) {
        const [one, other] = [`kembar.satu${i}`, `kembar.dua${i}`];
        expect(await put(one, same)).to.equal('taken');
        expect(await put(other, same)).to.equal('23505');
        expect(await put(other, { ...same, active: false }), 'who has left').to.equal('taken');
        expect(await put(other, same), 'and comes back').to.equal('23505');
        expect(await put(one, { ...same, name: 'Nama Lain' }), 'their own row').to.equal('taken');
        expect(await put(one, { ...same, active: false })).to.equal('taken');
        expect(await put(other, same)).to.equal('taken');
      }
    });

    it('leaves those of before as they are until their number changes', async () => {
      await database.asOwner('alter table people disable trigger people_one_account');
      for (const username of ['kembar.a', 'kembar.b']) await people().put(person(username, { nip: '1'.repeat(18) }));
      await database.asOwner('alter table people enable trigger people_one_account');
      expect(await put('kembar.a', { nip: '1'.repeat(18), name: 'Nama Lain' })).to.equal('taken');
      expect(await put('kembar.b', { nip: '2'.repeat(18) })).to.equal('taken');
      expect(await put('kembar.b', { nip: '1'.repeat(18) })).to.equal('23505');
    });

    it('is kept when two admins write at the same moment', async () => {
      const both = ['kembar.x', 'kembar.y'].map((username) => put(username, { nip: '3'.repeat(18) }));
      expect((await Promise.all(both)).toSorted()).to.deep.equal(['23505', 'taken']);
    });
  });

  it('stand in for each other by letters, oldest first; one is withdrawn alone, and stands again when given again', async () => {
    const [later, earlier] = [letter({ validFrom: '2026-11-25' }), letter()];
    for (const each of [later, earlier, earlier]) await people().delegate(each);
    const standing = async () => (await people().delegations()).map(({ id: _, ...rest }) => rest);
    expect(await standing()).to.deep.equal([earlier, later]);
    const [first, second] = await people().delegations();
    await people().withdrawDelegation(first!.id);
    expect(await people().delegations()).to.deep.equal([second]);
    expect((await people().roster('2026-11-25')).delegations).to.deep.equal([second]);
    const when = () => database.asOwner('select withdrawn_at from delegations where ordinal = $1', [first!.id]);
    const withdrawn = await when();
    await people().withdrawDelegation(first!.id);
    expect(await when(), 'withdrawn once').to.deep.equal(withdrawn);
    await people().delegate(earlier);
    expect(await people().delegations()).to.deep.equal([first, second]);
    expect((await people().roster('2026-11-30')).delegations, 'on its last day').to.deep.equal([first, second]);
    expect((await people().roster('2026-12-01')).delegations, 'when it is over').to.deep.equal([]);
  });

  it('are absent until the last day, or until somebody ends it, oldest first', async () => {
    const [later, earlier] = [absence({ validFrom: '2026-11-22' }), absence()];
    for (const each of [later, earlier]) await people().recordAbsence(each);
    const all = await people().absences();
    expect(all.map(({ id: _, ...rest }) => rest)).to.deep.equal([earlier, later]);
    expect((await people().roster('2026-11-22')).absences).to.deep.equal(all);
    expect((await people().roster('2026-11-23')).absences).to.deep.equal([]);
    await people().endAbsence(all[0]!.id);
    expect(await people().absences()).to.deep.equal([all[1]]);
    const when = () => database.asOwner('select ended_at from absences where id = $1', [all[0]!.id]);
    const ended = await when();
    await people().endAbsence(all[0]!.id);
    expect(await when(), 'ended once').to.deep.equal(ended);
    expect((await people().roster('2026-11-22')).absences).to.deep.equal([all[1]]);
  });
});
