import { expect } from 'chai';
import { Failure, FAILURES, type FailureCode } from '../../src/domain/failures.ts';
import { backOffMs } from '../../src/process/backoff.ts';
import { outcomeOf, type FailedJob } from '../../src/process/outcome.ts';

const job: FailedJob = {
  type: 'sign-card',
  errors: ['NO_SIGNING_GRANT'],
  retries: 3,
  failures: 0,
  correlationId: '5f0c',
};

describe('The outcome of a job that was not done', () => {
  it('a failure with a modelled way back becomes that BPMN error, and the task learns why', () => {
    expect(outcomeOf(new Failure('NO_SIGNING_GRANT', 'draft 1a2b'), job)).to.deep.equal({
      kind: 'bpmn-error',
      error: 'NO_SIGNING_GRANT',
      message: `NO_SIGNING_GRANT: ${FAILURES.NO_SIGNING_GRANT.officer}`,
      variables: { returnReason: 'NO_SIGNING_GRANT' },
    });
  });

  it('a BPMN error that the worker does not declare is a defect: nothing in the diagram would catch it', () => {
    expect(outcomeOf(new Failure('DRAFT_CHANGED'), job)).to.deep.equal({
      kind: 'incident',
      message: 'defect in sign-card (5f0c)',
      defect: true,
    });
  });

  it('an external service that is away makes the job rest, and uses up none of its attempts', () => {
    expect(outcomeOf(new Failure('BSRE_UNREACHABLE'), { ...job, retries: 1, failures: 40 })).to.include({
      kind: 'retry',
      retries: 1,
      backOffMs: 600_000,
      defect: false,
    });
  });

  it('one document that its disk does not give back is tried five times, and then is an incident', () => {
    const unreadable = new Failure('DOCUMENT_UNREADABLE', 'sha');
    expect(outcomeOf(unreadable, { ...job, retries: 1, failures: 3 })).to.include({ kind: 'retry', retries: 1 });
    expect(outcomeOf(unreadable, { ...job, retries: 1, failures: 4 })).to.deep.equal({
      kind: 'incident',
      message: `DOCUMENT_UNREADABLE: ${FAILURES.DOCUMENT_UNREADABLE.officer}`,
      defect: false,
    });
    expect(outcomeOf(new Failure('DOCUMENTS_UNREACHABLE'), { ...job, failures: 400 })).to.include({ kind: 'retry' });
  });

  it('a database that is away makes the job rest for a moment, and uses up none of its attempts', () => {
    expect(outcomeOf(new Failure('DATABASE_UNREACHABLE'), { ...job, retries: 1, failures: 0 })).to.include({
      kind: 'retry',
      retries: 1,
      backOffMs: 1000,
      defect: false,
    });
  });

  it('what only a person can mend becomes an incident at once', () => {
    expect(outcomeOf(new Failure('BSRE_CREDENTIALS'), job)).to.deep.equal({
      kind: 'incident',
      message: `BSRE_CREDENTIALS: ${FAILURES.BSRE_CREDENTIALS.officer}`,
      defect: false,
    });
  });

  it('a refusal, which only a decision may be given, is a defect of the worker', () => {
    expect(outcomeOf(new Failure('FOUR_EYES'), { ...job, retries: 1 })).to.include({ kind: 'incident', defect: true });
  });

  it('a defect rests, uses up its attempts, and then is an incident', () => {
    const defect = new TypeError('x');
    expect(outcomeOf(defect, { ...job, retries: 3, failures: 0 })).to.deep.equal({
      kind: 'retry',
      retries: 2,
      backOffMs: 2000,
      message: 'defect in sign-card (5f0c)',
      defect: true,
    });
    expect(outcomeOf(defect, { ...job, retries: 2, failures: 1 })).to.include({
      kind: 'retry',
      retries: 1,
      backOffMs: 10_000,
    });
    expect(outcomeOf(defect, { ...job, retries: 1, failures: 2 })).to.deep.equal({
      kind: 'incident',
      message: 'defect in sign-card (5f0c)',
      defect: true,
    });
  });

  it("never sends the engine an exception's text or a failure's detail", () => {
    const secret = '3402011505900001';
    const codes = Object.keys(FAILURES).filter((code): code is FailureCode => code in FAILURES);
    for (const error of [new Error(secret), secret, ...codes.map((code) => new Failure(code, secret))])
      expect(JSON.stringify(outcomeOf(error, job))).not.to.contain(secret);
  });
});

describe('The rest of a failed job', () => {
  it('grows from seconds to ten minutes, and no longer', () => {
    expect([0, 1, 2, 3, 4, 5, 99].map((failures) => backOffMs(failures))).to.deep.equal([
      2000, 10_000, 30_000, 120_000, 600_000, 600_000, 600_000,
    ]);
  });

  it('is short and out of step when another process must do the job', () => {
    const rests = Array.from({ length: 200 }, (_, failures) => backOffMs(failures, 'GRANT_IN_ANOTHER_PROCESS'));
    expect(Math.min(...rests)).to.be.at.least(300);
    expect(Math.max(...rests)).to.be.at.most(1_500);
    expect(new Set(rests).size).to.be.greaterThan(20);
  });

  it('lasts a second at first when our own database is away', () => {
    expect([0, 1, 2, 3, 4].map((failures) => backOffMs(failures, 'DATABASE_UNREACHABLE'))).to.deep.equal([
      1000, 2000, 5000, 30_000, 30_000,
    ]);
  });
});
