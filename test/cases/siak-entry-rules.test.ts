import { expect } from 'chai';
import { entryKey, entryOf, journalReturn, recordClaim, recordEntry } from '../../src/cases/siak-entry.ts';
import type { CaseRecord, DecisionRecord } from '../../src/store/store.ts';
import { sampleApplication } from '../domain/sample-application.ts';
import { noteBook } from './noted.ts';

const NUMBER = 'KK-261127-ABCDEF';
const CARD = '3402150101150007';
const decided = (element: string | null, change: Partial<DecisionRecord> = {}) =>
  ({
    ...{ step: 3, element, answer: {}, decidedBy: 'sri.wahyuni', decidedAt: new Date() },
    ...{ refusedBecause: null, takenBackAt: null },
    ...change,
  }) as unknown as DecisionRecord;

function office(decisions: readonly DecisionRecord[] = [], siakReference: string | null = null) {
  const { did, note } = noteBook();
  const tables = {
    effects: { settle: note('settle'), intend: note('intend', { isNew: true }) },
    cases: { get: () => Promise.resolve({ siakReference }), change: note('case') },
    journal: { write: note('journal') },
    decisions: { of: (number: string) => Promise.resolve(number === NUMBER ? decisions : []) },
  };
  const store = { ...tables, transaction: (work: (own: typeof tables) => Promise<void>) => work(tables) };
  return { did, needs: { store } as unknown as Parameters<typeof recordEntry>[0] };
}
const record = (change: Partial<CaseRecord> = {}) =>
  ({
    ...{ applicationNumber: NUMBER, siakWay: 'typed', siakReference: null, reason: 'perubahan-data' },
    ...{ application: sampleApplication() },
    ...change,
  }) as unknown as CaseRecord;
const entered = (way: string, siakReference: string) => ({
  ...{ applicationNumber: NUMBER, actor: 'sistem', event: 'siak-entered', step: 3 },
  ...{ detail: { way, siakReference } },
});

