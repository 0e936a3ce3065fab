import { expect } from 'chai';
import { newApplicationNumber } from '../../../src/domain/application-number.ts';
import {
  catchMessage,
  choice,
  drawing,
  end,
  person,
  receive,
  race,
  start,
  way,
  work,
  boundary,
  errorEnd,
  eventSubProcess,
} from '../drawing.ts';
import { finished, taskAt, correlateUntilTaken } from '../engine-under-test.ts';
import { wants, worker, type TestOffice } from './office.ts';

export function casesAreStarted(office: () => TestOffice): void {
  describe('starting a case', () => {
    it('begins one instance, however often and from however many places it is started', async () => {
      const { engine } = office();
      const only = worker('only-once');
      const workers = engine.work([only.definition], undefined);
      const caseNumber = await office().begin(
        drawing([start(), work('only-once'), end()], way('application-submitted', 'only-once', 'done')),
      );
      await Promise.all(
        Array.from({ length: 20 }, () =>
          engine.start(caseNumber, { reason: 'perubahan-data', elements: ['nama'], siakWay: 'simulator' }),
        ),
      );
      await finished(office().under, caseNumber);
      await engine.start(caseNumber, { reason: 'perubahan-data', elements: ['nama'], siakWay: 'simulator' });
      expect((await engine.history(caseNumber))?.state).to.equal('finished');
      expect(only.deliveries).to.have.length(1);
      await workers.stop();
    });

    it('begins one instance of a new case when twenty start it at the same moment', async () => {
      const { engine } = office();
      await engine.deploy(
        drawing(
          [start(), person('examine-application'), end()],
          way('application-submitted', 'examine-application', 'done'),
        ),
      );
      const caseNumber = newApplicationNumber(new Date());
      await Promise.all(
        Array.from({ length: 20 }, () =>
          engine.start(caseNumber, { reason: 'hilang', elements: [], siakWay: 'simulator' }),
        ),
      );
      await taskAt(office().under, caseNumber, 'examine-application');
      expect(await office().store.workList.of(caseNumber)).to.have.length(1);
      expect(await engine.runningCases()).to.include(caseNumber);
    });

    it('knows a case by its number alone', async () => {
      const { engine } = office();
      expect(await engine.history(newApplicationNumber(new Date()))).to.equal(undefined);
    });
  });
}

