import { expect } from 'chai';
import { boundary, drawing, end, person, start, way } from '../drawing.ts';
import { finished, taskAt } from '../engine-under-test.ts';
import type { TestOffice } from './office.ts';

const HOUR = 60 * 60 * 1000;

export function tasksAreDone(office: () => TestOffice): void {
  describe('the work of people', () => {
    const oneTask = drawing(
      [
        start({ entryOfficer: '="sri.wahyuni"' }),
        person('examine-application', {
          assignee: '=entryOfficer',
          outputs: { examination: '=examination', missingDocuments: '=missingDocuments' },
        }),
        end(),
      ],
      way('application-submitted', 'examine-application', 'done'),
    );

    it('stands in the work list with its case, its group and who holds it', async () => {
      const before = Date.now();
      const caseNumber = await office().begin(oneTask);
      const { taskId, createdAt, ...item } = await taskAt(office().under, caseNumber, 'examine-application');
      expect(item).to.deep.equal({
        applicationNumber: caseNumber,
        element: 'examine-application',
        lane: 'petugas-entri',
        assignee: 'sri.wahyuni',
        endedAt: null,
        endedAs: null,
      });
      expect(taskId).to.be.a('string').and.not.equal('');
      expect(createdAt.getTime()).to.be.greaterThan(before - HOUR);
    });

    it('is not done without a judgement, and stays open', async () => {
      const caseNumber = await office().begin(oneTask);
      const { taskId } = await taskAt(office().under, caseNumber, 'examine-application');
      expect(await office().engine.tasks.complete(taskId)).to.equal('not-judged');
      expect(await office().store.workList.find(taskId)).to.include({ endedAt: null });
      expect(await office().store.decisions.of(caseNumber)).to.deep.equal([]);
      expect((await office().engine.history(caseNumber))?.state).to.equal('running');
    });

    it('is done with a judgement, which takes effect in that moment and gives the variables', async () => {
      const caseNumber = await office().begin(oneTask);
      const { taskId } = await taskAt(office().under, caseNumber, 'examine-application');
      const answer = { examination: 'incomplete', missingDocuments: ['ktp-el'] };
      expect(await office().decide(caseNumber, 'examine-application', answer)).to.equal('completed');
      expect(await office().store.decisions.byTask(taskId)).to.deep.include({ answer, decidedBy: 'sri.wahyuni' });
      expect(await office().store.workList.find(taskId)).to.include({ endedAs: 'completed' });
      await finished(office().under, caseNumber);
      expect((await office().engine.history(caseNumber))?.variables).to.deep.include(answer);
      expect(await office().engine.tasks.complete(taskId)).to.equal('gone');
    });

    it('is done once by two who complete it at the same moment', async () => {
      const caseNumber = await office().begin(oneTask);
      const { taskId } = await taskAt(office().under, caseNumber, 'examine-application');
      const both = await Promise.all([
        office().decide(caseNumber, 'examine-application', { examination: 'complete' }),
        office().engine.tasks.complete(taskId),
        office().engine.tasks.complete(taskId),
      ]);
      expect(both.filter((answer) => answer === 'completed')).to.have.length(1);
      expect(await office().store.decisions.of(caseNumber)).to.have.length(1);
    });

    it('changes hands only from who holds it', async () => {
      const { engine, store } = office();
      const caseNumber = await office().begin(oneTask);
      const { taskId } = await taskAt(office().under, caseNumber, 'examine-application');
      const assign = (from: string | null, to: string | null) => engine.tasks.assign(taskId, { from, to });
      const holder = async () => (await store.workList.find(taskId))?.assignee;
      expect(await assign(null, 'joko.susilo')).to.equal('held');
      expect(await assign('sri.wahyuni', null)).to.equal('assigned');
      expect(await holder()).to.equal(null);
      const claims = await Promise.all([assign(null, 'joko.susilo'), assign(null, 'endah.lestari')]);
      expect(claims.toSorted()).to.deep.equal(['assigned', 'held']);
      expect(await holder()).to.equal(claims[0] === 'assigned' ? 'joko.susilo' : 'endah.lestari');
      await office().decide(caseNumber, 'examine-application');
      expect(await assign('joko.susilo', null)).to.equal('gone');
      expect(await engine.tasks.assign('no-such-task', { from: null, to: 'joko.susilo' })).to.equal('gone');
      expect(await engine.tasks.complete('no-such-task')).to.equal('gone');
    });

    it('waits for its time limit without being disturbed by it', async function () {
      if (!office().under.movable) this.skip();
      const caseNumber = await office().begin(
        drawing(
          [
            start(),
            person('verify-draft', { group: 'kasi' }),
            boundary('late', 'verify-draft', { timer: 'PT1M' }, { interrupting: false }),
            person('noted', { group: 'kasi' }),
            end(),
            end('noted-end'),
          ],
          [...way('application-submitted', 'verify-draft', 'done'), ...way('late', 'noted', 'noted-end')],
        ),
      );
      const { taskId } = await taskAt(office().under, caseNumber, 'verify-draft');
      await office().under.advance(59_000);
      expect((await office().store.workList.of(caseNumber)).map(({ element }) => element)).to.deep.equal([
        'verify-draft',
      ]);
      await office().under.advance(2_000);
      await taskAt(office().under, caseNumber, 'noted');
      expect(await office().store.workList.find(taskId)).to.include({ endedAt: null });
      await office().decide(caseNumber, 'noted');
      await office().decide(caseNumber, 'verify-draft');
      expect(await finished(office().under, caseNumber)).to.include.members(['late', 'done', 'noted-end']);
    });
  });
}
