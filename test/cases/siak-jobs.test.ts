import { expect } from 'chai';
import { cancelSiakEntry } from '../../src/cases/cancel-siak-entry.ts';
import { confirmSiakEntry } from '../../src/cases/confirm-siak-entry.ts';
import { enterSiak } from '../../src/cases/enter-siak.ts';
import { HELD_BY_SIAK } from '../../src/cases/siak-entry.ts';
import { Failure } from '../../src/domain/failures.ts';
import type { FamilyCard } from '../../src/domain/family-card.ts';
import { SiakRefusal } from '../../src/siak/siak-refusal.ts';
import type { CaseRecord, DecisionRecord } from '../../src/store/store.ts';
import { sampleApplication } from '../domain/sample-application.ts';
import { EVERYBODY, FAMILY, GRADUATED, NUMBER, assessed, decided, record } from './event-cases.ts';
import { noteBook } from './noted.ts';

const KEY = `siak-entry:${NUMBER}:1`;
const EXAMINED = decided('examine-application', { answer: { examination: 'complete' } });
const TYPED = decided('enter-siak-manually', { answer: { siakReference: 'SIAK/2026/11/0099' } });
const RECEIPT = { reference: 'SIAK-7', kkNumber: FAMILY.card.kkNumber };

interface Given {
  readonly record?: CaseRecord;
  readonly decisions?: readonly DecisionRecord[];
  readonly effect?: { readonly state: string; readonly reference: string | null };
  readonly isNew?: boolean;
  readonly cards?: readonly FamilyCard[];
  readonly way?: string;
  /** What SIAK knows of an entry for this application. */
  readonly known?: typeof RECEIPT;
  readonly enters?: () => Promise<typeof RECEIPT>;
  readonly cancels?: () => Promise<void>;
}
/** `did`: every effect, every word to SIAK and everything that was written, in order. */
function office(given: Given = {}) {
  const { did, note } = noteBook();
  const cards = given.cards ?? [FAMILY.card];
  const { store, ...needs } = assessed({ cards, decisions: given.decisions ?? [EXAMINED] });
  const tables = {
    ...store,
    subjects: { ...store.subjects, put: () => Promise.resolve() },
    cases: { get: () => Promise.resolve(given.record ?? record(sampleApplication())), change: note('change') },
    effects: {
      find: (key: string) => Promise.resolve(key === KEY ? given.effect : undefined),
      intend: note('intend', { isNew: given.isNew ?? true, effect: given.effect ?? { state: 'intended' } }),
      settle: note('settle'),
    },
    journal: { write: note('journal') },
  };
  const siak = {
    way: given.way ?? 'simulator',
    findEntry: note('looks for', given.known),
    enter: async (entry: object) => {
      await note('enters')(entry);
      return given.enters === undefined ? RECEIPT : given.enters();
    },
    cancelEntry: async (reference: string) => {
      await note('cancels')(reference);
      await given.cancels?.();
    },
    // What the check of the events reads anew.
    cardOf: (nik: string) => Promise.resolve(cards.find(({ members }) => members.some((row) => row.nik === nik))),
    family: (kkNumber: string) => Promise.resolve(cards.find((one) => one.kkNumber === kkNumber)),
    check: () => Promise.resolve([]),
  };
  const all = {
    ...needs,
    documents: { ...needs.documents, put: () => Promise.resolve({ sha256: 'before' }) },
    store: { ...tables, transaction: (work: (own: object) => Promise<unknown>) => work(tables) },
    siak,
  };
  return { did, needs: all as unknown as Parameters<typeof enterSiak>[0] };
}
async function job(work: (needs: Parameters<typeof enterSiak>[0]) => Promise<unknown>, given: Given) {
  const { did, needs } = office(given);
  const outcome = await work(needs).catch((error: unknown) => (error instanceof Failure ? error.code : error));
  return { outcome, did };
}
const journal = (event: string, detail: object) => [
  'journal',
  { applicationNumber: NUMBER, actor: 'sistem', event, step: 3, detail },
];
const intends = ['intend', { key: KEY, kind: 'siak-entry', applicationNumber: NUMBER }];
const recorded = (way: string, { reference, kkNumber } = RECEIPT) => [
  ['settle', KEY, 'done', reference],
  ['change', NUMBER, { siakReference: reference, kkNumber }],
  journal('siak-entered', { way, siakReference: reference }),
];
const HELD = { reference: HELD_BY_SIAK, kkNumber: FAMILY.card.kkNumber };
/** SIAK has the family as the application wants it. */
const AS_WANTED = {
  ...FAMILY.card,
  members: EVERYBODY.map((row) => (row.nik === FAMILY.mother.nik ? { ...row, education: 'DIPLOMA IV/STRATA I' } : row)),
};
const events = (change: Partial<CaseRecord> = {}) => record(GRADUATED, change);
const elements = (change: Partial<CaseRecord> = {}) => record(sampleApplication(), change);

