import { expect } from 'chai';
import { checkApplication } from '../../src/domain/check-application.ts';
import { firstPerField, MOST_FAULTS, type FieldFault } from '../../src/domain/field-fault.ts';
import { INDONESIAN } from '../../src/domain/language/indonesian.ts';
import { sampleApplication } from './sample-application.ts';

describe('The faults of what was sent', () => {
  const fault = (field: string, remedy = 'perbaiki'): FieldFault => ({ field, title: field, remedy });

  it('are the first of each field, in their order', () => {
    const faults = [fault('/a'), fault('/b'), fault('/a', 'lagi'), fault('/c')];
    expect(firstPerField(faults)).to.deep.equal([faults[0], faults[1], faults[3]]);
  });

  it('are as many as a person reads: what comes behind is not looked at', () => {
    let looked = 0;
    function* endless() {
      for (;;) yield fault(`/${looked++}`);
    }
    expect(firstPerField(endless())).to.have.length(MOST_FAULTS);
    expect(looked).to.equal(MOST_FAULTS + 1);
  });

  it('say of words that they are too long, and of a number what it looks like', () => {
    const remedies = (sent: unknown) => {
      const checked = checkApplication(sent);
      return checked.ok ? [] : checked.faults.map(({ remedy }) => remedy);
    };
    const applicant = { name: 'W'.repeat(101), nik: '3402155203850002', whatsapp: '0812 3456 7890' };
    const tooLong = 'Terlalu panjang: paling banyak 100 huruf. Singkatkan.';
    const events = [{ event: 'pendidikan', data: { changes: [{ person: applicant.nik, from: 'SMA', to: 'S1' }] } }];
    const byEvents = (change: object) => ({ applicant: { ...applicant, ...change }, events, statement: true });
    expect(remedies(byEvents({}))).to.deep.equal([tooLong]);
    expect(remedies(sampleApplication({ applicant }))).to.deep.equal([tooLong]);
    expect(remedies(byEvents({ name: ' ' }))).to.deep.equal(['Tulis nama pemohon.']);
    expect(remedies(byEvents({ name: 'Wening', nik: '3'.repeat(31) }))).to.deep.equal([
      INDONESIAN.faults['tuliskan-16-angka-seperti'],
    ]);
  });

  for (const [what, sent] of [
    ['members that are nobody', { ...sampleApplication(), members: Array(2_000).fill({}) }],
    ['changes of nothing', { ...sampleApplication(), changes: Array(2_000).fill({}) }],
    ['events of nothing', { events: Array(2_000).fill({}) }],
    ['people who are nobody', { events: [], listed: Array(2_000).fill({}) }],
  ] as const)
    it(`are bounded for two thousand ${what}`, () => {
      const checked = checkApplication(sent);
      expect(checked.ok ? [] : checked.faults)
        .to.have.length.within(1, MOST_FAULTS)
        .and.satisfy(
          (faults: readonly FieldFault[]) => new Set(faults.map(({ field }) => field)).size === faults.length,
        );
    });
});
