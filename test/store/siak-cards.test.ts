import { expect } from 'chai';
import type { SiakCardRecord } from '../../src/store/siak-cards.ts';
import { withDatabase } from './database.ts';
import { openCase, putOfficer, putTask, sha256 } from './given.ts';

const SRI = 'sri.wahyuni';

describe('What SIAK gave', () => {
  const database = withDatabase();
  before(() => putOfficer(database.store, SRI));
  const open = async () => (await openCase(database.store)).applicationNumber;

  it('as numbers: those that were typed last, of a task and of a case', async () => {
    const { siakNumbers } = database.store;
    const [one, other] = [await open(), await open()];
    const [first, second] = [await putTask(database, one), await putTask(database, one)];
    const typed = (applicationNumber: string, taskId: string, content: string) => ({
      applicationNumber,
      taskId,
      content: sha256(content),
      subjects: [sha256(`${content} a`), sha256(`${content} b`)],
      typedBy: SRI,
    });
    const rows = [
      typed(one, first, 'salah ketik'),
      typed(one, first, 'dibetulkan'),
      typed(one, second, 'tugas kedua'),
      typed(other, await putTask(database, other), 'berkas lain'),
    ];
    for (const row of rows) await siakNumbers.add(row);
    expect(await siakNumbers.ofTask(first)).to.deep.equal(rows[1]);
    expect(await siakNumbers.newest(one)).to.deep.equal(rows[2]);
    expect(await siakNumbers.newest(other)).to.deep.equal(rows[3]);
    expect(await siakNumbers.ofTask('tidak-ada')).to.equal(undefined);
    await database.store.transaction(async (within) => {
      const typedNow = typed(one, second, 'dalam transaksi');
      await within.siakNumbers.add(typedNow);
      expect(await within.siakNumbers.ofTask(second)).to.deep.equal(typedNow);
      expect(await within.siakNumbers.newest(one)).to.deep.equal(typedNow);
    });
  });

  it('as numbers: one that another open case typed last is typed elsewhere', async () => {
    const { cases, siakNumbers } = database.store;
    const number = (text: string) => sha256(`nomor ${text}`);
    const type = async (applicationNumber: string, ...subjects: string[]) =>
      siakNumbers.add({
        applicationNumber,
        taskId: await putTask(database, applicationNumber),
        content: sha256('x'),
        subjects,
        typedBy: SRI,
      });
    const [one, other, ended] = [await open(), await open(), await open()];
    await type(one, number('1'));
    await type(other, number('salah'));
    await type(other, number('2'), number('3'));
    await type(ended, number('4'));
    const all = ['1', '2', '3', '4', 'salah', 'bebas'].map(number);
    expect(await siakNumbers.typedElsewhere(all, one), 'own ones and corrected ones are free').to.deep.equal([
      number('2'),
      number('3'),
      number('4'),
    ]);
    for (const state of ['archived', 'closed', 'withdrawn', 'refused'] as const) {
      await cases.change(ended, { state });
      expect(await siakNumbers.typedElsewhere(all, one), state).to.deep.equal([number('2'), number('3')]);
    }
    expect(await siakNumbers.typedElsewhere([number('1')], other)).to.deep.equal([number('1')]);
  });

  it('as a signed PDF: the one that was brought last for this case', async () => {
    const { siakCards } = database.store;
    const [one, other] = [await open(), await open()];
    const card = async (applicationNumber: string, text: string): Promise<SiakCardRecord> => ({
      applicationNumber,
      taskId: await putTask(database, applicationNumber),
      sha256: sha256(text),
      previewSha256: sha256(`${text} gambar`),
      signerName: 'BAMBANG',
      signedAt: new Date('2026-11-22T02:00:00.123Z'),
      level: 'B-T',
      comparison: { seen: ['nama', 'nik'] } as never,
      broughtBy: SRI,
      broughtAt: new Date('2026-11-22T02:01:00.123Z'),
    });
    const [first, second, elsewhere] = [
      await card(one, 'pertama'),
      { ...(await card(one, 'kedua')), broughtBy: null },
      await card(other, 'lain'),
    ];
    for (const each of [first, second, elsewhere]) await siakCards.add(each);
    expect(await siakCards.newest(one)).to.deep.equal(second);
    expect(await siakCards.newest(other)).to.deep.equal(elsewhere);
    expect(await siakCards.newest(await open())).to.equal(undefined);
  });
});