export function messagesAreCorrelated(office: () => TestOffice): void {
  describe('delivering a message', () => {
    it('is taken where the case waits for it, and by nobody before and after', async () => {
      const { engine } = office();
      const message = { name: 'card-received', once: 'once' } as const;
      const caseNumber = await office().begin(
        drawing(
          [
            start(),
            person('examine-application'),
            receive('card-received', 'card-received'),
            person('verify-draft', { group: 'kasi' }),
            end(),
          ],
          way('application-submitted', 'examine-application', 'card-received', 'verify-draft', 'done'),
        ),
      );
      await taskAt(office().under, caseNumber, 'examine-application');
      expect(await engine.correlate({ ...message, caseNumber })).to.equal('nobody-waits');
      expect(await office().decide(caseNumber, 'examine-application')).to.equal('completed');
      expect(await engine.correlate({ ...message, caseNumber })).to.equal('taken');
      await taskAt(office().under, caseNumber, 'verify-draft');
      expect(await engine.correlate({ ...message, caseNumber })).to.equal('nobody-waits');
    });

    it('is waited for by nobody in a case that the engine does not know, or that is finished', async () => {
      const { engine } = office();
      const unknown = newApplicationNumber(new Date());
      expect(await engine.correlate({ name: 'card-received', caseNumber: unknown, once: 'x' })).to.equal(
        'nobody-waits',
      );
      const caseNumber = await office().begin(drawing([start(), end()], way('application-submitted', 'done')));
      await finished(office().under, caseNumber);
      expect(await engine.correlate({ name: 'card-received', caseNumber, once: 'x' })).to.equal('nobody-waits');
    });

    it('reaches no other case than its own', async () => {
      const model = drawing(
        [start(), receive('card-received', 'card-received'), end()],
        way('application-submitted', 'card-received', 'done'),
      );
      const [one, other] = [await office().begin(model), await office().begin(model)];
      await correlateUntilTaken(office().under, one, 'card-received');
      await finished(office().under, one);
      expect((await office().engine.history(other))?.state).to.equal('running');
    });

    it('chooses the way behind an event-based gateway, and ends the other ways', async () => {
      const caseNumber = await office().begin(
        drawing(
          [
            start(),
            race('wait'),
            catchMessage('completion-received', 'completion-received', { outputs: { note: '="came"' } }),
            catchMessage('request-undeliverable', 'request-undeliverable'),
            end('came'),
            end('failed'),
          ],
          [
            ...way('application-submitted', 'wait', 'completion-received', 'came'),
            ...way('wait', 'request-undeliverable', 'failed'),
          ],
        ),
      );
      await correlateUntilTaken(office().under, caseNumber, 'completion-received');
      expect(await finished(office().under, caseNumber))
        .to.include('came')
        .and.not.to.include('failed');
      expect((await office().engine.history(caseNumber))?.variables).to.include({ note: 'came' });
    });

    it('ends a task at whose boundary it arrives; the task leaves the work list and hands nothing on', async () => {
      const caseNumber = await office().begin(
        drawing(
          [
            start(),
            person('hand-over-card', { group: 'petugas-cetak', outputs: { note: '="handed over"' } }),
            boundary('came-late', 'hand-over-card', { message: 'card-received' }),
            end(),
            end('late'),
          ],
          [...way('application-submitted', 'hand-over-card', 'done'), ...way('came-late', 'late')],
        ),
      );
      const { taskId } = await taskAt(office().under, caseNumber, 'hand-over-card');
      await correlateUntilTaken(office().under, caseNumber, 'card-received');
      expect(await finished(office().under, caseNumber)).to.include('late');
      expect(await office().store.workList.find(taskId)).to.include({ endedAs: 'canceled' });
      expect(await office().engine.tasks.complete(taskId)).to.equal('gone');
      expect((await office().engine.history(caseNumber))?.variables, 'what the task would have handed on').to.include({
        note: '',
      });
    });

    it('begins an event sub-process beside the case; its error ends the case, or its end lets the case go on', async () => {
      const { engine } = office();
      const closing = worker('close-case');
      const workers = engine.work([closing.definition], undefined);
      const model = drawing(
        [
          start({ signing: '=null' }),
          person('approve-signing', { group: 'kepala-dinas', outputs: { signing: '=signing' } }),
          person('hand-over-card', { group: 'petugas-cetak' }),
          end(),
          eventSubProcess(
            'withdrawal',
            { message: 'application-withdrawn' },
            [choice('too-late'), errorEnd('accepted', 'APPLICATION_WITHDRAWN'), end('refused')],
            [
              ...way('withdrawal-begins', 'too-late'),
              { from: 'too-late', to: 'accepted', byDefault: true },
              { from: 'too-late', to: 'refused', condition: '=signing = "approved"' },
            ],
          ),
          eventSubProcess(
            'closing',
            { error: 'APPLICATION_WITHDRAWN' },
            [work('close-case', { headers: { as: 'withdrawn' } }), end('closed')],
            way('closing-begins', 'close-case', 'closed'),
          ),
        ],
        way('application-submitted', 'approve-signing', 'hand-over-card', 'done'),
      );

      const early = await office().begin(model);
      const { taskId } = await taskAt(office().under, early, 'approve-signing');
      await correlateUntilTaken(office().under, early, 'application-withdrawn');
      expect(await finished(office().under, early)).to.include.members(['accepted', 'close-case', 'closed']);
      expect(await office().store.workList.find(taskId)).to.include({ endedAs: 'canceled' });
      expect(closing.deliveries.map(({ job }) => job.headers)).to.deep.equal([{ as: 'withdrawn' }]);

      const late = await office().begin(model);
      await office().decide(late, 'approve-signing', { signing: 'approved' });
      await correlateUntilTaken(office().under, late, 'application-withdrawn');
      await office().decide(late, 'hand-over-card');
      expect(await finished(office().under, late))
        .to.include.members(['refused', 'done'])
        .and.not.to.include('closed');
      await workers.stop();
    });
  });

  describe('variables', () => {
    it('reach a worker as it declared them: no others, none that is null, lists as lists', async () => {
      const { engine } = office();
      const looking = worker('looking', () => ({ found: ['kk-lama', 'ktp-el'], count: 2, certain: true }), {
        input: wants('elements', 'note', 'signing', 'nobody'),
      });
      const workers = engine.work([looking.definition], undefined);
      const caseNumber = await office().begin(
        drawing(
          [
            start({ signing: '=null', note: '=""' }),
            work('looking', {
              outputs: { requiredDocuments: '=found', reminders: '=count + 1', ktpAffected: '=certain' },
            }),
            choice('is-there'),
            end('there'),
            end('not-there'),
          ],
          [
            ...way('application-submitted', 'looking', 'is-there'),
            { from: 'is-there', to: 'there', condition: '=list contains(requiredDocuments, "ktp-el") and ktpAffected' },
            { from: 'is-there', to: 'not-there', byDefault: true },
          ],
        ),
      );
      expect(await finished(office().under, caseNumber)).to.include('there');
      expect(looking.deliveries[0]?.input).to.deep.equal({
        applicationNumber: caseNumber,
        elements: ['nama'],
        note: '',
      });
      const { variables } = (await engine.history(caseNumber)) ?? { variables: {} };
      expect(variables).to.deep.include({ requiredDocuments: ['kk-lama', 'ktp-el'], reminders: 3, ktpAffected: true });
      expect(variables).not.to.have.any.keys('found', 'count', 'certain');
      await workers.stop();
    });

    it('of an input mapping stay within their element', async () => {
      const { engine } = office();
      const inside = worker('inside', () => ({}), { input: wants('note') });
      const workers = engine.work([inside.definition], undefined);
      const caseNumber = await office().begin(
        drawing(
          [start({ note: '="outer"' }), work('inside', { inputs: { note: '="inner"' } }), end()],
          way('application-submitted', 'inside', 'done'),
        ),
      );
      await finished(office().under, caseNumber);
      expect(inside.deliveries[0]?.input).to.include({ note: 'inner' });
      expect((await engine.history(caseNumber))?.variables).to.include({ note: 'outer' });
      await workers.stop();
    });
  });
}