describe('The job that enters a case in SIAK', () => {
  const enters = (given: Given = {}) => job((needs) => enterSiak(needs)({ applicationNumber: NUMBER }), given);

  it('intends the entry, hands over what the applicant declared, and records what SIAK answered', async () => {
    const { outcome, did } = await enters();
    expect(outcome).to.deep.equal({ siakReference: 'SIAK-7' });
    expect(did.filter(([name]) => name !== 'enters')).to.deep.equal([intends, ...recorded('api')]);
    const [, entry] = did.find(([name]) => name === 'enters')!;
    expect(entry).to.deep.include({ ownReference: NUMBER, kkNumber: '3402150101150007' });
  });

  it('needs the examination that found the case complete', async () => {
    expect(await enters({ decisions: [] })).to.deep.equal({ outcome: 'STEP_NOT_REACHED', did: [] });
  });

  it('leaves the entry to a person where SIAK itself issues the card, whatever was before', async () => {
    const done = { state: 'done', reference: 'SIAK-6' };
    for (const caseOf of [elements, events]) {
      const bySiak = caseOf({ siakWay: 'siak-signed-pdf', siakReference: 'SIAK-6' });
      expect(await enters({ record: bySiak, effect: done })).to.deep.equal({ outcome: 'SIAK_MANUAL', did: [] });
    }
  });

  it('is done already, where the entry is and the case has its reference', async () => {
    const done = { state: 'done', reference: 'SIAK-6' };
    const { outcome, did } = await enters({ record: elements({ siakReference: 'SIAK-6' }), effect: done });
    expect([outcome, did]).to.deep.equal([{ siakReference: 'SIAK-6' }, []]);
    for (const [what, given] of [
      ['it never reached the case', { effect: done }],
      ['without a reference', { record: elements({ siakReference: 'SIAK-6' }), effect: { ...done, reference: null } }],
      ['only intended', { record: elements({ siakReference: 'SIAK-6' }), effect: { ...done, state: 'intended' } }],
    ] as const)
      expect((await enters(given)).outcome, what).to.deep.equal({ siakReference: 'SIAK-7' });
  });

  it('asks SIAK for the entry before it makes one that was intended before', async () => {
    const { outcome, did } = await enters({ isNew: false, known: RECEIPT });
    expect(outcome).to.deep.equal({ siakReference: 'SIAK-7' });
    expect(did).to.deep.equal([intends, ['looks for', NUMBER], ...recorded('api')]);
    const unknown = await enters({ isNew: false });
    expect(unknown.did.map(([name]) => name).slice(0, 3)).to.deep.equal(['intend', 'looks for', 'enters']);
    const first = await enters({ known: RECEIPT });
    expect(
      first.did.map(([name]) => name),
      'nobody can have made it',
    ).to.not.include('looks for');
  });

  it('enters whole cards for an event-based case, and nothing where SIAK has them so already', async () => {
    const { outcome, did } = await enters({ record: events() });
    expect(outcome).to.deep.equal({ siakReference: 'SIAK-7' });
    const [, entry] = did.find(([name]) => name === 'enters')!;
    expect((entry as { cards: object[] }).cards).to.have.length(1);
    const held = await enters({ record: events(), cards: [AS_WANTED] });
    expect(held.outcome).to.deep.equal({ siakReference: HELD_BY_SIAK });
    expect(held.did[0]).to.deep.equal(intends);
    expect(held.did.slice(-3)).to.deep.equal(recorded('held', HELD));
    expect(held.did.map(([name]) => name)).to.not.include('enters');
  });

  describe('where an officer types', () => {
    const WAYS: readonly Given[] = [{ record: elements({ siakWay: 'typed' }) }, { way: 'typed' }];
    it('leaves it to them', async () => {
      for (const given of WAYS) expect(await enters(given)).to.deep.equal({ outcome: 'SIAK_MANUAL', did: [] });
      const ofEvents = await enters({ record: events({ siakWay: 'typed' }), way: 'typed' });
      expect(ofEvents).to.deep.equal({ outcome: 'SIAK_MANUAL', did: [] });
    });

    it('records what SIAK has already, without asking it for anything', async () => {
      const { outcome, did } = await enters({
        record: events({ siakWay: 'typed' }),
        way: 'typed',
        cards: [AS_WANTED],
      });
      expect(outcome).to.deep.equal({ siakReference: HELD_BY_SIAK });
      expect(did).to.deep.equal([intends, ...recorded('held', HELD)]);
    });
  });

  describe('that SIAK does not take', () => {
    it('ends that entry, and brings the case back with the reason that SIAK gave', async () => {
      for (const [error, detail] of [
        [new SiakRefusal(409, 'NIK_BUKAN_ANGGOTA'), { code: 'SIAK_REFUSED', siakCode: 'NIK_BUKAN_ANGGOTA' }],
        [new Failure('SIAK_REFUSED'), { code: 'SIAK_REFUSED' }],
      ] as const) {
        const { outcome, did } = await enters({ enters: () => Promise.reject(error) });
        expect(outcome).to.equal('SIAK_REFUSED');
        expect(did.slice(2)).to.deep.equal([['settle', KEY, 'failed'], journal('task-returned', detail)]);
      }
    });

    it('for any other reason stays intended', async () => {
      for (const error of [new Failure('SIAK_UNREACHABLE'), new Error('ours')]) {
        const { outcome, did } = await enters({ enters: () => Promise.reject(error) });
        expect([outcome, did.length]).to.deep.equal([error instanceof Failure ? error.code : error, 2]);
      }
    });
  });
});

