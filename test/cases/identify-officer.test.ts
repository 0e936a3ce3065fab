import { expect } from 'chai';
import { findOfficer, hasRole, identifyOfficer } from '../../src/cases/identify-officer.ts';
import type { Delegation, Person } from '../../src/domain/authority.ts';
import type { OfficerRole } from '../../src/domain/process.ts';
import { PEOPLE, refusalOf } from './office.ts';

/** A quarter past midnight of the 27th in Bantul; still the 26th in Greenwich. */
const NOW = new Date('2026-11-26T17:15:00Z');
const letter = (change: Partial<Delegation> = {}): Delegation => ({
  from: 'agus.hartanto',
  to: PEOPLE.endah.username,
  role: 'kepala-dinas',
  kind: 'Plh',
  validFrom: '2026-11-27',
  validTo: '2026-11-27',
  ...change,
});

function office(delegations: readonly Delegation[] = [], people: readonly Person[] = Object.values(PEOPLE)) {
  const days: string[] = [];
  const roster = { people, delegations, absences: [] };
  const store = { people: { roster: (day: string) => (days.push(day), Promise.resolve(roster)) } };
  const needs = { store, now: () => NOW } as unknown as Parameters<typeof findOfficer>[0];
  return {
    days,
    find: (username: string) => findOfficer(needs, username),
    identify: (username: string) => identifyOfficer(needs, username),
    roles: async (username: string) => (await findOfficer(needs, username))?.officer.roles,
  };
}
const own = (role: OfficerRole) => ({ role, actingAs: null });

describe('Who sits at the desk', () => {
  it('is a person of the office, known by the login, in their own roles', async () => {
    const found = await office().find('sri.wahyuni');
    expect(found!.officer).to.deep.equal({
      username: 'sri.wahyuni',
      name: 'Sri Wahyuni',
      roles: [own('petugas-entri')],
      isAdmin: false,
    });
    expect(found!.person).to.equal(PEOPLE.sri);
    expect(found!.roster.people).to.have.length(Object.keys(PEOPLE).length);
    expect(await office().roles('dewi.larasati')).to.have.deep.members([
      own('petugas-entri'),
      own('kasi'),
      own('kepala-dinas'),
    ]);
  });

  it('is nobody by a login that the office does not know, or no longer', async () => {
    for (const username of ['orang.asing', PEOPLE.budi.username, '']) {
      expect(await office().find(username), username).to.equal(undefined);
      expect((await refusalOf(office().identify(username))).code, username).to.equal('UNKNOWN_OFFICER');
    }
    expect((await office().identify('sri.wahyuni')).officer.name).to.equal('Sri Wahyuni');
  });

  it('holds the role of a letter on its days, both included, by the day in Bantul', async () => {
    const endah = PEOPLE.endah.username;
    const acting = [own('kasi'), { role: 'kepala-dinas', actingAs: 'Plh' }];
    expect(await office([letter()]).roles(endah)).to.have.deep.members(acting);
    expect(await office([letter({ validFrom: '2026-11-01' })]).roles(endah)).to.have.deep.members(acting);
    for (const over of [{ validTo: '2026-11-26', validFrom: '2026-11-20' }, { validFrom: '2026-11-28' }])
      expect(await office([letter(over)]).roles(endah), JSON.stringify(over)).to.deep.equal([own('kasi')]);
    const asked = office();
    await asked.find(endah);
    expect(asked.days).to.deep.equal(['2026-11-27']);
  });

  it('holds no role by a letter to somebody else, and its own role as its own', async () => {
    expect(await office([letter()]).roles('rini.astuti')).to.deep.equal([own('petugas-cetak')]);
    expect(await office([letter({ role: 'kasi' })]).roles(PEOPLE.endah.username)).to.deep.equal([own('kasi')]);
    expect(await office([letter({ kind: 'Plt' })]).roles(PEOPLE.endah.username)).to.deep.include({
      role: 'kepala-dinas',
      actingAs: 'Plt',
    });
  });

  it('decides nothing as admin or auditor, whatever a letter says', async () => {
    const toAdmin = office([letter({ to: PEOPLE.adi.username }), letter({ to: PEOPLE.audi.username })]);
    expect((await toAdmin.find(PEOPLE.adi.username))!.officer).to.deep.include({ roles: [], isAdmin: true });
    expect((await toAdmin.find(PEOPLE.audi.username))!.officer).to.deep.include({ roles: [], isAdmin: false });
  });

  it('is asked by role, own or by letter', async () => {
    const found = (await office([letter()]).find(PEOPLE.endah.username))!;
    expect(hasRole(found, 'kasi')).to.equal(true);
    expect(hasRole(found, 'kepala-dinas')).to.equal(true);
    expect(hasRole(found, 'petugas-cetak')).to.equal(false);
  });
});
