import { expect } from 'chai';
import { createApplicantCases, createProcessCases } from '../../src/cases/create-cases.ts';
import { createOfficerCases } from '../../src/cases/create-officer-cases.ts';
import { USUAL_CALENDAR } from '../../src/domain/office-calendar.ts';
import { PEOPLE, refusalOf } from './office.ts';

const none = () => Promise.resolve([]);
const empty = new Proxy({}, { get: () => none });
const people = Object.values(PEOPLE);
/** Tables that hold nobody and nothing but the people of the office; an engine in which nothing stands still. */
const tables: object = {
  people: {
    roster: () => Promise.resolve({ people, delegations: [], absences: [] }),
    find: (username: string) => Promise.resolve(people.find((one) => one.username === username)),
    all: () => Promise.resolve(people),
  },
};
const needs = {
  store: new Proxy(tables, { get: (all, table) => (Reflect.get(all, table) as unknown) ?? empty }),
  engine: { incidents: none, runningCases: () => Promise.resolve(new Set()), retry: none },
  settings: { linkKey: Buffer.alloc(32, 9), terms: { taskMinutes: 60, serviceMinutes: 15, superiorMinutes: 60 } },
  calendar: USUAL_CALENDAR,
  limits: { limit: () => ({}) },
  now: () => new Date('2026-11-27T03:00:00Z'),
} as unknown as Parameters<typeof createOfficerCases>[0] & Parameters<typeof createApplicantCases>[0];

describe('The use cases', () => {
  it('of applicant, process and officers are there, each to be called', () => {
    const sets = [createApplicantCases(needs), createProcessCases(needs), createOfficerCases(needs)];
    expect(sets.map((set) => Object.keys(set).length > 10)).to.deep.equal([true, true, true]);
    for (const set of sets)
      for (const [name, useCase] of Object.entries(set)) expect(useCase, name).to.be.a('function');
  });

  it('say who an officer is', async () => {
    const { officer } = createOfficerCases(needs);
    expect(await officer(PEOPLE.sri.username)).to.deep.include({ username: PEOPLE.sri.username, name: 'Sri Wahyuni' });
    expect((await refusalOf(officer('orang.asing'))).code).to.equal('UNKNOWN_OFFICER');
  });

  it('show an admin what the running office says of itself, and nothing where none runs', async () => {
    const { adi } = PEOPLE;
    expect(await createOfficerCases(needs).state(adi.username)).to.deep.include({ parts: [], refusedModel: [] });
    const officeState = { health: () => Promise.resolve({ disk: 'full' }), refusedModel: () => [] };
    const { parts } = await createOfficerCases({ ...needs, officeState }).state(adi.username);
    expect(parts).to.deep.equal([{ name: 'disk', state: 'full', ok: false }]);
  });

  it('let an admin try again what stands still', async () => {
    const gone = createOfficerCases(needs).retryIncident(PEOPLE.adi.username, 'i1');
    expect((await refusalOf(gone)).text).to.contain('sudah tidak berhenti lagi');
  });
});
