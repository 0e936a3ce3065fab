import { expect } from 'chai';
import { openCase } from '../../store/given.ts';
import { drawing, end, person, receive, start, way, work } from '../drawing.ts';
import { eventually, finished, taskAt, tellUntilTaken } from '../engine-under-test.ts';
import { worker, type TestOffice } from './office.ts';

export function lossesAreBorne(office: () => TestOffice): void {
  describe('after a loss', () => {
    it('a case whose instance is lost begins again at an element, once, and the record says so', async () => {
      const { engine, store } = office();
      const model = drawing(
        [
          start(),
          person('open-application'),
          person('verify-draft', { group: 'kasi', inputs: { note: '=note' } }),
          end(),
        ],
        way('application-submitted', 'open-application', 'verify-draft', 'done'),
      );
      await engine.deploy(model);
      const { applicationNumber: caseNumber } = await openCase(store);
      const again = () =>
        engine.beginAgain(caseNumber, 'verify-draft', { reason: 'hilang', elements: [], note: 'again' });
      await Promise.all([again(), again(), again()]);
      await taskAt(office().under, caseNumber, 'verify-draft');
      await again();
      expect((await store.workList.of(caseNumber)).map(({ element }) => element)).to.deep.equal(['verify-draft']);
      const history = await engine.history(caseNumber);
      expect(history?.variables).to.deep.include({ applicationNumber: caseNumber, note: 'again' });
      expect(history?.byHand.map(({ what }) => what)).to.deep.equal(['Dimulai lagi pada langkah "verify-draft"']);
      await office().decide(caseNumber, 'verify-draft');
      await finished(office().under, caseNumber);
      await again();
      expect((await engine.history(caseNumber))?.state).to.equal('finished');
    });

    it('an engine that dies in the middle goes on where it was, and a job that was on its way comes again', async function () {
      if (!office().under.movable) this.skip();
      this.timeout(120_000);
      let answer: (() => void) | undefined;
      const model = drawing(
        [start(), person('open-application'), work('render-card'), receive('card-received', 'card-received'), end()],
        way('application-submitted', 'open-application', 'render-card', 'card-received', 'done'),
      );
      const lost = worker('render-card', () => new Promise<void>((resolve) => (answer = resolve)));
      const before = office().engine.work([lost.definition], undefined);
      const caseNumber = await office().begin(model);
      const other = await office().begin(model);
      await office().decide(caseNumber, 'open-application');
      const { taskId } = await taskAt(office().under, other, 'open-application');
      await eventually(() => answer, 'running handler');
      await office().under.restart();
      const found = worker('render-card');
      const after = office().engine.work([found.definition], undefined);
      await office().under.advance(31_000);
      await tellUntilTaken(office().under, caseNumber, 'card-received');
      expect(found.deliveries.map(({ job }) => job.once)).to.deep.equal(lost.deliveries.map(({ job }) => job.once));
      await finished(office().under, caseNumber);
      expect(await office().engine.tasks.complete(taskId)).to.equal('not-judged');
      await office().decide(other, 'open-application');
      await tellUntilTaken(office().under, other, 'card-received');
      await finished(office().under, other);
      answer?.();
      await Promise.all([before.stop(), after.stop()]);
    });
  });
}
