import { expect } from 'chai';
import { drawing, end, person, start, way, work } from '../drawing.ts';
import { finished, taskAt } from '../engine-under-test.ts';
import { worker, type TestOffice } from './office.ts';

export function decisionsAreTakenBack(office: () => TestOffice): void {
  describe('taking back a decision', () => {
    const twoTasks = drawing(
      [
        start({ entryOfficer: '=null', signing: '=null' }),
        person('request-print', {
          assignee: '=entryOfficer',
          inputs: { note: '=""' },
          outputs: { printRequest: '=printRequest', note: '=note' },
        }),
        person('verify-draft', { group: 'kasi', outputs: { verification: '=verification' } }),
        work('after'),
        end(),
      ],
      way('application-submitted', 'request-print', 'verify-draft', 'after', 'done'),
    );
    const answer = { printRequest: 'requested', note: 'Mohon dicetak' };

    /** A case whose print was requested: the request and the task that came next. */
    async function requested() {
      const caseNumber = await office().begin(twoTasks);
      const { taskId: decisionTask } = await taskAt(office().under, caseNumber, 'request-print');
      await office().decide(caseNumber, 'request-print', answer);
      const next = await taskAt(office().under, caseNumber, 'verify-draft');
      return { caseNumber, decisionTask, next };
    }
    type Requested = Awaited<ReturnType<typeof requested>>;
    const judge = ({ caseNumber, decisionTask, next }: Requested) =>
      office().store.takingBacks.put({
        taskId: next.taskId,
        applicationNumber: caseNumber,
        decisionTask,
        element: 'request-print',
        takenBackBy: 'sri.wahyuni',
        assignee: next.assignee,
        variables: { printRequest: null, note: '', entryOfficer: 'sri.wahyuni' },
      });
    const elements = async (caseNumber: string) =>
      (await office().store.workList.open({ applicationNumber: caseNumber })).map(({ element }) => element);

    it('is not done without a judgement, and the task stays open', async () => {
      const { caseNumber, decisionTask, next } = await requested();
      expect(await office().engine.tasks.takeBack(next.taskId)).to.equal('not-judged');
      expect(await office().store.workList.find(next.taskId)).to.include({ endedAt: null });
      expect(await office().store.decisions.byTask(decisionTask)).to.include({ takenBackAt: null });
      expect(await elements(caseNumber)).to.deep.equal(['verify-draft']);
    });

    it('with a judgement stands at the task before again, with the variables as they were, and the case with it', async () => {
      const one = await requested();
      const { caseNumber, decisionTask, next } = one;
      const before = await office().store.cases.get(caseNumber);
      expect(before.state).to.equal('drafting');
      await judge(one);
      expect(await office().engine.tasks.takeBack(next.taskId)).to.equal('taken-back');
      expect(await office().store.workList.find(next.taskId)).to.include({ endedAs: 'canceled' });
      const again = await taskAt(office().under, caseNumber, 'request-print');
      expect(again).to.include({ assignee: 'sri.wahyuni', lane: 'petugas-entri' });
      expect(again.taskId).to.not.equal(decisionTask);
      expect(await elements(caseNumber)).to.deep.equal(['request-print']);
      const decision = await office().store.decisions.byTask(decisionTask);
      expect(decision?.takenBackAt).to.be.instanceOf(Date);
      expect(await office().store.cases.get(caseNumber)).to.include({ state: 'submitted', entryOfficer: null });
      expect((await office().engine.history(caseNumber))?.variables).to.include({
        note: '',
        entryOfficer: 'sri.wahyuni',
      });
      expect(await office().engine.tasks.takeBack(next.taskId)).to.equal('gone');
    });

    it('lets the case go on to its end afterwards, each task once', async () => {
      const one = await requested();
      const after = worker('after');
      const workers = office().engine.work([after.definition], undefined);
      await judge(one);
      await office().engine.tasks.takeBack(one.next.taskId);
      await office().decide(one.caseNumber, 'request-print', answer);
      await office().decide(one.caseNumber, 'verify-draft', { verification: 'valid' });
      await finished(office().under, one.caseNumber);
      expect(after.deliveries).to.have.length(1);
      expect((await office().engine.history(one.caseNumber))?.variables).to.include({
        ...answer,
        note: '',
        verification: 'valid',
      });
      expect(
        (await office().store.workList.of(one.caseNumber)).map((item) => [item.element, item.endedAs]),
      ).to.have.deep.members([
        ['request-print', 'completed'],
        ['verify-draft', 'canceled'],
        ['request-print', 'completed'],
        ['verify-draft', 'completed'],
      ]);
      await workers.stop();
    });

    it('loses against whoever took the task meanwhile', async () => {
      const one = await requested();
      await judge(one);
      expect(await office().engine.tasks.assign(one.next.taskId, { from: null, to: 'endah.lestari' })).to.equal(
        'assigned',
      );
      expect(await office().engine.tasks.takeBack(one.next.taskId)).to.equal('not-judged');
      expect(await office().store.decisions.byTask(one.decisionTask)).to.include({ takenBackAt: null });
      expect(await elements(one.caseNumber)).to.deep.equal(['verify-draft']);
    });

    it('is done once by two who ask for it at the same moment', async () => {
      const one = await requested();
      await judge(one);
      const both = await Promise.all([1, 2, 3].map(() => office().engine.tasks.takeBack(one.next.taskId)));
      expect(both).to.include('taken-back');
      await taskAt(office().under, one.caseNumber, 'request-print');
      expect(await elements(one.caseNumber)).to.deep.equal(['request-print']);
      expect(
        (await office().store.workList.of(one.caseNumber)).filter(({ element }) => element === 'request-print'),
      ).to.have.length(2);
    });

    it('of a task that is not open is told as gone', async () => {
      expect(await office().engine.tasks.takeBack('no-such-task')).to.equal('gone');
      const { decisionTask } = await requested();
      expect(await office().engine.tasks.takeBack(decisionTask)).to.equal('gone');
    });
  });
}