describe('The job that confirms what was typed at the simulator', () => {
  const confirms = (siakReference: string | undefined, given: Given = {}) =>
    job(
      (needs) =>
        confirmSiakEntry(needs)({
          applicationNumber: NUMBER,
          ...(siakReference === undefined ? {} : { siakReference }),
        }),
      given,
    );

  it('records the entry that SIAK knows for this application by this reference', async () => {
    const { outcome, did } = await confirms(' SIAK-7 ', { known: RECEIPT });
    expect(outcome).to.deep.equal({ siakReference: 'SIAK-7' });
    expect(did).to.deep.equal([['looks for', NUMBER], intends, ...recorded('manual')]);
  });

  it('brings the case back where SIAK knows none, another one, or nothing was typed', async () => {
    const returned = [['looks for', NUMBER], journal('task-returned', { code: 'SIAK_ENTRY_UNCONFIRMED' })];
    for (const [typed, given] of [
      ['SIAK-7', {}],
      ['SIAK-8', { known: RECEIPT }],
      [undefined, { known: RECEIPT }],
      [undefined, {}],
    ] as const)
      expect(await confirms(typed, given)).to.deep.equal({ outcome: 'SIAK_ENTRY_UNCONFIRMED', did: returned });
  });

  it('needs the examination that found the case complete', async () => {
    expect(await confirms('SIAK-7', { decisions: [] })).to.deep.equal({ outcome: 'STEP_NOT_REACHED', did: [] });
  });
});

