import { expect } from 'chai';
import { listenerAnswers } from '../../../src/office/listener-answers.ts';
import { ModelRefused, type ProcessEngine } from '../../../src/process/process.ts';
import { connect, key, statusOf, type ZeebeClient } from '../../../src/process/zeebe/client.ts';
import { createZeebe } from '../../../src/process/zeebe/create-zeebe.ts';
import type { ListenerAnswers } from '../../../src/process/zeebe/judgements.ts';
import { openWorkListFeed, type OpenWorkListFeed } from '../../../src/store/work-list-feed.ts';
import { silent, withDatabase } from '../../store/database.ts';
import { judgementOf, putOfficer } from '../../store/given.ts';
import { TestOffice } from '../contract/office.ts';
import { drawing, end, person, start, way } from '../drawing.ts';
import { finished, taskAt } from '../engine-under-test.ts';
import { CREDENTIALS, StandIn } from './stand-in.ts';

describe('Task listeners of an existing Camunda 8', () => {
  const database = withDatabase();
  const credentials = { strategy: 'basic', ...CREDENTIALS } as const;
  let feed: OpenWorkListFeed;
  let standIn: StandIn;
  let engine: ProcessEngine;
  let office: TestOffice;
  /** Somebody else who reaches the cluster. */
  let other: ZeebeClient;
  /** Run once instead of the next answer, to lose it. */
  let failOnce: (() => void) | undefined;

  before(async () => {
    feed = await openWorkListFeed({ url: database.url, logger: silent });
    standIn = new StandIn();
    const url = await standIn.open();
    const answers = listenerAnswers(feed, database.store);
    const losing: ListenerAnswers = {
      ...answers,
      async ended(task, how) {
        await answers.ended(task, how);
        const fail = failOnce;
        failOnce = undefined;
        fail?.();
      },
    };
    engine = createZeebe({ url, credentials, answers: losing, logger: silent });
    other = connect({ url, credentials });
    const nothing = () => Promise.resolve();
    office = new TestOffice({ engine, store: database.store, advance: nothing, restart: nothing, movable: false });
    await putOfficer(database.store);
  });
  after(async () => {
    await engine.close();
    standIn.close();
    await feed.close();
  });

  const model = drawing(
    [
      start({ entryOfficer: '="sri.wahyuni"' }),
      person('examine-application', { assignee: '=entryOfficer', outputs: { examination: '=examination' } }),
      end(),
    ],
    way('application-submitted', 'examine-application', 'done'),
  );
  async function openTask() {
    const caseNumber = await office.begin(model);
    const { taskId } = await taskAt(office.under, caseNumber, 'examine-application');
    return { caseNumber, taskId };
  }
  const completeAsOther = (taskId: string, variables: Record<string, unknown>) =>
    other.completeUserTask({ userTaskKey: key(taskId), variables }).then(
      () => 'completed',
      (error: unknown) => statusOf(error),
    );

  it('refuse a completion that does not come through the office, without a judgement or with another answer than the judged one', async () => {
    const { caseNumber, taskId } = await openTask();
    expect(await completeAsOther(taskId, { examination: 'complete' })).to.equal(409);
    await database.store.judgements.put(
      judgementOf(caseNumber, { taskId, element: 'examine-application', answer: { examination: 'incomplete' } }),
    );
    expect(await completeAsOther(taskId, { examination: 'complete' })).to.equal(409);
    expect(await database.store.decisions.of(caseNumber)).to.deep.equal([]);
    expect(await engine.tasks.complete(taskId)).to.equal('completed');
    await finished(office.under, caseNumber);
    expect((await engine.history(caseNumber))?.variables).to.include({ examination: 'incomplete' });
  });

  it('let a completion pass whose judgement took effect already, when only the answer was lost', async () => {
    const { caseNumber } = await openTask();
    failOnce = () => {
      throw new Error('the connection broke');
    };
    expect(await office.decide(caseNumber, 'examine-application', { examination: 'complete' })).to.equal('completed');
    expect(failOnce).to.equal(undefined);
    expect(await database.store.decisions.of(caseNumber)).to.have.length(1);
    await finished(office.under, caseNumber);
  });

  it('feed the work list with what others do at the cluster', async () => {
    const { taskId } = await openTask();
    const holder = async () => (await database.store.workList.find(taskId))?.assignee;
    await other.unassignUserTask({ userTaskKey: key(taskId) });
    expect(await holder()).to.equal(null);
    await other.assignUserTask({ userTaskKey: key(taskId), assignee: 'joko.susilo', allowOverride: false });
    expect(await holder()).to.equal('joko.susilo');
    expect(await engine.tasks.assign(taskId, { from: 'sri.wahyuni', to: 'endah.lestari' })).to.equal('held');
    expect(await engine.tasks.assign(taskId, { from: 'joko.susilo', to: 'endah.lestari' })).to.equal('assigned');
    expect(await holder()).to.equal('endah.lestari');
  });

  it('must be drawn at every user task: a model without them is refused with what to add', async () => {
    const bare = {
      resources: model.resources.map(({ name, content }) => ({
        name,
        content: content.replace('<zeebe:taskListener eventType="completing" type="judge-decision" />', ''),
      })),
    };
    const error: unknown = await engine.deploy(bare).catch((reason: unknown) => reason);
    expect(error).to.be.instanceOf(ModelRefused);
    const [finding] = (error as ModelRefused).findings;
    expect(finding?.element).to.equal('examine-application (examine-application)');
    expect(finding?.sentence).to.include('completing: judge-decision');
  });

  it('are asked again when the cluster was away', async () => {
    await engine.ready();
    standIn.failingWith = 503;
    const error: unknown = await engine.ready().catch((reason: unknown) => reason);
    expect(error).to.be.instanceOf(Error);
    standIn.failingWith = undefined;
    await engine.ready();
    const { caseNumber } = await openTask();
    expect(await office.decide(caseNumber, 'examine-application', { examination: 'complete' })).to.equal('completed');
  });

  it('are not answered to a cluster that does not know us', async () => {
    const stranger = connect({
      url: await standIn.open(),
      credentials: { strategy: 'basic', username: 'kantor', password: 'salah' },
    });
    const error: unknown = await stranger.getTopology().catch((reason: unknown) => reason);
    expect(statusOf(error)).to.equal(401);
  });
});
