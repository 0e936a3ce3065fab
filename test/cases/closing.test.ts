import { expect } from 'chai';
import { Failure } from '../../src/domain/failures.ts';
import { WORKERS } from '../../workers/index.ts';
import { errorOf } from '../store/given.ts';
import { withOffice } from './office.ts';

const DAY = 86_400_000;

describe('A case that nobody completes', () => {
  const given = withOffice();

  it('is reminded of twice, then closed after thirty days, its entry undone and the applicant told', async () => {
    const { office } = given;
    const { applicationNumber } = await office.drafted();
    await office.decides('endah', applicationNumber, 'verify-draft', { verification: 'invalid', note: 'Nama keliru' });
    for (const [days, reminders, closed] of [
      [7, 1, 0],
      [7, 2, 0],
      [15, 2, 0],
      [1, 2, 1],
    ] as const) {
      await office.engine.advance(days * DAY);
      expect(office.messenger.of(applicationNumber, 'reminder')).to.have.length(reminders);
      expect(office.messenger.of(applicationNumber, 'closed')).to.have.length(closed);
    }
    expect((await office.case(applicationNumber)).state).to.equal('closed');
    expect(await office.journal(applicationNumber, 'case-closed')).to.have.length(1);
  });
});

describe('A step that runs late', () => {
  const given = withOffice();

  it('is noted once with its step, and interrupts nobody', async () => {
    const { office } = given;
    const { applicationNumber } = await office.submit();
    await office.engine.advance(59_000);
    expect(await office.journal(applicationNumber, 'step-late')).to.deep.equal([]);
    await office.engine.advance(120_000);
    const rows = await office.journal(applicationNumber, 'step-late');
    expect(rows.map(({ actor, step }) => [actor, step])).to.deep.equal([['sistem', 2]]);
    expect(await office.openElements(applicationNumber)).to.deep.equal(['open-application']);
  });
});

describe('A worker', () => {
  const given = withOffice();

  for (const worker of WORKERS)
    it(`does not let a job of one case reach another: ${worker.type}`, async () => {
      const { office } = given;
      const [own, other] = ['KK-261122-000001', 'KK-261122-000002'];
      const called: string[] = [];
      const cases = new Proxy(office.process, {
        get: (_target, name) => () => Promise.resolve(void called.push(String(name))),
      });
      const headers = { step: '3', purpose: 'incomplete', as: 'closed' };
      const job = { caseNumber: own, once: `${own}:1`, elementId: worker.type, headers };
      const { handle } = worker as { handle: (deps: unknown, input: unknown, job: unknown) => Promise<unknown> };
      for (const input of [{ applicationNumber: other }, {}]) {
        const error = await errorOf(Promise.resolve().then(() => handle(cases, input, job)));
        expect(error).to.be.instanceOf(Failure).and.include({ code: 'CASE_UNKNOWN' });
      }
      expect(called).to.deep.equal([]);
      await handle(cases, { applicationNumber: own, draftSha256: 'a'.repeat(64) }, job);
      expect(called).to.have.length(1);
    });
});
