import { expect } from 'chai';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { subjectHash } from '../../src/cases/case-subjects.ts';
import { ConfigError } from '../../src/config/values.ts';
import { plainDateOf } from '../../src/domain/plain-date.ts';
import { DEMO_PASSWORD, DEMO_PEOPLE } from '../../src/office/demo-people.ts';
import { settlePeople } from '../../src/office/settle-people.ts';
import { createPasswordHashing } from '../../src/store/password-hash.ts';
import { withDatabase } from '../store/database.ts';

const passwords = createPasswordHashing();
const linkKey = Buffer.alloc(32, 9);

describe('The officers of an office of its own (PEOPLE_FILE)', () => {
  const folder = mkdtempSync(path.join(tmpdir(), 'people-'));
  after(() => rmSync(folder, { recursive: true }));
  const former = {
    username: 'wira',
    name: 'Wira Kusuma',
    roles: ['kepala-dinas'],
    nip: null,
    signerNik: null,
    active: false,
  };
  const acting = {
    username: 'dian',
    name: 'Dian Safitri',
    roles: ['kasi'],
    nip: '198001012005012001',
    signerNik: '3402014101800001',
    active: true,
    plt: { after: 'wira', validFrom: '2026-11-01', validTo: '2027-01-31' },
  };

  const database = withDatabase();

  async function peopleAfter(content: string) {
    const file = path.join(folder, 'people.json');
    writeFileSync(file, content);
    const { store } = database;
    await settlePeople({ store, passwords, linkKey }, { peopleFile: file, simulators: true });
    return { people: await store.people.all(), delegations: await store.people.delegations() };
  }
  const refused = async (content: string) =>
    peopleAfter(content).then(
      () => 'taken',
      (error: unknown) => (error instanceof ConfigError ? error.message : `not for a person: ${String(error)}`),
    );

  it('come from the file, the demo people do not; a vacant post has an acting head (Plt) for dated months', async () => {
    const { people, delegations } = await peopleAfter(JSON.stringify([former, acting]));
    expect(people.map(({ username }) => username)).to.have.members(['wira', 'dian']);
    expect(delegations.map(({ id: _, ...letter }) => letter)).to.deep.equal([
      { from: 'wira', to: 'dian', role: 'kepala-dinas', kind: 'Plt', validFrom: '2026-11-01', validTo: '2027-01-31' },
    ]);
  });

  it('of a letter of the Bupati that the file names no longer, or with other days, the old one ends; journalled', async () => {
    const today = plainDateOf(new Date());
    const from = { ...acting.plt, validFrom: '2026-01-01' };
    const write = async (...plts: (typeof acting.plt | undefined)[]) =>
      (
        await peopleAfter(
          JSON.stringify([
            former,
            ...plts.map((plt, i) => ({ ...acting, ...OTHERS[i], ...(plt ? { plt } : { plt: undefined }) })),
          ]),
        )
      ).delegations.map(({ to, validTo }) => [to, validTo]);
    const OTHERS = [{}, { username: 'endah', nip: null, signerNik: null }];
    const rows = async () =>
      (
        await database.asOwner(
          `select actor, event, detail->>'to' as who, detail->>'validTo' as until, detail->>'kind' as kind
             from journal where event like 'stand-in-%' order by id`,
        )
      ).map((row) => Object.values(row));
    await write(undefined);
    const before = (await rows()).length;
    const later = { ...from, validTo: '2999-01-31' };
    const shorter = { ...from, validTo: today };
    expect(await write(later)).to.deep.include(['dian', '2999-01-31']);
    expect(await write(later), 'at each start').to.deep.include(['dian', '2999-01-31']);
    expect(await write(shorter))
      .to.deep.include(['dian', today])
      .and.not.deep.include(['dian', '2999-01-31']);
    expect(await write(undefined, later)).to.not.deep.include(['dian', today]);
    await database.store.people.delegate({
      ...{ from: 'wira', to: 'dian', role: 'kepala-dinas', kind: 'Plh', validFrom: today, validTo: '2999-02-01' },
    });
    expect(await write(undefined, undefined), 'the head’s own letters stay').to.deep.include(['dian', '2999-02-01']);
    expect((await rows()).slice(before)).to.deep.equal([
      ['sistem', 'stand-in-appointed', 'dian', '2999-01-31', 'Plt'],
      ['sistem', 'stand-in-withdrawn', 'dian', '2999-01-31', 'Plt'],
      ['sistem', 'stand-in-appointed', 'dian', today, 'Plt'],
      ['sistem', 'stand-in-withdrawn', 'dian', today, 'Plt'],
      ['sistem', 'stand-in-appointed', 'endah', '2999-01-31', 'Plt'],
      ['sistem', 'stand-in-withdrawn', 'endah', '2999-01-31', 'Plt'],
    ]);
  });

  it('have their own NIK as a hash; two active accounts of one person are refused by name', async () => {
    const own = { ...former, username: 'rahma', active: true, nik: '3402015203900001' };
    const { people } = await peopleAfter(JSON.stringify([own]));
    expect(people.find(({ username }) => username === 'rahma')).to.include({
      nikHash: subjectHash(linkKey, 'nik', '3402015203900001'),
    });
    const twin = { ...own, username: 'rahma.dua' };
    for (const [one, other] of [
      [own, twin],
      [own, { ...twin, nik: null, signerNik: own.nik }],
      [
        { ...own, nip: '1'.repeat(18) },
        { ...twin, nik: null, nip: '1'.repeat(18) },
      ],
    ]) {
      const said = await refused(JSON.stringify([one, other]));
      expect(said)
        .to.match(/rahma dan rahma\.dua memakai NI[KP] yang sama/)
        .and.not.contain('3402');
      expect(await refused(JSON.stringify([one, { ...other, active: false }]))).to.equal('taken');
      await database.asOwner(`delete from people where username = 'rahma.dua'`);
    }
    expect(await refused(JSON.stringify([twin])), 'whom the office knows by another name').to.contain('rahma');
    expect(await refused(JSON.stringify([{ ...own, nik: '123' }]))).to.match(/\/0\/nik/);
  });

  it('a file that is wrong is refused by name and remedy, without its content', async () => {
    expect(await refused('{ "Rahasia": '))
      .to.match(/bukan JSON/)
      .and.not.contain('Rahasia');
    expect(await refused(JSON.stringify([{ ...former, nip: '12' }]))).to.match(/\/0\/nip/);
    expect(await refused(JSON.stringify([acting]))).to.match(/plt\.after dari dian/);
    expect(await refused(JSON.stringify([{ ...former, roles: ['kasi', 'admin'] }]))).to.match(/tidak boleh merangkap/);
    for (const period of [
      { validFrom: '2026-02-30', validTo: '2027-01-31' },
      { validFrom: '2027-01-31', validTo: '2026-11-01' },
    ])
      expect(await refused(JSON.stringify([former, { ...acting, plt: { after: 'wira', ...period } }]))).to.match(
        /masa plt dari dian/,
      );
    const none = settlePeople(
      { store: database.store, passwords, linkKey },
      { peopleFile: path.join(folder, 'absent.json'), simulators: false },
    );
    expect(await none.catch((error: Error) => error.message)).to.match(/tidak terbaca/);
  });
});

