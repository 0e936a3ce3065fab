import { expect } from 'chai';
import { openCase } from '../../store/given.ts';
import { drawing, end, person, receive, start, way, work } from '../drawing.ts';
import { finished, taskAt, correlateUntilTaken } from '../engine-under-test.ts';
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

    it('an engine that dies in the middle goes on where it was', async function () {
      if (!office().under.movable) this.skip();
      const model = drawing(
        [start(), person('open-application'), work('render-card'), receive('card-received', 'card-received'), end()],
        way('application-submitted', 'open-application', 'render-card', 'card-received', 'done'),
      );
      const [ahead, behind] = [await office().begin(model), await office().begin(model)];
      await office().decide(ahead, 'open-application');
      const { taskId } = await taskAt(office().under, behind, 'open-application');
      await office().under.restart();
      const rendering = worker('render-card');
      const workers = office().engine.work([rendering.definition], undefined);
      await correlateUntilTaken(office().under, ahead, 'card-received');
      await finished(office().under, ahead);
      expect(await office().engine.tasks.complete(taskId)).to.equal('not-judged');
      await office().decide(behind, 'open-application');
      await correlateUntilTaken(office().under, behind, 'card-received');
      await finished(office().under, behind);
      expect(rendering.deliveries.map(({ job }) => job.caseNumber)).to.deep.equal([ahead, behind]);
      await workers.stop();
    });
  });
}
