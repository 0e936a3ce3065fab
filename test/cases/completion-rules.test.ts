import { createHash } from 'node:crypto';
import { expect } from 'chai';
import { isPaper, layPapers, type LaidFile } from '../../src/cases/lay-papers.ts';
import { finishCompletion, storeCompletion } from '../../src/cases/store-completion.ts';
import { storePapers, type SubmittedPaper } from '../../src/cases/store-papers.ts';
import { askedKinds, talkCases } from '../../src/cases/talk-cases.ts';
import type { DocumentKind } from '../../src/domain/document-kinds.ts';
import { DEFAULT_OFFICE_RULES } from '../../src/domain/events/office-rules.ts';
import type { CaseRecord, DecisionRecord, MessageRecord, Store } from '../../src/store/store.ts';
import { sampleApplication } from '../domain/sample-application.ts';
import { LANGUAGES } from '../languages.ts';
import { noteBook } from './noted.ts';

const NUMBER = 'KK-261127-ABCDEF';
const PHONE = '+6281234567890';
const AT = (minute: number) => new Date(Date.parse('2026-11-27T03:00:00Z') + minute * 60_000);
const decided = (answer: object, change: Partial<DecisionRecord> = {}) =>
  ({
    ...{ taskId: 'task-1', answer, decidedAt: AT(0), refusedBecause: null, takenBackAt: null },
    ...change,
  }) as unknown as DecisionRecord;
const asked = (missingDocuments?: readonly DocumentKind[], taskId = 'task-1') =>
  decided({ examination: 'incomplete', ...(missingDocuments === undefined ? {} : { missingDocuments }) }, { taskId });
const record = (change: Partial<CaseRecord> = {}) =>
  ({
    ...{ applicationNumber: NUMBER, state: 'waiting-for-applicant', application: sampleApplication() },
    ...{ amendedSha256: null, missingDocuments: ['ijazah', 'kk-lama'], requiredDocuments: ['ijazah'] },
    ...{ submittedAt: AT(-60) },
    ...change,
  }) as unknown as CaseRecord;

interface Given {
  readonly cases?: readonly CaseRecord[];
  readonly decisions?: readonly DecisionRecord[];
  readonly papers?: readonly { kind: DocumentKind; sha256: string }[];
  readonly files?: Readonly<Record<string, object>>;
  readonly messages?: readonly Partial<MessageRecord>[];
  readonly revoked?: readonly string[];
}
function office({ cases = [record()], decisions = [asked(['ijazah', 'kk-lama'])], ...given }: Given = {}) {
  const { did, note: noted } = noteBook();
  const note = (name: string) => noted(name, { id: 'p1', applicationNumber: NUMBER });
  const one = (number: string) => Promise.resolve(cases.find(({ applicationNumber }) => applicationNumber === number)!);
  const tables = {
    cases: {
      ...{ change: note('case'), byWhatsapp: () => Promise.resolve(cases), get: one },
      lock: (number: string) => {
        did.push(['lock', number]);
        return one(number).then((read) => ({ ...read, missingDocuments: ['akta-lahir'] }));
      },
    },
    decisions: { of: () => Promise.resolve(decisions) },
    papers: { of: () => Promise.resolve(given.papers ?? []), add: note('paper') },
    messageFiles: { find: (id: string) => Promise.resolve(given.files?.[id]) },
    messages: { ofPhone: () => Promise.resolve(given.messages ?? []) },
    revocations: {
      newest: (number: string) => Promise.resolve(given.revoked?.includes(number) ? { outcome: 'revoked' } : undefined),
    },
    journal: { write: note('journal') },
    outbox: { put: note('outbox') },
    screenSignatures: { add: note('signature') },
  } as unknown as Store;
  const needs = {
    store: tables,
    documents: {
      put: (bytes: Buffer) => Promise.resolve({ sha256: createHash('sha256').update(bytes).digest('hex') }),
    },
    settings: { officeRules: DEFAULT_OFFICE_RULES },
    languages: LANGUAGES,
    now: () => AT(0),
  } as unknown as Parameters<typeof storeCompletion>[1] &
    Parameters<typeof talkCases>[1] &
    Parameters<typeof storePapers>[0];
  return { did, tables, needs };
}
const photo = (kind: DocumentKind, text: string = kind): SubmittedPaper => ({
  kind,
  paper: { bytes: Buffer.from(text), mediaType: 'image/jpeg' },
});
const hash = (text: string) => createHash('sha256').update(text).digest('hex');
const ofKinds = (did: readonly unknown[][], ...names: string[]) => did.filter(([name]) => names.includes(String(name)));
const received = (papers: readonly string[], taskId = 'task-1', way = 'portal', actor = 'pemohon') => [
  ['case', NUMBER, { state: 'examination', missingDocuments: [] }],
  [
    'journal',
    {
      ...{ applicationNumber: NUMBER, actor, event: 'completion-received', step: 3 },
      ...{ detail: { way, papers } },
    },
  ],
  [
    'outbox',
    {
      ...{ name: 'completion-received', applicationNumber: NUMBER, messageId: `completion:${NUMBER}:${taskId}` },
      ...{ about: taskId === 'first' ? null : taskId },
    },
  ],
];

