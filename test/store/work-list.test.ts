import { expect } from 'chai';
import { randomUUID } from 'node:crypto';
import { openWorkListFeed, type OpenWorkListFeed } from '../../src/store/work-list-feed.ts';
import { silent, withDatabase } from './database.ts';
import { errorOf, judgementOf, openCase, putOfficer } from './given.ts';

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
    await store.judgements.withdraw(task);
    await store.judgements.put(judgementOf(applicationNumber, { taskId: task }));
    await feed.ended(task, 'canceled');
    expect(await feed.decisionTakesEffect(task)).to.equal(undefined);
    expect(await store.decisions.of(applicationNumber)).to.deep.equal([]);
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
    expect(await store.judgements.put({ ...judged, decidedBy: 'joko.susilo' })).to.equal(true);
    await feed.decisionTakesEffect(task);
    expect(await store.decisions.byTask(task)).to.include({ decidedBy: 'joko.susilo' });
    expect(await store.judgements.withdraw(task)).to.equal(false);
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