describe('The entry of a case in SIAK', () => {
  it('is one for each examination: after another one it is entered anew', async () => {
    const key = (...decisions: DecisionRecord[]) => entryKey(office(decisions).needs, NUMBER);
    const examined = decided('examine-application');
    expect(await key()).to.equal(`siak-entry:${NUMBER}:0`);
    expect(await key(examined)).to.equal(`siak-entry:${NUMBER}:1`);
    expect(await key(examined, decided('verify-draft', { step: 5 }), examined)).to.equal(`siak-entry:${NUMBER}:2`);
    expect(await key(examined, decided('enter-siak-manually'))).to.equal(`siak-entry:${NUMBER}:1`);
    expect(await key(decided(null)), 'a row of the first edition').to.equal(`siak-entry:${NUMBER}:1`);
    expect(await key(decided(null, { step: 5 }))).to.equal(`siak-entry:${NUMBER}:0`);
    expect(await key(examined, decided('examine-application', { takenBackAt: new Date() }))).to.equal(
      `siak-entry:${NUMBER}:1`,
    );
  });

  it('is recorded with its reference and the number of the card', async () => {
    const { did, needs } = office();
    const receipt = { reference: 'SIAK-7', kkNumber: CARD };
    expect(await recordEntry(needs, record(), 'key', receipt, 'api')).to.deep.equal({ siakReference: 'SIAK-7' });
    expect(did).to.deep.equal([
      ['settle', 'key', 'done', 'SIAK-7'],
      ['case', NUMBER, { siakReference: 'SIAK-7', kkNumber: CARD }],
      ['journal', entered('api', 'SIAK-7')],
    ]);
  });

  it('is recorded once, also when its answer was lost', async () => {
    const { did, needs } = office([], 'SIAK-7');
    expect(await recordEntry(needs, record(), 'key', { reference: 'SIAK-7', kkNumber: CARD }, 'api')).to.deep.equal({
      siakReference: 'SIAK-7',
    });
    expect(did.map(([what]) => what)).to.deep.equal(['settle']);
    const other = office([], 'SIAK-6');
    await recordEntry(other.needs, record(), 'key', { reference: 'SIAK-7', kkNumber: null }, 'manual');
    expect(other.did.map(([what]) => what)).to.deep.equal(['settle', 'case', 'journal']);
  });

  describe('that an officer typed', () => {
    const typed = decided('enter-siak-manually', { answer: { siakReference: 'SIAK-7' } });
    const seen = decided('check-siak-entry', { answer: { entryCheck: 'seen' } });
    const claim = async (decisions: readonly DecisionRecord[], change: Partial<CaseRecord> = {}) => {
      const { did, needs } = office(decisions);
      const error = await recordClaim(needs, record(change), CARD).then(
        () => null,
        (one: unknown) => (one as Error).message,
      );
      return { did, error };
    };

    it('is recorded once a second officer has seen it there', async () => {
      const key = `siak-entry:${NUMBER}:0`;
      expect(await claim([typed, seen])).to.deep.equal({
        error: null,
        did: [
          ['intend', { key, kind: 'siak-entry', applicationNumber: NUMBER }],
          ['settle', key, 'done', 'SIAK-7'],
          ['case', NUMBER, { siakReference: 'SIAK-7', kkNumber: CARD }],
          ['journal', entered('typed', 'SIAK-7')],
        ],
      });
    });

    it('goes nowhere before anybody confirmed it', async () => {
      expect(await claim([typed])).to.deep.equal({
        error: 'STEP_NOT_REACHED: an entry that nobody confirmed',
        did: [],
      });
    });

    it('is confirmed by the card itself, where SIAK issues it', async () => {
      const { did, error } = await claim([typed], { siakWay: 'siak-signed-pdf' });
      expect(error).to.equal(null);
      expect(did.at(-1)).to.deep.equal(['journal', entered('siak-signed-pdf', 'SIAK-7')]);
    });

    it('is nothing where none was needed, none was typed, or it is recorded', async () => {
      for (const [decisions, change] of [
        [[], {}],
        [[typed, seen], { siakWay: 'simulator' as const }],
        [[typed, seen], { siakReference: 'SIAK-7' }],
      ] as const)
        expect(await claim(decisions, change)).to.deep.equal({ error: null, did: [] });
    });
  });

  it('says what is to change and of whom, with the day', () => {
    const now = () => new Date('2026-11-26T17:15:00Z');
    const people = [
      { name: 'Damar Pamungkas', nik: '3402151708820001', shdk: 'KEPALA KELUARGA', kkNumber: CARD },
      { name: 'Wening Prameswari', nik: '3402155203850002', shdk: 'ISTRI', kkNumber: CARD },
    ];
    const { address } = sampleApplication();
    const change = { element: 'pendidikan', from: 'SLTA/SEDERAJAT', to: 'DIPLOMA IV/STRATA I', basis: 'Ijazah' };
    expect(entryOf(record(), { now })).to.deep.equal({
      ownReference: NUMBER,
      reason: 'perubahan-data',
      kkNumber: CARD,
      changes: [{ nik: '3402155203850002', ...change }],
      members: people,
      address,
      enteredOn: '2026-11-27',
    });
    const { kkNumber: _none, ...without } = sampleApplication();
    const bare = record({
      application: { ...without, changes: [{ member: 0, element: 'nama', from: 'A', to: 'B' }] },
    } as unknown as Partial<CaseRecord>);
    const entry = entryOf(bare, { now });
    expect(entry.kkNumber).to.equal(null);
    expect(entry.members.map(({ kkNumber }) => kkNumber)).to.deep.equal([null, null]);
    expect(entry.changes).to.deep.equal([
      { nik: '3402151708820001', element: 'nama', from: 'A', to: 'B', basis: null },
    ]);
  });

  it('that SIAK does not take leaves the reason in the journal, for the page of the officer', async () => {
    const { did, needs } = office();
    await journalReturn(needs.store, NUMBER, 'SIAK_REFUSED', { siakCode: 'NIK_GANDA' });
    await journalReturn(needs.store, NUMBER, 'NO_SIGNING_GRANT', { step: 7 });
    const row = { applicationNumber: NUMBER, actor: 'sistem', event: 'task-returned' };
    expect(did).to.deep.equal([
      ['journal', { ...row, step: 3, detail: { code: 'SIAK_REFUSED', siakCode: 'NIK_GANDA' } }],
      ['journal', { ...row, step: 7, detail: { code: 'NO_SIGNING_GRANT' } }],
    ]);
  });
});
