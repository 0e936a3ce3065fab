import { expect } from 'chai';
import { Failure, FAILURES } from '../../src/domain/failures.ts';
import { readIncident } from '../../src/process/incident-text.ts';
import { outcomeOf } from '../../src/process/outcome.ts';

describe('The text of an incident', () => {
  const messageOf = (error: unknown) => {
    const outcome = outcomeOf(error, { type: 'sign-card', errors: [], retries: 1, failures: 0, correlationId: '5f0c' });
    return outcome.message;
  };

  it('is that of the failure which the worker host wrote', () => {
    expect(readIncident(messageOf(new Failure('BSRE_CREDENTIALS')), '7. Bubuhkan TTE')).to.deep.equal({
      code: 'BSRE_CREDENTIALS',
      sentence: FAILURES.BSRE_CREDENTIALS.officer,
    });
  });

  it('of a defect names the step and the number in our log', () => {
    const { code, sentence } = readIncident(messageOf(new TypeError('x')), '7. Bubuhkan TTE');
    expect(code).to.equal(null);
    expect(sentence).to.include('7. Bubuhkan TTE').and.to.include('5f0c');
  });

  it('of the engine itself names the step and what to look at, never what the engine says', () => {
    const { code, sentence } = readIncident('FEEL: note = 3402010101800001', '6. Ada indikasi tidak valid?');
    expect(code).to.equal(null);
    expect(sentence).to.include('6. Ada indikasi tidak valid?').and.not.to.include('3402');
  });
});