describe('A case that waits for its applicant', () => {
  const completes = async (
    kinds: readonly DocumentKind[],
    finish: 'when-all-is-there' | 'now' | 'later' = 'when-all-is-there',
    given: Given = {},
  ) => {
    const { did, tables, needs } = office(given);
    const papers = kinds.map((kind) => photo(kind));
    const message = await storeCompletion(tables, needs, given.cases?.[0] ?? record(), papers, finish);
    return { message, did: ofKinds(did, 'case', 'journal', 'outbox') };
  };
  const part = (papers: readonly string[], missing: readonly string[]) => ({
    message: undefined,
    did: [
      ['case', NUMBER, { missingDocuments: missing }],
      [
        'journal',
        {
          ...{ applicationNumber: NUMBER, actor: 'pemohon', event: 'papers-received', step: 3 },
          ...{ detail: { way: 'portal', papers, missing } },
        },
      ],
    ],
  });

  it('goes on once everything that was asked for is there', async () => {
    const { message, did } = await completes(['kk-lama', 'ijazah']);
    expect(did).to.deep.equal(received(['kk-lama', 'ijazah']));
    expect(message).to.include({ name: 'completion-received', about: 'task-1' });
  });

  it('waits for the rest while something lacks', async () => {
    expect(await completes(['ijazah'])).to.deep.equal(part(['ijazah'], ['kk-lama']));
    expect(await completes(['ijazah'], 'later')).to.deep.equal(part(['ijazah'], ['kk-lama']));
    expect(await completes(['akta-lahir' as DocumentKind])).to.deep.equal(part(['akta-lahir'], ['ijazah', 'kk-lama']));
  });

  it('goes on as it is, when the applicant says so', async () => {
    expect((await completes(['ijazah'], 'now')).did).to.deep.equal(received(['ijazah']));
    expect((await completes([], 'now')).did).to.deep.equal(received([]));
  });

  it('after a note without names goes on at once, or later when the applicant wants to send more', async () => {
    const note = { cases: [record({ missingDocuments: [] })], decisions: [asked([])] };
    expect((await completes([], 'when-all-is-there', note)).did).to.deep.equal(received([]));
    expect(await completes(['ijazah'], 'later', note)).to.deep.equal(part(['ijazah'], []));
    const named = { cases: [record({ missingDocuments: ['ijazah'] })], decisions: [asked(['ijazah'])] };
    expect((await completes(['ijazah'], 'later', named)).did, 'what was asked for is there').to.deep.equal(
      received(['ijazah']),
    );
  });

  it('answers each request once, whoever sends it', async () => {
    const twice = office({ decisions: [asked(['ijazah'], 'task-1'), asked(['ijazah'], 'task-2')] });
    await finishCompletion(twice.tables, NUMBER, ['ijazah'], 'whatsapp', 'sri.wahyuni');
    expect(twice.did).to.deep.equal(received(['ijazah'], 'task-2', 'whatsapp', 'sri.wahyuni'));
    const unasked = office({ decisions: [] });
    await finishCompletion(unasked.tables, NUMBER, [], 'portal');
    expect(unasked.did).to.deep.equal(received([], 'first'));
  });
});

