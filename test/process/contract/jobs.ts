import { expect } from 'chai';
import { Failure, FAILURES } from '../../../src/domain/failures.ts';
import type { Workers } from '../../../src/process/process.ts';
import { boundary, choice, drawing, end, person, start, undo, undoneBy, way, work } from '../drawing.ts';
import { eventually, finished, taskAt } from '../engine-under-test.ts';
import { worker, type TestOffice, type TestWorker } from './office.ts';

export function jobsAreDone(office: () => TestOffice): void {
  describe('the work of workers', () => {
    let workers: Workers | undefined;
    const run = (...all: readonly TestWorker[]) => {
      workers = office().engine.work(
        all.map(({ definition }) => definition),
        undefined,
      );
    };
    afterEach(async () => {
      await workers?.stop();
      workers = undefined;
    });
    const oneJob = (id: string, options: Parameters<typeof work>[1] = {}) =>
      drawing([start(), work(id, options), end()], way('application-submitted', id, 'done'));
    const incidentOf = (caseNumber: string) =>
      eventually(async () => {
        const all = await office().engine.incidents();
        return all.find((incident) => incident.caseNumber === caseNumber);
      }, `incident of ${caseNumber}`);

    it('knows its case, its element, its headers, and a key of its own for each visit', async () => {
      const twice = worker('twice');
      run(twice);
      const caseNumber = await office().begin(
        drawing(
          [
            start({ reminders: '=0' }),
            choice('again'),
            work('twice', { headers: { step: '4', purpose: 'card' }, outputs: { reminders: '=reminders + 1' } }),
            choice('enough'),
            end(),
          ],
          [
            ...way('application-submitted', 'again', 'twice', 'enough'),
            { from: 'enough', to: 'again', condition: '=reminders < 2' },
            { from: 'enough', to: 'done', byDefault: true },
          ],
        ),
      );
      await finished(office().under, caseNumber);
      const jobs = twice.deliveries.map(({ job }) => job);
      expect(jobs).to.have.length(2);
      for (const job of jobs) {
        expect(job).to.deep.include({ caseNumber, elementId: 'twice', headers: { step: '4', purpose: 'card' } });
        expect(job.once.startsWith(caseNumber)).to.equal(true);
      }
      expect(jobs[0]?.once).not.to.equal(jobs[1]?.once);
    });

    it('that fails for a known reason goes the way back which the diagram draws, and the task learns why', async () => {
      const refused = worker(
        'enter-siak',
        () => {
          throw new Failure('SIAK_REFUSED', 'detail for the log');
        },
        { errors: ['SIAK_REFUSED'] },
      );
      run(refused);
      const caseNumber = await office().begin(
        drawing(
          [
            start({ returnReason: '=""' }),
            work('enter-siak'),
            boundary(
              'siak-refused',
              'enter-siak',
              { error: 'SIAK_REFUSED' },
              { outputs: { returnReason: '=returnReason' } },
            ),
            boundary('by-hand', 'enter-siak', { error: 'SIAK_MANUAL' }),
            person('examine-application'),
            end(),
          ],
          [
            ...way('application-submitted', 'enter-siak', 'done'),
            ...way('siak-refused', 'examine-application', 'done'),
            ...way('by-hand', 'done'),
          ],
        ),
      );
      await taskAt(office().under, caseNumber, 'examine-application');
      const history = await office().engine.history(caseNumber);
      expect(history?.variables).to.include({ returnReason: 'SIAK_REFUSED' });
      const [entered] = history?.activities.filter(({ elementId }) => elementId === 'enter-siak') ?? [];
      expect(entered).to.include({ canceled: true });
    });

    it('hands on its results when it is completed, and nothing when an error ends it', async () => {
      const failing = worker(
        'remind',
        () => {
          throw new Failure('NUMBER_UNREACHABLE');
        },
        { errors: ['UNDELIVERABLE'] },
      );
      const sent = worker('tell');
      run(failing, sent);
      const counting = { outputs: { reminders: '=reminders + 1' } };
      const caseNumber = await office().begin(
        drawing(
          [
            start({ reminders: '=0' }),
            work('remind', counting),
            boundary('undeliverable', 'remind', { error: 'UNDELIVERABLE' }, counting),
            person('reach-applicant'),
            work('tell', counting),
            end(),
          ],
          [
            ...way('application-submitted', 'remind', 'done'),
            ...way('undeliverable', 'reach-applicant', 'tell', 'done'),
          ],
        ),
      );
      const reminders = async () => (await office().engine.history(caseNumber))?.variables['reminders'];
      await taskAt(office().under, caseNumber, 'reach-applicant');
      expect(await reminders(), 'counted by the boundary event alone').to.equal(1);
      await office().decide(caseNumber, 'reach-applicant');
      await finished(office().under, caseNumber);
      expect(await reminders(), 'and by the task that was completed').to.equal(2);
    });

    it('whose external service is away rests, comes again under the same key, and uses up no attempt', async function () {
      if (!office().under.movable) this.skip();
      const away = worker('away', (_, count) => {
        if (count < 4) throw new Failure('SIAK_UNREACHABLE');
      });
      run(away);
      const caseNumber = await office().begin(oneJob('away', { retries: 2 }));
      await eventually(async () => {
        // Its rest begins when the engine has heard of the failure, which nobody outside can see.
        await office().under.advance(5_000);
        return away.deliveries.length === 4 ? true : undefined;
      }, 'fourth delivery');
      await finished(office().under, caseNumber);
      expect(new Set(away.deliveries.map(({ job }) => job.once)).size).to.equal(1);
    });

    it('that only a person can mend stands still, says why in Indonesian, and goes on when it is retried', async () => {
      let mended = false;
      const broken = worker('sign-card', () => {
        if (!mended) throw new Failure('BSRE_CREDENTIALS');
      });
      run(broken);
      const caseNumber = await office().begin(oneJob('sign-card'));
      const incident = await incidentOf(caseNumber);
      expect(incident).to.deep.include({
        elementId: 'sign-card',
        code: 'BSRE_CREDENTIALS',
        sentence: FAILURES.BSRE_CREDENTIALS.officer,
      });
      expect((await office().engine.history(caseNumber))?.incidents).to.deep.equal([incident]);
      expect(await office().engine.retry('no-such-incident')).to.equal(false);
      mended = true;
      expect(await office().engine.retry(incident.id)).to.equal(true);
      await finished(office().under, caseNumber);
      expect(await office().engine.retry(incident.id)).to.equal(false);
      expect(new Set(broken.deliveries.map(({ job }) => job.once)).size).to.equal(1);
    });

    it('that fails by a defect uses up its attempts and stands still, without a word of the exception', async function () {
      if (!office().under.movable) this.skip();
      const defect = worker('render-card', () => {
        throw new TypeError('NIK 3402010101800001 of somebody');
      });
      run(defect);
      const caseNumber = await office().begin(oneJob('render-card', { retries: 2 }));
      await eventually(async () => {
        await office().under.advance(1_000);
        return defect.deliveries.length === 2 ? true : undefined;
      }, 'second attempt');
      const incident = await incidentOf(caseNumber);
      expect(defect.deliveries).to.have.length(2);
      expect(incident).to.include({ code: null });
      expect(incident.sentence).to.include('render-card').and.not.to.include('3402');
    });

    it('stands still when nothing in the diagram catches its error, or the way behind it cannot be computed', async () => {
      run(
        worker(
          'uncaught',
          () => {
            throw new Failure('SIAK_REFUSED');
          },
          { errors: ['SIAK_REFUSED'] },
        ),
        worker('no-way', () => ({ reminders: 'many' })),
      );
      const uncaught = await office().begin(oneJob('uncaught'));
      expect(await incidentOf(uncaught)).to.include({ elementId: 'uncaught' });
      expect((await office().engine.history(uncaught))?.state).to.equal('running');
      const noWay = await office().begin(
        drawing(
          [start(), work('no-way'), choice('which'), end(), end('other')],
          [
            ...way('application-submitted', 'no-way', 'which'),
            { from: 'which', to: 'done', condition: '=reminders' },
            { from: 'which', to: 'other', byDefault: true },
          ],
        ),
      );
      expect((await incidentOf(noWay)).code).to.equal(null);
      expect((await office().engine.history(noWay))?.state).to.equal('running');
    });

    it('runs four of a kind at once and no more, and every one of them in the end', async () => {
      let running = 0;
      let most = 0;
      let open: () => void = () => undefined;
      const gate = new Promise<void>((resolve) => (open = resolve));
      const slow = worker('slow', async () => {
        running += 1;
        most = Math.max(most, running);
        await gate;
        running -= 1;
      });
      run(slow);
      const model = oneJob('slow');
      const cases: string[] = [];
      for (let count = 0; count < 7; count++) cases.push(await office().begin(model));
      await eventually(() => (running === 4 ? true : undefined), 'four at once');
      open();
      await Promise.all(cases.map((caseNumber) => finished(office().under, caseNumber)));
      expect(most).to.equal(4);
      expect(slow.deliveries).to.have.length(7);
    });

    it('is finished before the workers stop; what they had not begun is done by the next ones', async () => {
      let finish: () => void = () => undefined;
      const held = new Promise<void>((resolve) => (finish = resolve));
      const first = worker('draining', () => held);
      run(first);
      const model = oneJob('draining');
      const cases: string[] = [];
      for (let count = 0; count < 5; count++) cases.push(await office().begin(model));
      await eventually(() => (first.deliveries.length === 4 ? true : undefined), 'four running handlers');
      const stopped = workers?.stop();
      finish();
      await stopped;
      const second = worker('draining');
      run(second);
      await Promise.all(cases.map((caseNumber) => finished(office().under, caseNumber)));
      expect(first.deliveries).to.have.length(4);
      expect(second.deliveries).to.have.length(1);
    });

    it('is undone in the order opposite to that in which it was done, once, and only what was done', async () => {
      const undone: string[] = [];
      const note = (type: string) =>
        worker(type, ({ job }) => {
          undone.push(job.elementId);
        });
      run(worker('enter'), note('take-back'), worker('confirm'));
      const caseNumber = await office().begin(
        drawing(
          [
            start(),
            work('enter'),
            undoneBy('enter', work('take-back', { undoes: true })),
            choice('skip'),
            work('confirm'),
            undoneBy('confirm', work('take-back-confirmation', { type: 'take-back', undoes: true })),
            undo('withdraw'),
            undo('withdraw-again'),
            end(),
          ],
          [
            ...way('application-submitted', 'enter', 'skip'),
            { from: 'skip', to: 'withdraw', condition: '=true' },
            { from: 'skip', to: 'confirm', byDefault: true },
            ...way('confirm', 'withdraw', 'withdraw-again', 'done'),
          ],
        ),
      );
      expect(await finished(office().under, caseNumber)).to.include('withdraw-again');
      expect(undone).to.deep.equal(['take-back']);
    });
  });
}
