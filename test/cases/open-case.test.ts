import { expect } from 'chai';
import { groundFor, openCase } from '../../src/cases/open-case.ts';
import { Refusal } from '../../src/domain/failures.ts';
import type { OfficerRole } from '../../src/domain/process.ts';
import { PEOPLE } from './office.ts';

type Reached = Parameters<typeof groundFor>[1];
type Decided = Parameters<typeof groundFor>[2][number];
const NEW: Reached = {
  entryOfficer: null,
  draftSha256: null,
  signedSha256: null,
  siakWay: 'simulator',
  reason: 'perubahan-data',
};
const HASH = 'a'.repeat(64);
const STEPS: Record<string, Decided['step']> = {
  'open-application': 2,
  'examine-application': 3,
  'enter-siak-manually': 3,
  'check-siak-entry': 3,
  'verify-draft': 5,
  'bring-signed-card': 8,
};
const decided = (element: string, answer: Decided['answer'] = {}, change: Partial<Decided> = {}): Decided => ({
  step: STEPS[element]!,
  element,
  decidedBy: 'sri.wahyuni',
  answer,
  refusedBecause: null,
  takenBackAt: null,
  ...change,
});
const TAKEN_BACK = { takenBackAt: new Date('2026-11-27T03:00:00Z') };
const REFUSED = { refusedBecause: 'FOUR_EYES' };

const ground = (
  roles: readonly OfficerRole[],
  record: Partial<Reached> = {},
  decisions: readonly Decided[] = [],
  username = 'sri.wahyuni',
) =>
  groundFor(
    { officer: { username, name: '', roles: roles.map((role) => ({ role, actingAs: null })), isAdmin: false } },
    { ...NEW, ...record },
    decisions,
  );
const entry = (record: Partial<Reached>, decisions: readonly Decided[] = [], username = 'sri.wahyuni') =>
  ground(['petugas-entri'], record, decisions, username);