describe('The people of an office at its start', () => {
  const database = withDatabase();
  const settle = (simulators: boolean) =>
    settlePeople({ store: database.store, passwords, linkKey }, { peopleFile: undefined, simulators });
  const isDemo = async (username: string) => {
    const account = await database.store.accounts.find(username);
    return passwords.fits(Buffer.from(DEMO_PASSWORD), account?.passwordHash ?? null);
  };

  it('are the demo users with their known password where simulators run, each with a role', async () => {
    await database.asOwner("insert into people values ('auditor', 'Pemeriksa Inspektorat', '{}', null, null, true)");
    await settle(true);
    for (const { username, role } of DEMO_PEOPLE) {
      expect((await database.store.people.find(username))!.roles, username).to.deep.equal([role]);
      expect(await isDemo(username), username).to.equal(true);
    }
  });

  it('have the names of their simulated certificates, also in an office of before these were kept', async () => {
    const { people } = database.store;
    const agus = (await people.find('agus.prasetyo'))!;
    expect(agus).to.include({ certificateName: 'Kepala Dinas (simulasi)' });
    await people.put({ ...agus, certificateName: null });
    await settle(true);
    expect(await people.find('agus.prasetyo')).to.deep.equal(agus);
    await people.put({ ...agus, certificateName: 'Agus Prasetyo' });
    await settle(true);
    expect(await people.find('agus.prasetyo'), 'what an admin wrote').to.include({ certificateName: 'Agus Prasetyo' });
  });

  it('stay as the admin and they themselves have left them, however often the office starts', async () => {
    const { people, accounts } = database.store;
    const joko = (await people.find('joko.susilo'))!;
    await people.put({ ...joko, roles: ['kasi'], active: false });
    await accounts.setPassword('ratna.dewi', {
      hash: await passwords.hash(Buffer.from('langit biru di parangtritis')),
      oneTimeUntil: null,
    });
    await settle(true);
    expect(await people.find('joko.susilo')).to.deep.include({ roles: ['kasi'], active: false });
    expect(await isDemo('ratna.dewi')).to.equal(false);
  });

  it('cannot log in with the known password once the office works without simulators', async () => {
    await settle(false);
    const { accounts } = database.store;
    for (const { username } of DEMO_PEOPLE)
      expect((await accounts.find(username))!.lockedBy, username).to.equal(username === 'ratna.dewi' ? null : 'sistem');
    const locked = await database.asOwner("select detail from journal where event = 'account-locked'");
    expect(locked).to.have.lengthOf(DEMO_PEOPLE.length - 1);
    await settle(true);
    expect((await accounts.find('sri.wahyuni'))!.lockedBy, 'a trial again').to.equal(null);
    await settle(false);
    await settle(false);
    expect(await database.asOwner("select 1 from journal where event = 'account-locked'")).to.have.lengthOf(
      2 * locked.length,
    );
  });
});
