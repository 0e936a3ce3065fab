import { expect } from 'chai';
import { withDatabase } from './database.ts';
import { openCase, putOfficer, putTask, sha256 } from './given.ts';

const SRI = 'sri.wahyuni';
const JOKO = 'joko.susilo';

describe('The memory of the desk', () => {
  const database = withDatabase();
  before(async () => {
    await putOfficer(database.store, SRI);
    await putOfficer(database.store, JOKO);
  });

  describe('keeps answers that are filled in and not decided', () => {
    const answer = (note: string) => ({ outcome: 'complete', note }) as never;

    it('of each officer and each task by themselves, the newest only', async () => {
      const { answerDrafts } = database.store;
      const { applicationNumber } = await openCase(database.store);
      const [one, other] = [await putTask(database, applicationNumber), await putTask(database, applicationNumber)];
      await answerDrafts.put({ officer: SRI, task: one, answer: answer('pertama') });
      const first = await answerDrafts.find(SRI, one);
      await answerDrafts.put({ officer: SRI, task: one, answer: answer('kedua') });
      await answerDrafts.put({ officer: JOKO, task: one, answer: answer('dari Joko') });
      await answerDrafts.put({ officer: SRI, task: other, answer: answer('tugas lain') });
      const found = await answerDrafts.find(SRI, one);
      expect(found?.answer).to.deep.equal(answer('kedua'));
      expect(found!.savedAt.getTime()).to.be.at.least(first!.savedAt.getTime());
      expect((await answerDrafts.find(JOKO, one))?.answer).to.deep.equal(answer('dari Joko'));
      expect(await answerDrafts.find(JOKO, other)).to.equal(undefined);

      await answerDrafts.remove(SRI, one);
      expect(await answerDrafts.find(SRI, one)).to.equal(undefined);
      expect(await answerDrafts.find(JOKO, one), 'of a colleague').to.be.an('object');
      expect(await answerDrafts.find(SRI, other), 'of another task').to.be.an('object');
    });

    it('unreadable without the key, and bound to officer and task', async () => {
      const { answerDrafts } = database.store;
      const { applicationNumber } = await openCase(database.store);
      const task = await putTask(database, applicationNumber);
      await answerDrafts.put({ officer: SRI, task, answer: answer('Bapak sakit') });
      const [row] = await database.asOwner('select * from answer_drafts where task_id = $1', [task]);
      expect(row).to.include({ answer: null });
      expect((row?.['answer_sealed'] as Buffer).toString('latin1')).not.to.contain('sakit');
    });

    it('and never for a task that has ended', async () => {
      const { answerDrafts } = database.store;
      const { applicationNumber } = await openCase(database.store);
      const task = await putTask(database, applicationNumber, { endedAs: 'completed' });
      await answerDrafts.put({ officer: SRI, task, answer: answer('terlambat') });
      expect(await answerDrafts.find(SRI, task)).to.equal(undefined);
    });

    it('and tells a colleague, not the officer themself, who has begun', async () => {
      const { answerDrafts } = database.store;
      const { applicationNumber } = await openCase(database.store);
      const [task, other] = [await putTask(database, applicationNumber), await putTask(database, applicationNumber)];
      await answerDrafts.put({ officer: SRI, task, answer: answer('') });
      await answerDrafts.put({ officer: SRI, task: other, answer: answer('') });
      await answerDrafts.remove(SRI, other);
      expect(await answerDrafts.begunBy(task, JOKO)).to.equal(SRI);
      expect(await answerDrafts.begunBy(task, SRI)).to.equal(undefined);
      expect(await answerDrafts.begunBy(other, JOKO)).to.equal(undefined);
    });
  });

  it('keeps the notes of a case, newest first, with who wrote them and when', async () => {
    const { caseNotes } = database.store;
    const [one, other] = [await openCase(database.store), await openCase(database.store)];
    const ids = [
      await caseNotes.add({ applicationNumber: one.applicationNumber, author: SRI, text: 'Sudah ditelepon' }),
      await caseNotes.add({ applicationNumber: one.applicationNumber, author: JOKO, text: 'Datang besok' }),
    ];
    await caseNotes.add({ applicationNumber: other.applicationNumber, author: SRI, text: 'Berkas lain' });
    const notes = await caseNotes.of(one.applicationNumber);
    expect(notes.map(({ writtenAt: _, ...note }) => note)).to.deep.equal([
      { id: ids[1], author: JOKO, text: 'Datang besok' },
      { id: ids[0], author: SRI, text: 'Sudah ditelepon' },
    ]);
    expect(notes[0]!.writtenAt.getTime()).to.be.at.least(notes[1]!.writtenAt.getTime());
    const [row] = await database.asOwner('select text, text_sealed from case_notes where id = $1', [ids[0]]);
    expect(row).to.include({ text: null });
    expect((row?.['text_sealed'] as Buffer).toString('latin1')).not.to.contain('ditelepon');
  });

  it('keeps the words of a search for whoever searched, and for so long only', async () => {
    const { keptSearches } = database.store;
    await keptSearches.put({ id: 'lama', officer: SRI, text: 'pamungkas' });
    await keptSearches.put({ id: 'baru', officer: SRI, text: 'sewon' });
    await keptSearches.put({ id: 'joko', officer: JOKO, text: 'bantul' });
    expect(await keptSearches.find('lama', SRI)).to.equal('pamungkas');
    expect(await keptSearches.find('baru', SRI)).to.equal('sewon');
    expect(await keptSearches.find('lama', JOKO), 'of a colleague').to.equal(undefined);
    expect(await keptSearches.find('tidak-ada', SRI)).to.equal(undefined);
    await database.asOwner(`update kept_searches set kept_at = kept_at - interval '1 hour' where id = 'lama'`);
    expect(await keptSearches.purge(3_000_000)).to.equal(1);
    expect(await keptSearches.find('lama', SRI)).to.equal(undefined);
    expect(await keptSearches.find('baru', SRI)).to.equal('sewon');
  });

  it('keeps of what was read on a paper the newest reading of each paper', async () => {
    const { papers, paperReadings } = database.store;
    const [one, other] = [await openCase(database.store), await openCase(database.store)];
    const paperOf = async (applicationNumber: string, kind: 'ijazah' | 'kk-lama') =>
      (
        await papers.add({
          applicationNumber,
          kind,
          sha256: sha256(kind),
          mediaType: 'image/jpeg',
          bytes: 4,
          source: 'portal',
        })
      ).id;
    const [diploma, card] = [
      await paperOf(one.applicationNumber, 'ijazah'),
      await paperOf(one.applicationNumber, 'kk-lama'),
    ];
    const elsewhere = await paperOf(other.applicationNumber, 'ijazah');
    const read = (applicationNumber: string, paperId: string, content: string, readBy = SRI) =>
      paperReadings.add({ applicationNumber, paperId, content: sha256(content), readBy });
    await read(one.applicationNumber, diploma, 'salah baca');
    await read(one.applicationNumber, card, 'nomor KK');
    await read(one.applicationNumber, diploma, 'S1', JOKO);
    await read(other.applicationNumber, elsewhere, 'berkas lain');
    const newest = await paperReadings.newest(one.applicationNumber);
    expect(newest.map(({ readAt: _, ...reading }) => reading)).to.have.deep.members([
      { paperId: diploma, content: sha256('S1'), readBy: JOKO },
      { paperId: card, content: sha256('nomor KK'), readBy: SRI },
    ]);
    expect(newest.every(({ readAt }) => readAt instanceof Date)).to.equal(true);
  });

  it('keeps what the watcher of the engine saw last, with times as times', async () => {
    const { engineWatch } = database.store;
    expect(await engineWatch.newest(), 'nobody has looked yet').to.equal(undefined);
    const incident = {
      id: '17',
      applicationNumber: 'KK-261122-7Q4F2M',
      element: 'enter-siak',
      sentence: 'SIAK tidak menjawab.',
      since: new Date('2026-11-22T02:00:00.123Z'),
    };
    await engineWatch.put({ stranded: ['KK-261122-7Q4F2M'], incidents: [incident] });
    const first = (await engineWatch.newest())!;
    expect(first).to.deep.include({ stranded: ['KK-261122-7Q4F2M'], incidents: [incident] });
    await engineWatch.put({ stranded: [], incidents: [] });
    const second = (await engineWatch.newest())!;
    expect(second).to.deep.include({ stranded: [], incidents: [] });
    expect(second.seenAt.getTime()).to.be.above(first.seenAt.getTime() - 1);
    expect(await database.asOwner('select count(*)::int as n from engine_watch')).to.deep.equal([{ n: 1 }]);
  });
});