describe('The job that cancels the entry of a case', () => {
  const cancels = (given: Given = {}) => job((needs) => cancelSiakEntry(needs)({ applicationNumber: NUMBER }), given);
  const of = (reference: string) => `siak-cancellation:${NUMBER}:${reference}`;
  const intendsTo = (key: string) => ['intend', { key, kind: 'siak-cancellation', applicationNumber: NUMBER }];
  const settled = (key: string, reference: string, state: 'done' | 'unknown') => [
    ['settle', key, state, reference],
    ['change', NUMBER, { siakReference: null }],
    journal(state === 'done' ? 'siak-entry-cancelled' : 'siak-cancellation-owed', { siakReference: reference }),
  ];
  const ENTERED = { record: elements({ siakReference: 'SIAK-7' }) };

  it('intends it, orders it from SIAK, and writes so', async () => {
    const { did } = await cancels(ENTERED);
    expect(did).to.deep.equal([
      ...[intendsTo(of('SIAK-7')), ['cancels', 'SIAK-7']],
      ...settled(of('SIAK-7'), 'SIAK-7', 'done'),
    ]);
  });

  it('asks SIAK for an entry that has not reached the case; without one there is nothing to do', async () => {
    const known = await cancels({ known: RECEIPT });
    expect(known.did.slice(0, 3)).to.deep.equal([
      ['looks for', NUMBER],
      intendsTo(of('SIAK-7')),
      ['cancels', 'SIAK-7'],
    ]);
    expect(await cancels()).to.deep.equal({ outcome: undefined, did: [['looks for', NUMBER]] });
  });

  it('is not ordered twice', async () => {
    const { did } = await cancels({ ...ENTERED, effect: { state: 'done', reference: 'SIAK-7' } });
    expect(did).to.deep.equal([intendsTo(of('SIAK-7')), ...settled(of('SIAK-7'), 'SIAK-7', 'done')]);
  });

  it('is owed by an officer where SIAK takes no orders from a program; any other trouble leaves it intended', async () => {
    const manual = await cancels({ ...ENTERED, cancels: () => Promise.reject(new Failure('SIAK_MANUAL')) });
    expect(manual.did.slice(2)).to.deep.equal(settled(of('SIAK-7'), 'SIAK-7', 'unknown'));
    for (const error of [new Failure('SIAK_UNREACHABLE'), new Error('ours')]) {
      const { outcome, did } = await cancels({ ...ENTERED, cancels: () => Promise.reject(error) });
      expect([outcome, did.length]).to.deep.equal([error instanceof Failure ? error.code : error, 2]);
    }
  });

  it('cancels nothing where SIAK had the change before', async () => {
    for (const siakWay of ['simulator', 'typed'] as const) {
      const { did } = await cancels({ record: elements({ siakWay, siakReference: HELD_BY_SIAK }) });
      expect(did).to.deep.equal([['change', NUMBER, { siakReference: null }]]);
    }
  });

  describe('where officers type', () => {
    const typed = { record: elements({ siakWay: 'typed' }) };
    const owed = [intendsTo(of('1')), ...settled(of('1'), 'SIAK/2026/11/0099', 'unknown')];

    it('owes what was typed, confirmed or not, also when its author took it back', async () => {
      for (const entry of [TYPED, { ...TYPED, takenBackAt: new Date() }])
        expect((await cancels({ ...typed, decisions: [EXAMINED, entry] })).did).to.deep.equal(owed);
      const second = await cancels({ ...typed, decisions: [TYPED, EXAMINED, TYPED] });
      expect(second.did[0]).to.deep.equal(intendsTo(of('2')));
    });

    it('owes nothing where nothing was typed, and owes it once', async () => {
      expect(await cancels(typed)).to.deep.equal({ outcome: undefined, did: [] });
      const again = await cancels({
        ...typed,
        decisions: [TYPED],
        effect: { state: 'unknown', reference: 'SIAK/2026/11/0099' },
      });
      expect(again.did).to.deep.equal([intendsTo(of('1'))]);
    });
  });
});