describe('A case is open to an officer', () => {
  describe('of the entry', () => {
    it('while nobody has it, in step 2 until it was opened and in step 3 afterwards', () => {
      expect(entry({})).to.deep.include({ role: 'petugas-entri', step: 2, actingAs: null });
      expect(entry({}, [decided('open-application')])).to.include({ step: 3 });
      for (const gone of [TAKEN_BACK, REFUSED])
        expect(entry({}, [decided('open-application', {}, gone)])).to.include({ step: 2 });
    });

    it('whose case it is, and not to a colleague', () => {
      expect(entry({ entryOfficer: 'sri.wahyuni' })).to.include({ role: 'petugas-entri' });
      expect(entry({ entryOfficer: 'tono.prasetyo' })).to.equal('ASSIGNED_TO_ANOTHER');
    });

    it('who looks for the entry of a colleague in SIAK: while it waits for that, and whoever found it afterwards', () => {
      const typed = { entryOfficer: 'tono.prasetyo', siakWay: 'typed' } as const;
      const waits = [decided('examine-application'), decided('enter-siak-manually')];
      const found = [...waits, decided('check-siak-entry', { entryCheck: 'seen' }, { decidedBy: 'sri.wahyuni' })];
      expect(entry(typed, waits)).to.include({ role: 'petugas-entri', step: 2 });
      expect(entry(typed, found)).to.include({ role: 'petugas-entri' });
      expect(entry(typed, found, 'lain.orang'), 'who did not look').to.equal('ASSIGNED_TO_ANOTHER');
      expect(entry(typed, [decided('examine-application')])).to.equal('ASSIGNED_TO_ANOTHER');
      expect(entry({ ...typed, siakWay: 'simulator' }, waits)).to.equal('ASSIGNED_TO_ANOTHER');
      expect(entry(typed, [decided('enter-siak-manually', {}, TAKEN_BACK)])).to.equal('ASSIGNED_TO_ANOTHER');
      const other = [...waits, decided('verify-draft', {}, { decidedBy: 'sri.wahyuni' })];
      expect(entry(typed, other), 'another decision of theirs').to.equal('ASSIGNED_TO_ANOTHER');
    });
  });

  it('of Kasi/Kabid from the draft on, or once they have decided on it, or once it is signed', () => {
    expect(ground(['kasi'])).to.equal('WRONG_ROLE');
    expect(ground(['kasi'], {}, [decided('examine-application', { examination: 'complete' })])).to.equal('WRONG_ROLE');
    expect(ground(['kasi'], { draftSha256: HASH })).to.include({ role: 'kasi', step: 5 });
    expect(ground(['kasi'], { signedSha256: HASH })).to.include({ role: 'kasi', step: 5 });
    const invalid = decided('verify-draft', { verification: 'invalid' });
    expect(ground(['kasi'], {}, [invalid]), 'the draft of then is gone').to.include({ role: 'kasi', step: 5 });
    expect(ground(['kasi'], {}, [{ ...invalid, ...REFUSED }])).to.equal('WRONG_ROLE');
  });

  it('who is the head, once it was verified as valid, or is signed', () => {
    const head = (record: Partial<Reached>, decisions: readonly Decided[] = []) =>
      ground(['kepala-dinas'], record, decisions);
    expect(head({ draftSha256: HASH })).to.equal('WRONG_ROLE');
    const valid = decided('verify-draft', { verification: 'valid' });
    expect(head({}, [valid])).to.include({ role: 'kepala-dinas', step: 7 });
    expect(head({}, [decided('verify-draft', { verification: 'invalid' })])).to.equal('WRONG_ROLE');
    expect(head({}, [decided('examine-application', { verification: 'valid' })])).to.equal('WRONG_ROLE');
    expect(head({}, [{ ...valid, ...TAKEN_BACK }])).to.equal('WRONG_ROLE');
    expect(head({ signedSha256: HASH })).to.include({ role: 'kepala-dinas', step: 7 });
  });

  describe('of the print', () => {
    const print = (record: Partial<Reached>, decisions: readonly Decided[] = []) =>
      ground(['petugas-cetak'], record, decisions);
    const BY_SIAK = { siakWay: 'siak-signed-pdf' } as const;
    const complete = decided('examine-application', { examination: 'complete' });

    it('once it is signed', () => {
      expect(print({ draftSha256: HASH })).to.equal('WRONG_ROLE');
      expect(print({ signedSha256: HASH })).to.include({ role: 'petugas-cetak', step: 8 });
    });

    it('while it waits for the card of SIAK: after the entry, or after the examination where none is needed', () => {
      expect(print(BY_SIAK, [complete, decided('enter-siak-manually')])).to.include({ role: 'petugas-cetak', step: 8 });
      expect(print({ ...BY_SIAK, reason: 'hilang' }, [complete])).to.include({ step: 8 });
      for (const reason of ['perubahan-data', 'baru'] as const)
        expect(print({ ...BY_SIAK, reason }, [complete]), reason).to.equal('WRONG_ROLE');
      const incomplete = decided('examine-application', { examination: 'incomplete' });
      expect(print({ ...BY_SIAK, reason: 'hilang' }, [incomplete])).to.equal('WRONG_ROLE');
      expect(print({ ...BY_SIAK, reason: 'hilang' })).to.equal('WRONG_ROLE');
      expect(print(BY_SIAK, [complete, decided('bring-signed-card')])).to.include({ step: 8 });
      expect(print(BY_SIAK, [decided('enter-siak-manually'), complete]), 'examined again').to.equal('WRONG_ROLE');
    });

    it('not where the office itself draws the card', () => {
      for (const siakWay of ['simulator', 'typed'] as const) {
        expect(print({ siakWay }, [complete, decided('enter-siak-manually')]), siakWay).to.equal('WRONG_ROLE');
        expect(print({ siakWay, reason: 'hilang' }, [complete]), siakWay).to.equal('WRONG_ROLE');
      }
    });
  });

  it('who holds several lanes by the newest step that it has reached', () => {
    const lanes = ['petugas-entri', 'kasi', 'kepala-dinas', 'petugas-cetak'] as const;
    expect(ground(lanes)).to.include({ role: 'petugas-entri', step: 2 });
    expect(ground(lanes, { draftSha256: HASH })).to.include({ role: 'kasi', step: 5 });
    expect(ground(lanes, {}, [decided('verify-draft', { verification: 'valid' })])).to.include({ step: 7 });
    expect(ground(lanes, { signedSha256: HASH })).to.include({ role: 'petugas-cetak', step: 8 });
    expect(ground(['kasi', 'petugas-entri'], { entryOfficer: 'tono.prasetyo' })).to.equal('ASSIGNED_TO_ANOTHER');
    expect(ground([])).to.equal('WRONG_ROLE');
  });

  describe('and the journal says of every look, before anything is handed out,', () => {
    const NUMBER = 'KK-261127-ABCDEF';
    const CASE = { ...NEW, applicationNumber: NUMBER, state: 'verification', draftSha256: HASH };
    const LETTER = {
      ...{ from: PEOPLE.endah.username, to: PEOPLE.rini.username, role: 'kasi', kind: 'Plt' },
      ...{ validFrom: '2026-11-27', validTo: '2026-11-27' },
    };
    async function opens(username: string, detail?: Readonly<Record<string, unknown>>) {
      const journal: unknown[] = [];
      const decisions = [decided('open-application')];
      const needs = {
        store: {
          cases: { get: () => Promise.resolve({ ...CASE, entryOfficer: PEOPLE.sri.username }) },
          decisions: { of: () => Promise.resolve(decisions) },
          people: {
            roster: () => Promise.resolve({ people: Object.values(PEOPLE), delegations: [LETTER], absences: [] }),
          },
          journal: { write: (row: unknown) => Promise.resolve(void journal.push(row)) },
        },
        now: () => new Date('2026-11-27T03:00:00Z'),
      } as unknown as Parameters<typeof openCase>[0];
      const work = openCase(needs, username, NUMBER, 'paper-viewed', ...(detail === undefined ? [] : [detail]));
      const opened = await work.catch((error: unknown) => error);
      return { opened, journal };
    }
    const row = (actor: string, event: string, step: number | null, detail: object) => ({
      ...{ applicationNumber: NUMBER, actor, event, step, detail },
    });

    it('by which right it was and in which state, with what was looked at', async () => {
      const { sri } = PEOPLE;
      const { opened, journal } = await opens(sri.username, { paper: 'p1' });
      expect(journal).to.deep.equal([
        row(sri.username, 'paper-viewed', 3, { paper: 'p1', as: 'petugas-entri', state: 'verification' }),
      ]);
      const { identified, record, decisions, ground: own } = opened as Awaited<ReturnType<typeof openCase>>;
      expect([identified.officer.username, record.applicationNumber, decisions.length, own.step]).to.deep.equal([
        sri.username,
        NUMBER,
        1,
        3,
      ]);
    });

    it('for a stand-in, by which letter', async () => {
      const { rini, endah } = PEOPLE;
      expect((await opens(rini.username)).journal).to.deep.equal([
        row(rini.username, 'paper-viewed', 5, { as: 'kasi', actingAs: 'Plt', state: 'verification' }),
      ]);
      expect((await opens(endah.username)).journal).to.deep.equal([
        row(endah.username, 'paper-viewed', 5, { as: 'kasi', state: 'verification' }),
      ]);
    });

    it('that it was refused, what was asked, and why', async () => {
      for (const [username, because] of [
        [PEOPLE.tono.username, 'ASSIGNED_TO_ANOTHER'],
        [PEOPLE.agus.username, 'WRONG_ROLE'],
        [PEOPLE.budi.username, 'UNKNOWN_OFFICER'],
        ['orang.asing', 'UNKNOWN_OFFICER'],
      ] as const) {
        const { opened, journal } = await opens(username, { paper: 'p1' });
        expect(opened, username).to.be.instanceOf(Refusal).and.to.include({ code: because });
        expect(journal, username).to.deep.equal([
          row(username, 'view-refused', null, { asked: 'paper-viewed', because }),
        ]);
      }
    });
  });
});
