import { expect } from 'chai';
import { newApplicationNumber } from '../../../src/domain/application-number.ts';
import { judgementOf, openCase, putOfficer } from '../../store/given.ts';
import { until } from '../helpers.ts';
import { TWO_STEPS, type Answer, type TestEngine } from '../with-engine.ts';

const NOT_JUDGED = 20_002;
const CASE_IS_THERE = 20_001;
const WAY_IS_CLOSED = 20_003;

export const decisions = (host: TestEngine) =>
  describe('decisions in the engine', () => {
    const rest = (method: string, where: string, body?: unknown): Promise<Answer> => host.rest(method, where, body);

    before(async () => {
      await host.deploy('two-steps.bpmn', TWO_STEPS);
      await putOfficer(host.database.store);
      await putOfficer(host.database.store, 'bambang.hartono');
    });

    const start = (number: string): Promise<Answer> =>
      rest('POST', 'process-definition/key/two-steps/start', { businessKey: number });

    /** A case in our tables and in the engine; resolves with its first task. */
    async function begin(): Promise<{ number: string; task: string }> {
      const { applicationNumber: number } = await openCase(host.database.store);
      expect((await start(number)).status).to.equal(200);
      return { number, task: await taskOf(number) };
    }

    async function taskOf(number: string): Promise<string> {
      const { body } = await rest('GET', `task?processInstanceBusinessKey=${number}`);
      return (body as { id: string }[])[0]!.id;
    }

    const judge = (number: string, taskId: string, answer: Record<string, unknown>, element = 'examine-application') =>
      host.database.store.judgements.put(judgementOf(number, { taskId, element, answer }));
    const rows = (sql: string, ...values: unknown[]) => host.database.asOwner(sql, values);
    const listed = async (task: string) => (await rows('select * from work_list where task_id = $1', task))[0];
    const inForce = (task: string) => rows('select * from decisions where task_id = $1', task);
    const variablesOf = async (number: string) => {
      const found = await rest(
        'GET',
        `history/variable-instance?processInstanceBusinessKey=${number}&deserializeValues=false`,
      );
      const all = found.body as {
        name: string;
        value: unknown;
        activityInstanceId: string;
        processInstanceId: string;
      }[];
      const ofInstance = all.filter((one) => one.activityInstanceId === one.processInstanceId);
      return Object.fromEntries(ofInstance.map(({ name, value }) => [name, value]));
    };

    it('a new task is in the work list, with its case, lane and element', async () => {
      const { number, task } = await begin();
      expect(await listed(task)).to.include({
        application_number: number,
        element: 'examine-application',
        lane: 'petugas-entri',
        assignee: null,
        ended_at: null,
      });
    });

    it('a completion without a judgement is refused whatever way it comes, and nothing changes', async () => {
      const { number, task } = await begin();
      const answer = { variables: { examination: { value: 'complete' } } };
      for (const way of ['complete', 'submit-form']) {
        for (const base of ['', 'engine/default/']) {
          const refusal = await rest('POST', `${base}task/${task}/${way}`, answer);
          expect(refusal.status, way).to.equal(409);
          expect(refusal.body, way).to.have.property('code', NOT_JUDGED);
        }
      }
      for (const [way, body] of [
        ['bpmnError', { errorCode: 'ANY' }],
        ['bpmnEscalation', { escalationCode: 'ANY' }],
        ['delegate', { userId: 'joko.susilo' }],
        ['resolve', {}],
      ] as const) {
        const refusal = await rest('POST', `task/${task}/${way}`, body);
        expect(refusal.status, way).to.equal(409);
        expect(refusal.body, way).to.have.property('code', WAY_IS_CLOSED);
      }
      expect((await rest('POST', 'task/create', { name: 'x' })).body).to.have.property('code', WAY_IS_CLOSED);
      const [instance] = (await rest('GET', `execution?processInstanceBusinessKey=${number}`)).body as { id: string }[];
      const [{ processInstanceId, processDefinitionId }] = (
        await rest('GET', `task?processInstanceBusinessKey=${number}`)
      ).body as [{ processInstanceId: string; processDefinitionId: string }];
      const back = { type: 'cancel', activityId: 'examine-application' };
      const there = { type: 'startBeforeActivity', activityId: 'verify-draft' };
      const instructions = [there, back];
      const many = { processDefinitionId, processInstanceIds: [processInstanceId], instructions };
      for (const [where, body] of [
        [`process-instance/${processInstanceId}/modification`, { instructions }],
        [`process-instance/${processInstanceId}/modification-async`, { instructions }],
        ['modification/execute', many],
        ['modification/executeAsync', many],
      ] as const)
        expect((await rest('POST', where, body)).body, where).to.have.property('code', WAY_IS_CLOSED);
      const takenBack = await rest('POST', `office/task/${task}/take-back`);
      expect(takenBack.status).to.equal(409);
      expect(takenBack.body).to.have.property('code', NOT_JUDGED);
      expect((await rest('POST', `execution/${instance!.id}/signal`, {})).status).to.be.at.least(400);
      expect(await taskOf(number)).to.equal(task);
      expect(await listed(task)).to.include({ ended_at: null });
      expect(await inForce(task)).to.deep.equal([]);
    });

    it('a judged decision comes into force together with the completion, and its answer is the process', async () => {
      const { number, task } = await begin();
      await judge(number, task, { examination: 'complete', missingDocuments: [], note: '' });
      const completion = await rest('POST', `task/${task}/complete`, {
        variables: { examination: { value: 'incomplete' }, reason: { value: 'smuggled in' } },
      });
      expect(completion.status).to.equal(204);
      expect(await listed(task)).to.include({ ended_as: 'completed' });
      expect(await inForce(task)).to.have.length(1);
      expect(await listed(await taskOf(number))).to.include({ element: 'verify-draft', assignee: 'bambang.hartono' });
      // What the output mappings name is in the instance, what the caller brought is not, nor what they leave out.
      expect(await variablesOf(number)).to.deep.equal({ examination: 'complete', missing: '[]' });
    });

    it('without output mappings the whole answer goes to the instance, each value in its kind', async () => {
      const { number, task } = await begin();
      await judge(number, task, { examination: 'complete', missingDocuments: [] });
      await rest('POST', `task/${task}/complete`, {});
      const second = await taskOf(number);
      const answer = { verification: 'valid', counted: 3, share: 0.5, urgent: true, nothing: null, list: ['a', 'b'] };
      await judge(number, second, answer, 'verify-draft');
      expect((await rest('POST', `task/${second}/complete`, {})).status).to.equal(204);
      expect(await variablesOf(number)).to.deep.include({ ...answer, list: '["a","b"]' });
      await until(async () => (await listed(second))?.['ended_as'] === 'completed', 5000);
    });

    it('a completion that fails further on takes its decision back, and can be repeated', async () => {
      const { number, task } = await begin();
      // The condition behind the gateway can be neither true nor false with this answer.
      await judge(number, task, { examination: 'complete', missingDocuments: null });
      const failure = await rest('POST', `task/${task}/complete`, {});
      expect(failure.status).to.equal(409);
      expect(JSON.stringify(failure.body)).to.contain('neither true nor false at is-complete in two-steps');
      expect(await inForce(task)).to.deep.equal([]);
      expect(await listed(task)).to.include({ ended_at: null });
      expect(await rows('select task_id from judgements where task_id = $1', task)).to.have.length(1);
      await rows('update judgements set answer = $2 where task_id = $1', task, {
        examination: 'complete',
        missingDocuments: [],
      });
      expect((await rest('POST', `task/${task}/complete`, {})).status).to.equal(204);
      expect(await inForce(task)).to.have.length(1);
    });

    it('a judgement for one task does not complete another', async () => {
      const [one, other] = [await begin(), await begin()];
      await judge(one.number, one.task, { examination: 'complete', missingDocuments: [] });
      expect((await rest('POST', `task/${other.task}/complete`, {})).body).to.have.property('code', NOT_JUDGED);
    });

    it('of many completions at once one takes the decision', async () => {
      const { number, task } = await begin();
      await judge(number, task, { examination: 'complete', missingDocuments: [] });
      const answers = await Promise.all(Array.from({ length: 8 }, () => rest('POST', `task/${task}/complete`, {})));
      expect(answers.filter(({ status }) => status === 204)).to.have.length(1);
      expect(await inForce(task)).to.have.length(1);
    });

    it('a task that the process takes away is ended as canceled', async () => {
      const { number, task } = await begin();
      const [instance] = (await rest('GET', `process-instance?businessKey=${number}`)).body as { id: string }[];
      expect((await rest('DELETE', `process-instance/${instance!.id}?skipCustomListeners=true`)).status).to.equal(204);
      expect(await listed(task)).to.include({ ended_as: 'canceled' });
    });

    it('a timer that falls due by the moved clock takes its task away within seconds', async () => {
      const { task } = await begin();
      expect((await rest('PUT', 'office/clock?plus=P6D')).status).to.equal(200);
      expect(await listed(task)).to.include({ ended_at: null });
      await rest('PUT', 'office/clock?plus=P2D');
      await until(async () => (await listed(task))?.['ended_as'] === 'canceled', 10_000);
      const { body } = await rest('DELETE', 'office/clock');
      expect(Math.abs(Date.parse((body as { now: string }).now) - Date.now())).to.be.below(10_000);
      expect((await rest('PUT', 'office/clock?plus=tomorrow')).status).to.equal(400);
    });

    describe('assignment', () => {
      const assign = async (task: string, from: string | null, to: string | null) =>
        (await rest('POST', `office/task/${task}/assign`, { from, to })).status;

      it('gives a free task to one, and is repeated without harm', async () => {
        const { task } = await begin();
        expect(await assign(task, null, 'sri.wahyuni')).to.equal(204);
        expect(await assign(task, null, 'sri.wahyuni')).to.equal(204);
        expect(await listed(task)).to.include({ assignee: 'sri.wahyuni' });
        expect(await assign(task, 'sri.wahyuni', null)).to.equal(204);
        expect(await listed(task)).to.include({ assignee: null });
      });

      it('is refused when somebody else holds the task, and when it has ended', async () => {
        const { task } = await begin();
        await assign(task, null, 'sri.wahyuni');
        expect(await assign(task, null, 'joko.susilo')).to.equal(409);
        expect(await assign(task, 'joko.susilo', 'bambang.hartono')).to.equal(409);
        expect(await listed(task)).to.include({ assignee: 'sri.wahyuni' });
        expect(await assign('no-such-task', null, 'sri.wahyuni')).to.equal(404);
      });

      it('of many at once one gets the task', async () => {
        const { task } = await begin();
        const people = Array.from({ length: 8 }, (_, index) => `petugas.${index}`);
        const statuses = await Promise.all(people.map((person) => assign(task, null, person)));
        expect(statuses.filter((status) => status === 204)).to.have.length(1);
        expect(statuses.filter((status) => status === 409)).to.have.length(7);
        expect(await listed(task)).to.include({ assignee: people[statuses.indexOf(204)] });
      });
    });

    describe('start of a case', () => {
      it('makes one instance, however many starters there are at once', async () => {
        const number = newApplicationNumber(new Date());
        const answers = await Promise.all(Array.from({ length: 5 }, () => start(number)));
        expect(answers.filter(({ status }) => status === 200)).to.have.length(1);
        for (const { status, body } of answers.filter((one) => one.status !== 200)) {
          expect(status).to.equal(409);
          expect(body).to.have.property('code', CASE_IS_THERE);
        }
        expect(await rows('select 1 from work_list where application_number = $1', number)).to.have.length(1);
      });

      it('is refused for a finished case, and open again for one that was cancelled', async () => {
        const finished = await begin();
        await judge(finished.number, finished.task, { examination: 'incomplete', missingDocuments: [] });
        await rest('POST', `task/${finished.task}/complete`, {});
        expect((await start(finished.number)).body).to.have.property('code', CASE_IS_THERE);
        const cancelled = await begin();
        const [instance] = (await rest('GET', `process-instance?businessKey=${cancelled.number}`)).body as {
          id: string;
        }[];
        await rest('DELETE', `process-instance/${instance!.id}`);
        expect((await start(cancelled.number)).status).to.equal(200);
      });

      it('is refused for a user task that names no lane, at its deployment', async () => {
        const without = TWO_STEPS.replace(' camunda:candidateGroups="petugas-entri"', '').replace(
          'id="two-steps"',
          'id="no-lane"',
        );
        await expectRefusal(host.deploy('no-lane.bpmn', without), 'examine-application');
      });
    });
  });

async function expectRefusal(work: Promise<void>, text: string): Promise<void> {
  const error = await work.then(
    () => undefined,
    (failure: unknown) => failure,
  );
  expect(String(error)).to.contain(text);
}