describe('A PDF from the watched folder', () => {
  const database = withDatabase();
  before(() => putOfficer(database.store, SRI));
  beforeEach(() => database.asOwner('delete from found_cards'));
  const cards = () => database.store.siakCards;
  const idOf = async (text: string) =>
    String((await database.asOwner('select id from found_cards where sha256 = $1', [sha256(text)]))[0]?.['id']);
  const find = async (text: string) => {
    await cards().keepFound(sha256(text));
    return idOf(text);
  };
  /** As if it had been found and judged so many seconds ago. */
  const age = (id: string, seconds: number) =>
    database.asOwner(
      `update found_cards set found_at = found_at - make_interval(secs => $2),
         judged_at = judged_at - make_interval(secs => $2) where id = $1`,
      [id, seconds],
    );
  const toJudge = async (olderThanMs = 60_000, most = 10) =>
    (await cards().foundToJudge(['no-case', 'several-cases'], olderThanMs, most)).map(({ id }) => id);
  const unplaced = async (most = 10) => (await cards().unplaced(most)).map(({ id }) => id);

  it('is kept once, and known by its id', async () => {
    const id = await find('a');
    expect(await find('a')).to.equal(id);
    await find('b');
    const found = await cards().findFound(id);
    expect(found).to.deep.include({ id, sha256: sha256('a'), outcome: null });
    expect(found?.foundAt).to.be.instanceOf(Date);
    expect(await cards().findFound('00000000-0000-4000-8000-000000000000')).to.equal(undefined);
    await database.store.transaction(async (within) => {
      await within.siakCards.keepFound(sha256('c'));
      await within.siakCards.judgeFound(id, { outcome: 'no-case', applicationNumber: null });
      expect((await within.siakCards.unplaced(10)).map((card) => card.id)).to.deep.equal([id]);
      expect(await within.siakCards.foundToJudge([], 0, 10)).to.have.length(2);
    });
  });

  it('is judged when it is new, again after a while when a case may come, and never again otherwise', async () => {
    const [unseen, waits, fresh, damaged] = [await find('a'), await find('b'), await find('c'), await find('d')];
    await age(unseen, 10);
    await cards().judgeFound(waits, { outcome: 'no-case', applicationNumber: null });
    await cards().judgeFound(fresh, { outcome: 'several-cases', applicationNumber: null });
    await cards().judgeFound(damaged, { outcome: 'left-in-folder', applicationNumber: null });
    await age(waits, 61);
    await age(damaged, 3600);
    expect(await toJudge()).to.deep.equal([unseen, waits]);
    expect(await toJudge(60_000, 1), 'a few at a time').to.deep.equal([unseen]);
    await age(fresh, 120);
    expect(await toJudge(), 'the longest look ago first').to.deep.equal([unseen, fresh, waits]);
  });

  it('keeps its own judgement: judging one leaves the others', async () => {
    const [one, other] = [await find('a'), await find('b')];
    await cards().judgeFound(one, { outcome: 'no-case', applicationNumber: null });
    expect((await cards().findFound(one))?.outcome).to.equal('no-case');
    expect((await cards().findFound(other))?.outcome).to.equal(null);
    expect(await unplaced(), 'not yet judged is not yet without a place').to.deep.equal([one]);
  });

  it('lies with its case once it was brought, and is not judged anew when its bytes come again', async () => {
    const { applicationNumber } = await openCase(database.store);
    const id = await find('a');
    await cards().judgeFound(id, { outcome: 'brought', applicationNumber });
    await find('a');
    expect(await toJudge()).to.deep.equal([]);
    expect(await unplaced()).to.deep.equal([]);
    expect(await cards().closeFound(id, SRI)).to.equal(false);
  });

  it('waits for a person, newest first, until one of them is done with it; found again, it waits again', async () => {
    const [older, newer, third] = [await find('a'), await find('b'), await find('c')];
    for (const id of [older, newer, third])
      await cards().judgeFound(id, { outcome: 'left-in-folder', applicationNumber: null });
    await age(older, 20);
    await age(newer, 10);
    expect(await unplaced()).to.deep.equal([third, newer, older]);
    expect(await unplaced(2)).to.deep.equal([third, newer]);
    expect(await cards().closeFound(newer, SRI)).to.equal(true);
    expect(await cards().closeFound(newer, SRI), 'somebody was first').to.equal(false);
    expect(await unplaced(), 'the others still wait').to.deep.equal([third, older]);
    const [closed] = await database.asOwner('select closed_by, closed_at from found_cards where id = $1', [newer]);
    expect(closed?.['closed_by']).to.equal(SRI);
    expect(closed?.['closed_at']).to.be.instanceOf(Date);

    await find('b');
    expect(await unplaced()).to.deep.equal([third, newer, older]);
    expect(await toJudge(), 'and is judged again, it alone').to.deep.equal([newer]);
    const [again] = await database.asOwner('select closed_by, closed_at from found_cards where id = $1', [newer]);
    expect(again).to.deep.equal({ closed_by: null, closed_at: null });
  });

  it('is not judged any more when a person is done with it', async () => {
    const id = await find('a');
    await cards().judgeFound(id, { outcome: 'no-case', applicationNumber: null });
    await cards().closeFound(id, SRI);
    await age(id, 3600);
    expect(await toJudge()).to.deep.equal([]);
  });
});
