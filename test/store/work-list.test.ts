import { expect } from 'chai';
import { randomUUID } from 'node:crypto';
import { openWorkListFeed, type OpenWorkListFeed } from '../../src/store/work-list-feed.ts';
import type { Judgement } from '../../src/store/store.ts';
import { silent, withDatabase } from './database.ts';
import { errorOf, judgementOf, openCase, putDecision, putOfficer } from './given.ts';

describe('The work list', () => {
  const database = withDatabase();
  let feed: OpenWorkListFeed;
  before(async () => {
    feed = await openWorkListFeed({ url: database.url, logger: silent });
    await putOfficer(database.store);
    await putOfficer(database.store, 'joko.susilo');
  });
  after(() => feed.close());

  async function openTask(assignee: string | null = null) {
    const { applicationNumber } = await openCase(database.store);
    const task = randomUUID();
    await feed.created({
      task,
      caseNumber: applicationNumber,
      elementId: 'examine-application',
      lane: 'petugas-entri',
      assignee,
      createdAt: new Date('2026-11-22T01:00:00Z'),
    });
    return { task, applicationNumber };
  }

  it('shows a task from its creation to its end, and who holds it', async () => {
    const { store } = database;
    const { task, applicationNumber } = await openTask();
    const item = {
      taskId: task,
      applicationNumber,
      element: 'examine-application',
      lane: 'petugas-entri',
      assignee: null,
      createdAt: new Date('2026-11-22T01:00:00Z'),
      endedAt: null,
      endedAs: null,
    };
    expect(await store.workList.open({ applicationNumber })).to.deep.equal([item]);
    expect(await store.workList.open({ applicationNumber, lanes: ['kasi'] })).to.deep.equal([]);
    await feed.assigned(task, 'sri.wahyuni');
    expect(await store.workList.open({ assignee: 'sri.wahyuni', applicationNumber })).to.deep.equal([
      { ...item, assignee: 'sri.wahyuni' },
    ]);
    await feed.ended(task, 'canceled');
    await feed.assigned(task, 'joko.susilo');
    expect(await store.workList.open({ applicationNumber })).to.deep.equal([]);
    expect(await store.workList.find(task)).to.include({ endedAs: 'canceled', assignee: 'sri.wahyuni' });
  });

  it('shows of the open tasks those of a case, of some lanes, or of one person', async () => {
    const { workList } = database.store;
    const [held, free] = [await openTask('joko.susilo'), await openTask()];
    const ids = async (filter: Parameters<typeof workList.open>[0]) =>
      (await workList.open(filter)).map(({ taskId }) => taskId);
    expect(await ids({ applicationNumber: free.applicationNumber })).to.deep.equal([free.task]);
    expect(await ids({ assignee: 'joko.susilo' })).to.deep.equal([held.task]);
    expect(await ids({ lanes: ['petugas-entri'] })).to.include.members([held.task, free.task]);
    expect(await ids({})).to.include.members([held.task, free.task]);
    expect((await workList.of(held.applicationNumber)).map(({ taskId }) => taskId)).to.deep.equal([held.task]);
  });

  it('takes a task that is created twice as one', async () => {
    const { task, applicationNumber } = await openTask('sri.wahyuni');
    await feed.created({
      task,
      caseNumber: applicationNumber,
      elementId: 'examine-application',
      lane: 'petugas-entri',
      assignee: null,
      createdAt: new Date(),
    });
    expect(await database.store.workList.of(applicationNumber)).to.have.length(1);
    expect(await database.store.workList.find(task)).to.include({ assignee: 'sri.wahyuni' });
  });

  it('lets a judgement take effect once: decision, change of the case and variables together', async () => {
    const { store } = database;
    const { task, applicationNumber } = await openTask();
    const judged = judgementOf(applicationNumber, { taskId: task });
    expect(await store.judgements.put(judged)).to.equal(true);
    expect(await store.decisions.of(applicationNumber)).to.deep.equal([]);
    const { note, ...variables } = judged.answer;
    expect(note, 'the words of the officer').to.be.a('string');
    expect(await feed.decisionTakesEffect(task)).to.deep.equal(variables);
    const { change, ...decision } = judged;
    expect(await store.decisions.byTask(task)).to.deep.equal({
      ...decision,
      refusedBecause: null,
      takenBackAt: null,
      caseBefore: { state: 'submitted', entryOfficer: null, missingDocuments: [] },
    });
    expect(await store.cases.get(applicationNumber)).to.deep.include({ ...change });
    expect(await feed.decisionTakesEffect(task)).to.equal(undefined);
    expect(await store.decisions.of(applicationNumber)).to.have.length(1);
  });

  it('has no decision for a task that nobody judged, that has ended, or that belongs to another case', async () => {
    const { store } = database;
    const { task, applicationNumber } = await openTask();
    expect(await feed.decisionTakesEffect(task)).to.equal(undefined);
    const other = await openCase(store);
    await store.judgements.put(judgementOf(other.applicationNumber, { taskId: task }));
    expect(await feed.decisionTakesEffect(task)).to.equal(undefined);
    await store.judgements.withdraw(judgementOf(other.applicationNumber, { taskId: task }));
    await store.judgements.put(judgementOf(applicationNumber, { taskId: task }));
    await feed.ended(task, 'canceled');
    expect(await feed.decisionTakesEffect(task)).to.equal(undefined);
    expect(await store.decisions.of(applicationNumber)).to.deep.equal([]);
  });

  it('lets a taking-back take effect once: the case as it was before, and what the engine has to set', async () => {
    const { store } = database;
    const { task, applicationNumber } = await openTask();
    await store.judgements.put(judgementOf(applicationNumber, { taskId: task }));
    await feed.decisionTakesEffect(task);
    await feed.ended(task, 'completed');
    const next = randomUUID();
    await feed.created({
      task: next,
      caseNumber: applicationNumber,
      elementId: 'check-siak-entry',
      lane: 'petugas-entri',
      assignee: null,
      createdAt: new Date('2026-11-22T03:00:00Z'),
    });
    expect(await feed.takingBackTakesEffect(next), 'nobody asked for it').to.equal(undefined);
    await store.takingBacks.put({
      taskId: next,
      applicationNumber,
      decisionTask: task,
      element: 'examine-application',
      takenBackBy: 'sri.wahyuni',
      assignee: null,
      variables: { examination: null },
    });
    expect(await feed.takingBackTakesEffect(next)).to.deep.equal({
      element: 'examine-application',
      variables: { examination: null },
    });
    expect(await feed.takingBackTakesEffect(next)).to.equal(undefined);
    expect((await store.decisions.byTask(task))?.takenBackAt).to.be.instanceOf(Date);
    expect(await store.cases.get(applicationNumber)).to.deep.include({ state: 'submitted', entryOfficer: null });
  });

  it('keeps the decisions of a case in order, and finds the one of a task', async () => {
    const { store } = database;
    const first = await openTask();
    const other = await openTask();
    const second = randomUUID();
    await feed.created({
      task: second,
      caseNumber: first.applicationNumber,
      elementId: 'examine-application',
      lane: 'petugas-entri',
      assignee: null,
      createdAt: new Date('2026-11-22T03:00:00Z'),
    });
    // Decided in this order, whatever the clocks of the officers said.
    for (const [applicationNumber, taskId, decidedAt] of [
      [first.applicationNumber, first.task, '2026-11-22T05:00:00Z'],
      [other.applicationNumber, other.task, '2026-11-22T04:30:00Z'],
      [first.applicationNumber, second, '2026-11-22T04:00:00Z'],
    ] as const) {
      await store.judgements.put(judgementOf(applicationNumber, { taskId, decidedAt: new Date(decidedAt) }));
      await feed.decisionTakesEffect(taskId);
    }
    const tasks = (await store.decisions.of(first.applicationNumber)).map(({ taskId }) => taskId);
    expect(tasks).to.deep.equal([first.task, second]);
    expect(await store.decisions.byTask(other.task)).to.include({ applicationNumber: other.applicationNumber });
    expect(await store.decisions.byTask(randomUUID())).to.equal(undefined);
    await store.transaction(async ({ decisions }) => {
      expect((await decisions.of(first.applicationNumber)).map(({ taskId }) => taskId)).to.deep.equal(tasks);
      expect((await decisions.byTask(first.task))?.answer['note'], 'opened').to.equal('');
    });
    // An engine that was lost counted as the new one does: the newest decision of a task is the one of today.
    await putDecision(database, other.applicationNumber, { taskId: first.task });
    expect(await store.decisions.byTask(first.task)).to.include({ applicationNumber: other.applicationNumber });
  });

  it('knows the judgements on their way, and those that no engine has taken, longest first', async () => {
    const { store } = database;
    const tasks = [await openTask(), await openTask(), await openTask()];
    const judged = tasks.map(({ task, applicationNumber }) => judgementOf(applicationNumber, { taskId: task }));
    for (const each of judged) await store.judgements.put(each);
    const [older, younger, fresh] = judged as [Judgement, Judgement, Judgement];
    expect(await store.judgements.find(fresh.taskId)).to.deep.equal({ ...fresh, onItsWay: true });
    expect(await store.judgements.find(randomUUID())).to.equal(undefined);
    for (const [taskId, seconds] of [
      [older.taskId, 90],
      [younger.taskId, 70],
    ] as const)
      await database.asOwner(
        'update judgements set judged_at = judged_at - make_interval(secs => $2) where task_id = $1',
        [taskId, seconds],
      );
    expect(await store.judgements.find(older.taskId)).to.deep.include({ onItsWay: false });
    const forgotten = (await store.judgements.forgotten(60_000)).map(({ taskId }) => taskId);
    expect(forgotten.filter((task) => judged.some(({ taskId }) => taskId === task))).to.deep.equal([
      older.taskId,
      younger.taskId,
    ]);
    const [row] = await database.asOwner('select answer, note_sealed from judgements where task_id = $1', [
      fresh.taskId,
    ]);
    expect(row?.['answer'], 'the words of the officer are sealed').not.to.have.property('note');
    expect(row?.['note_sealed']).to.be.instanceOf(Buffer);
    expect(await store.judgements.withdraw(older)).to.equal(true);
    expect(await store.judgements.withdraw(older)).to.equal(false);
    expect(await store.judgements.find(younger.taskId), 'of another task').to.be.an('object');
  });

  it('gives the judgement of one person way to nobody else while it is on its way', async () => {
    const { store } = database;
    const { task, applicationNumber } = await openTask();
    const judged = judgementOf(applicationNumber, { taskId: task });
    expect(await store.judgements.put(judged)).to.equal(true);
    expect(await store.judgements.put({ ...judged, decidedBy: 'joko.susilo' })).to.equal(false);
    expect(await store.judgements.put({ ...judged, answer: { examination: 'incomplete' } })).to.equal(true);
    await database.asOwner(`update judgements set judged_at = now() - interval '31 seconds' where task_id = $1`, [
      task,
    ]);
    const later = { ...judged, decidedBy: 'joko.susilo', decidedAt: new Date(judged.decidedAt.getTime() + 31_000) };
    expect(await store.judgements.put(later)).to.equal(true);
    for (const earlier of [
      judged,
      { ...judged, decidedBy: later.decidedBy },
      { ...later, decidedBy: judged.decidedBy },
    ])
      expect(await store.judgements.withdraw(earlier), 'another judgement of the task').to.equal(false);
    await feed.decisionTakesEffect(task);
    expect(await store.decisions.byTask(task)).to.include({ decidedBy: 'joko.susilo' });
    expect(await store.judgements.withdraw(later)).to.equal(false);
  });

  it('is locked task by task, and cancelled as named, while it is open', async () => {
    const { store } = database;
    const [mine, other] = [await openTask(), await openTask()];
    expect(await store.transaction((tables) => tables.workList.lock(other.task))).to.include({ taskId: other.task });
    expect(await store.transaction((tables) => tables.workList.lock(randomUUID()))).to.equal(undefined);
    expect(await store.workList.cancel([mine.task, randomUUID()])).to.equal(1);
    expect(await store.workList.find(mine.task)).to.include({ endedAs: 'canceled' });
    expect((await store.workList.find(other.task))!.endedAt).to.equal(null);
    expect(await store.workList.cancel([mine.task, randomUUID()]), 'what has ended stays as it ended').to.equal(0);
  });

  it('lists the open tasks of some lanes with what their cases are and what was decided, oldest first', async () => {
    const { store } = database;
    const { task, applicationNumber } = await openTask('sri.wahyuni');
    const judged = judgementOf(applicationNumber, {
      taskId: task,
      answer: { examination: 'complete', missingDocuments: [], note: 'Sudah lengkap' },
    });
    await store.judgements.put(judged);
    await feed.decisionTakesEffect(task);
    await feed.ended(task, 'completed');
    const [verify, sign] = [randomUUID(), randomUUID()];
    for (const [id, elementId, lane, createdAt] of [
      [sign, 'approve-signing', 'kepala-dinas', new Date('2026-11-22T03:00:00Z')],
      [verify, 'verify-draft', 'kasi', new Date('2026-11-22T02:00:00Z')],
    ] as const)
      await feed.created({ task: id, caseNumber: applicationNumber, elementId, lane, assignee: null, createdAt });
    const listed = async (filter: Partial<Parameters<typeof store.workList.listed>[0]>) =>
      (await store.workList.listed({ lanes: ['kasi', 'kepala-dinas'], applicationNumber, ...filter })).map(
        ({ taskId }) => taskId,
      );
    expect(await listed({})).to.deep.equal([verify, sign]);
    expect(await listed({ limit: 1 })).to.deep.equal([verify]);
    expect(await listed({ lanes: ['kepala-dinas'] })).to.deep.equal([sign]);
    expect(await listed({ element: 'approve-signing' })).to.deep.equal([sign]);
    expect(await listed({ applicationNumber: 'KK-261122-ZZZZZZ' })).to.deep.equal([]);
    const [first] = await store.workList.listed({ lanes: ['kasi'], applicationNumber });
    expect(first).to.deep.include({
      applicationNumber,
      element: 'verify-draft',
      createdAt: new Date('2026-11-22T02:00:00Z'),
      state: 'drafting',
      entryOfficer: 'sri.wahyuni',
    });
    expect(first!.decisions).to.have.length(1);
    expect(first!.decisions[0]).to.deep.include({
      decidedBy: 'sri.wahyuni',
      decidedAt: judged.decidedAt,
      takenBackAt: null,
    });
    expect(first!.decisions[0]!.answer['note'], 'opened for who may read it').to.equal('Sudah lengkap');
  });

  it('refuses a decision that the application writes without the engine', async () => {
    const { applicationNumber } = await openTask();
    const insert = `insert into decisions (application_number, step, decided_by, decided_at, task_id, answer)
      values ('${applicationNumber}', 5, 'sri.wahyuni', now(), 'x', '{}')`;
    expect(await errorOf(database.asApplication(insert))).to.include({ code: '42501' });
    const ended = `update work_list set ended_at = now(), ended_as = 'completed'`;
    expect(await errorOf(database.asApplication(ended))).to.include({ code: '42501' });
  });
});