describe('Papers of a case', () => {
  const SIGNATURE = { form: 'f-1-06', contentSha256: 'c', signedAt: AT(1) } as unknown as SubmittedPaper['signature'];

  it('are listed with what they are; the same picture for the same purpose is one', async () => {
    const known = [{ kind: 'ijazah' as const, sha256: hash('one') }];
    const { did, needs } = office({ papers: known });
    await storePapers(
      needs,
      NUMBER,
      [photo('ijazah', 'one'), photo('kk-lama', 'one'), photo('ijazah', 'two')],
      'portal',
    );
    const paper = (kind: string, text: string) => [
      'paper',
      {
        ...{ applicationNumber: NUMBER, kind, sha256: hash(text), mediaType: 'image/jpeg', bytes: 3 },
        ...{ source: 'portal' },
      },
    ];
    expect(did).to.deep.equal([paper('kk-lama', 'one'), paper('ijazah', 'two')]);
  });

  it('that were signed on the screen say when and for which application', async () => {
    const { did, needs } = office();
    await storePapers(needs, NUMBER, [{ ...photo('ijazah'), signature: SIGNATURE }], 'portal');
    await storePapers(needs, NUMBER, [{ ...photo('kk-lama'), signature: SIGNATURE }], 'portal', {
      amendedSha256: 'amended',
      way: 'tracking',
    });
    expect(ofKinds(did, 'signature').map(([, row]) => (row as { amendedSha256: unknown }).amendedSha256)).to.deep.equal(
      [null, 'amended'],
    );
    expect(ofKinds(did, 'journal').map(([, row]) => (row as { step: number }).step)).to.deep.equal([1, 3]);
  });
});

describe('Files that came by WhatsApp', () => {
  const file = (change: object = {}) => ({
    ...{ state: 'stored', sha256: 'f'.repeat(64), mediaType: 'image/jpeg', bytes: 9 },
    ...change,
  });
  const LAID: readonly LaidFile[] = [{ fileId: 'f1', kind: 'ijazah' }];
  const lays = async (given: Given, what: 'lays' | 'finishes' = 'lays', files = LAID, actor?: string) => {
    const { did, tables } = office(given);
    await layPapers(tables, NUMBER, files, what, ...(actor === undefined ? [] : [actor]));
    return did;
  };
  const laid = (mediaType = 'image/jpeg', bytes = 9) => [
    'paper',
    {
      ...{ applicationNumber: NUMBER, kind: 'ijazah', sha256: 'f'.repeat(64), mediaType, bytes },
      ...{ source: 'whatsapp' },
    },
  ];

  it('become papers of the case; what lacks becomes less', async () => {
    expect(await lays({ files: { f1: file() } })).to.deep.equal([
      laid(),
      ['case', NUMBER, { missingDocuments: ['kk-lama'] }],
      [
        'journal',
        {
          ...{ applicationNumber: NUMBER, actor: 'pemohon', event: 'papers-received', step: 3 },
          ...{ detail: { way: 'whatsapp', papers: ['ijazah'], missing: ['kk-lama'] } },
        },
      ],
    ]);
  });

  it('are added to a case that does not wait, by whoever laid them there', async () => {
    const cases = [record({ state: 'examination' })];
    const added = (actor: string) => [
      laid(),
      [
        'journal',
        {
          ...{ applicationNumber: NUMBER, actor, event: 'papers-added', step: 3 },
          ...{ detail: { way: 'whatsapp', papers: ['ijazah'] } },
        },
      ],
    ];
    expect(await lays({ cases, files: { f1: file() } })).to.deep.equal(added('pemohon'));
    expect(await lays({ cases, files: { f1: file() } }, 'lays', LAID, 'sri.wahyuni')).to.deep.equal(
      added('sri.wahyuni'),
    );
  });

  it('are only laid, where the caller says that the case goes on', async () => {
    expect(await lays({ files: { f1: file() } }, 'finishes')).to.deep.equal([laid()]);
  });

  it('are papers only when they are whole, and a photo or a PDF', async () => {
    const whole = file({ mediaType: 'application/pdf', bytes: null });
    expect(await lays({ files: { f1: whole } }, 'finishes')).to.deep.equal([laid('application/pdf', 0)]);
    for (const other of [{ state: 'failed' }, { sha256: null }, { mediaType: 'audio/ogg' }, { mediaType: null }])
      expect(await lays({ files: { f1: file(other) } }, 'finishes'), JSON.stringify(other)).to.deep.equal([]);
    expect(await lays({}, 'finishes')).to.deep.equal([]);
    expect(['image/jpeg', 'application/pdf', 'image/png', 'video/mp4', null].map(isPaper)).to.deep.equal([
      ...[true, true, false, false, false],
    ]);
    const two = [...LAID, { fileId: 'f2', kind: 'ijazah' as const }];
    const { length } = await lays({ files: { f1: file({ state: 'failed' }), f2: file() } }, 'finishes', two);
    expect(length, 'one that is none keeps no other out').to.equal(1);
  });
});

