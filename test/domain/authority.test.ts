import { expect } from 'chai';
import { faultOfRoles, mayDecide, type Decision, type Delegation, type Person } from '../../src/domain/authority.ts';
import { OVERSIGHT_ROLES, STAFF_ROLES, type StaffRole } from '../../src/domain/process.ts';
import { HUMAN_STEPS, SOP_STEPS, type HumanStep } from '../../src/domain/sop.ts';

const person = (username: string, ...roles: StaffRole[]): Person => ({
  username,
  name: username,
  roles,
  nip: null,
  signerNik: null,
  active: true,
});
const sri = person('sri', 'petugas-entri');
const endah = person('endah', 'kasi');
const agus = person('agus', 'kepala-dinas');
const dewi = person('dewi', 'petugas-entri', 'kasi', 'kepala-dinas');
const today = '2026-11-22';
const decided = (by: Person, step: HumanStep): Decision => ({
  step,
  decidedBy: by.username,
  decidedAt: new Date(),
  actingAs: null,
});
const plh: Delegation = {
  from: 'agus',
  to: 'endah',
  role: 'kepala-dinas',
  kind: 'Plh',
  validFrom: '2026-11-20',
  validTo: '2026-11-22',
};

describe('Who may decide', () => {
  it('follows the lanes of the SOP', () => {
    const allowed = Object.fromEntries(
      [sri, endah, agus].map((p) => [
        p.username,
        HUMAN_STEPS.filter((step) => mayDecide(p, step, [], [], today).allowed),
      ]),
    );
    expect(allowed).to.deep.equal({ sri: [2, 3, 4], endah: [5], agus: [7] });
  });
  it('keeps four eyes over examination, verification and signature, whoever has the roles', () => {
    expect(mayDecide(dewi, 5, [decided(dewi, 3)], [], today)).to.deep.equal({ allowed: false, because: 'FOUR_EYES' });
    expect(mayDecide(dewi, 7, [decided(dewi, 5)], [], today)).to.deep.equal({ allowed: false, because: 'FOUR_EYES' });
    expect(mayDecide(dewi, 3, [decided(dewi, 7)], [], today)).to.deep.equal({ allowed: false, because: 'FOUR_EYES' });
    expect(mayDecide(dewi, 5, [decided(dewi, 4)], [], today)).to.deep.equal({ allowed: false, because: 'FOUR_EYES' });
    expect(mayDecide(sri, 4, [decided(sri, 3)], [], today)).to.deep.include({ allowed: true });
  });
  it('lets the same officer open and examine, and decide a returned step again', () => {
    expect(mayDecide(sri, 3, [decided(sri, 2), decided(sri, 3)], [], today)).to.deep.equal({
      allowed: true,
      actingAs: null,
    });
  });
  it('lets a stand-in act on the days of the letter only, and says as what', () => {
    expect(mayDecide(endah, 7, [], [plh], today)).to.deep.equal({ allowed: true, actingAs: 'Plh' });
    expect(mayDecide(endah, 7, [], [plh], '2026-11-23')).to.deep.equal({ allowed: false, because: 'WRONG_ROLE' });
    expect(mayDecide(endah, 7, [decided(endah, 5)], [plh], today)).to.deep.equal({
      allowed: false,
      because: 'FOUR_EYES',
    });
  });
  it('refuses who has left the office', () => {
    expect(mayDecide({ ...agus, active: false }, 7, [], [], today)).to.deep.equal({
      allowed: false,
      because: 'UNKNOWN_OFFICER',
    });
  });
});

describe('The overseeing roles', () => {
  it('decide no step, with a letter of a stand-in or a lane beside them either', () => {
    for (const role of OVERSIGHT_ROLES)
      for (const step of HUMAN_STEPS)
        for (const overseer of [person('endah', role), person('endah', 'kasi', 'kepala-dinas', role)])
          expect(mayDecide(overseer, step, [], [plh], today), `${role} ${step}`).to.deep.equal({
            allowed: false,
            because: 'WRONG_ROLE',
          });
  });
  it('stand alone, while lanes may be held together', () => {
    expect(faultOfRoles([])).to.equal('NO_ROLE');
    for (const role of STAFF_ROLES) expect(faultOfRoles([role]), role).to.equal(undefined);
    expect(faultOfRoles(['petugas-entri', 'kasi', 'kepala-dinas'])).to.equal(undefined);
    expect(faultOfRoles(['kasi', 'admin'])).to.equal('MIXED_ROLES');
    expect(faultOfRoles(['auditor', 'admin'])).to.equal('MIXED_ROLES');
  });
});

describe('The SOP', () => {
  it('has ten steps and fifteen minutes', () => {
    expect(SOP_STEPS.map((row) => row.step)).to.deep.equal([1, 2, 3, 4, 5, 6, 7, 8, 9, 10]);
    expect(SOP_STEPS.reduce((sum, row) => sum + row.minutes, 0)).to.equal(15);
  });
});
