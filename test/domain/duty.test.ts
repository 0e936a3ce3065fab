import { expect } from 'chai';
import type { Person } from '../../src/domain/authority.ts';
import { absentOn, mayAppoint, mayRecordAbsence, type Absence } from '../../src/domain/duty.ts';
import { faultOfPeriod } from '../../src/domain/period.ts';
import type { OfficerRole } from '../../src/domain/process.ts';

const person = (username: string, roles: OfficerRole[], change: Partial<Person> = {}): Person => ({
  username,
  name: username,
  roles,
  nip: null,
  signerNik: null,
  active: true,
  ...change,
});
const sri = person('sri', ['petugas-entri']);
const ratna = person('ratna', ['petugas-cetak']);
const bambang = person('bambang', ['kasi']);
const endah = person('endah', ['kasi'], { signerNik: '3402015804820003' });
const agus = person('agus', ['kepala-dinas'], { signerNik: '3402010101700001' });

describe('Who is on duty', () => {
  const ill: Absence = { person: 'sri', validFrom: '2026-11-20', validTo: '2026-11-22' };

  it('everybody, but on the days that were written down, the first and the last included', () => {
    const days = ['2026-11-19', '2026-11-20', '2026-11-22', '2026-11-23'];
    expect(days.map((day) => [...absentOn([ill], day)])).to.deep.equal([[], ['sri'], ['sri'], []]);
  });

  it("each officer records their own absence; Kasi/Kabid those of the lanes, the head everybody's", () => {
    const recordedBy = (recorder: Person) =>
      [sri, ratna, bambang, agus].filter((of) => mayRecordAbsence(recorder, of)).map(({ username }) => username);
    expect(recordedBy(sri)).to.deep.equal(['sri']);
    expect(recordedBy(bambang)).to.deep.equal(['sri', 'ratna', 'bambang']);
    expect(recordedBy(agus)).to.deep.equal(['sri', 'ratna', 'bambang', 'agus']);
    expect(recordedBy({ ...agus, active: false })).to.deep.equal([]);
    expect(mayRecordAbsence(agus, { ...sri, active: false })).to.equal(false);
  });

  it('is no question for auditor and admin, who hold no task: nobody records their absence, they themselves neither', () => {
    for (const overseer of [{ ...sri, roles: ['auditor'] } as Person, { ...sri, roles: ['admin'] } as Person])
      for (const recorder of [overseer, bambang, agus])
        expect(mayRecordAbsence(recorder, overseer), recorder.username).to.equal(false);
  });

  it('a period has two days that exist, in order, ends today or later, and within a year', () => {
    const fault = (validFrom: string, validTo: string) => faultOfPeriod({ validFrom, validTo }, '2026-11-22');
    expect([
      fault('2026-11-22', '2026-11-22'),
      fault('2026-11-01', '2026-11-22'),
      fault('2026-11-23', '2027-11-23'),
    ]).to.deep.equal([undefined, undefined, undefined]);
    expect([
      fault('', '2026-11-23'),
      fault('2026-11-22', '2026-02-30'),
      fault('2026-11-24', '2026-11-23'),
      fault('2026-11-01', '2026-11-21'),
      fault('2026-11-22', '2027-11-24'),
    ]).to.deep.equal(['NO_DAY', 'NO_DAY', 'BACKWARDS', 'OVER', 'TOO_FAR']);
  });
});

describe('Who may be appointed to sign for the head', () => {
  it('an active officer whom BSrE knows as a signer, by the head in person', () => {
    expect(mayAppoint(agus, endah)).to.equal(true);
    expect(mayAppoint(agus, bambang), 'BSrE does not know him').to.equal(false);
    expect(mayAppoint(agus, { ...endah, active: false })).to.equal(false);
    expect(mayAppoint(agus, agus)).to.equal(false);
    expect(mayAppoint({ ...agus, active: false }, endah)).to.equal(false);
    expect(mayAppoint(bambang, endah), 'a letter of the head is given by the head').to.equal(false);
  });
});
