import { expect } from 'chai';
import {
  AlreadyOpen,
  AmendmentRefused,
  NotNow,
  NotYourCase,
  SignatureStale,
  UploadGone,
} from '../../src/cases/not-possible.ts';

/** A log line holds the name of an error and never its text. */
describe('What is not possible', () => {
  const FAULT = { field: '/applicant/nik', title: 'NIK', remedy: 'Tuliskan 16 angka.' };
  const AT = new Date('2026-11-27T03:00:00Z');

  it('has a name of its own, and with it what the page needs to say', () => {
    const places = [{ kind: 'f-1-02', index: 0 }];
    expect(new NotYourCase(30)).to.include({ name: 'NotYourCase', retryAfterSeconds: 30 });
    expect(new NotNow('Muat ulang.')).to.include({ name: 'NotNow', remedy: 'Muat ulang.' });
    expect(new AmendmentRefused([FAULT])).to.deep.include({ name: 'AmendmentRefused', faults: [FAULT] });
    expect(new AlreadyOpen('KK-1', AT)).to.include({ name: 'AlreadyOpen', applicationNumber: 'KK-1', submittedAt: AT });
    expect(new UploadGone([1, 2])).to.deep.include({ name: 'UploadGone', places: [1, 2] });
    expect(new SignatureStale(places)).to.deep.include({ name: 'SignatureStale', places });
  });

  it('is not locked, where nothing else is said of a number and a PIN', () => {
    expect(new NotYourCase().retryAfterSeconds).to.equal(null);
  });
});