describe('The cases of a number, as the conversation sees them', () => {
  const told = (given: Given) => {
    const { did, tables, needs } = office(given);
    return talkCases(tables, needs, PHONE).then((cases) => ({ cases, did }));
  };
  const other = record({ applicationNumber: 'KK-261127-AAAAAA' });

  it('are as they stand now; open ones are locked in one order', async () => {
    const ended = record({ applicationNumber: 'KK-261127-ENDEND', state: 'archived', missingDocuments: [] });
    const { cases, did } = await told({ cases: [record(), ended, other], revoked: ['KK-261127-ENDEND'] });
    expect(did).to.deep.equal([
      ['lock', 'KK-261127-AAAAAA'],
      ['lock', NUMBER],
    ]);
    expect(cases.map((one) => [one.applicationNumber, one.state, one.missing, one.cardRevoked])).to.deep.equal([
      [NUMBER, 'waiting-for-applicant', ['akta-lahir'], false],
      ['KK-261127-ENDEND', 'archived', [], true],
      ['KK-261127-AAAAAA', 'waiting-for-applicant', ['akta-lahir'], false],
    ]);
  });

  it('say what was asked for, what is there and what they are about', async () => {
    const papers = [{ kind: 'ijazah' as const, sha256: 'f' }];
    const { cases } = await told({ papers });
    expect(cases[0]).to.deep.include({
      ...{ asked: ['ijazah', 'kk-lama'], required: ['ijazah'], papers, submittedAt: AT(-60), language: undefined },
    });
    expect(cases[0]!.label).to.contain('W••••');
    const [unnamed] = (await told({ decisions: [asked()] })).cases;
    expect(unnamed!.asked, 'what lacks, where the request names nothing').to.deep.equal(['akta-lahir']);
    expect(await askedKinds(office({ decisions: [asked([])] }).tables, record())).to.deep.equal([]);
    expect(await askedKinds(office({ decisions: [] }).tables, record())).to.deep.equal(['ijazah', 'kk-lama']);
  });

  it('say when an officer last turned to the applicant, with a request or a word', async () => {
    const turned = async (given: Given) => (await told(given)).cases[0]!.turnedAt;
    const word = (purpose: string, minute: number, applicationNumber = NUMBER) => ({
      ...{ purpose, applicationNumber, at: AT(minute) },
    });
    expect(await turned({ decisions: [] })).to.equal(null);
    expect(await turned({})).to.deep.equal(AT(0));
    for (const purpose of ['officer', 'answer']) {
      expect(await turned({ messages: [word(purpose, 5)] }), purpose).to.deep.equal(AT(5));
      expect(await turned({ messages: [word(purpose, -5)] }), purpose).to.deep.equal(AT(0));
      expect(await turned({ decisions: [], messages: [word(purpose, -9), word(purpose, -5)] })).to.deep.equal(AT(-5));
    }
    expect(await turned({ messages: [word('reminder', 5)] })).to.deep.equal(AT(0));
    expect(await turned({ messages: [word('officer', 5, 'KK-261127-AAAAAA')] })).to.deep.equal(AT(0));
  });
});
