import { expect } from 'chai';
import { createHash } from 'node:crypto';
import { packedOnce } from '../../src/cases/pack-case.ts';
import { sampleApplication } from '../domain/sample-application.ts';
import { NOW, NUMBER, record } from './event-cases.ts';
import { noteBook } from './noted.ts';
import { PEOPLE } from './office.ts';

const SIGNED = 'a'.repeat(64);
const DRAFT = 'b'.repeat(64);
const VERIFIED = 'c'.repeat(64);
const at = (minutes: number) => new Date(NOW.getTime() + minutes * 60_000);
const sha256Of = (bytes: Uint8Array) => createHash('sha256').update(bytes).digest('hex');

const row = (event: string, minutes = -1, detail: object = {}) => ({ event, at: at(minutes), detail });
const message = (change: object) => ({
  ...{ direction: 'out', purpose: 'received', sid: 'SM1', at: at(-5), sentAt: at(-4), text: 'rahasia' },
  ...change,
});
const verification = (draftSha256: string) => ({
  ...{ step: 5, element: 'verify-draft', draftSha256, answer: { verification: 'valid' } },
  ...{ refusedBecause: null, takenBackAt: null },
});

interface Given {
  readonly record?: object;
  readonly papers?: readonly object[];
  readonly decisions?: readonly object[];
  readonly redrawn?: readonly object[];
  readonly drafts?: readonly object[];
  readonly journal?: readonly object[];
  readonly messages?: readonly object[];
  readonly notes?: readonly object[];
  readonly fixed?: object;
  /** What another process fixed in the same moment. */
  readonly fixedFirst?: object;
  readonly documents?: Readonly<Record<string, Buffer>>;
}
async function packs(given: Given = {}) {
  const { did, note } = noteBook();
  const documents = new Map<string, Buffer>(
    Object.entries({
      ...{ [SIGNED]: Buffer.from('%PDF signed'), [DRAFT]: Buffer.from('%PDF draft') },
      ...{ [VERIFIED]: Buffer.from('%PDF verified'), ...given.documents },
    }),
  );
  const drafts = given.drafts ?? [];
  const needs = {
    store: {
      archivePackages: {
        find: note('find', given.fixed),
        fix: async (fixed: object) => {
          await note('fix')(fixed);
          return given.fixedFirst ?? fixed;
        },
      },
      papers: { of: () => Promise.resolve(given.papers ?? []) },
      decisions: { of: () => Promise.resolve(given.decisions ?? []) },
      redrawnDrafts: { of: () => Promise.resolve(given.redrawn ?? []) },
      drafts: {
        find: (sha256: string) => Promise.resolve(drafts.find((one) => 'sha256' in one && one.sha256 === sha256)),
      },
      journal: {
        of: () => Promise.resolve(given.journal ?? []),
        headAt: (begun: Date) => Promise.resolve({ hash: 'head', at: begun }),
      },
      messages: { of: () => Promise.resolve(given.messages ?? []) },
      caseNotes: { of: () => Promise.resolve(given.notes ?? []) },
    },
    documents: {
      get: (sha256: string) => Promise.resolve(documents.get(sha256)),
      put: (bytes: Buffer) => {
        documents.set(sha256Of(bytes), bytes);
        return Promise.resolve({ sha256: sha256Of(bytes) });
      },
    },
    trustAnchor: () => Promise.resolve(Buffer.from('anchor')),
  } as unknown as Parameters<typeof packedOnce>[0];
  const of = { ...record(sampleApplication()), elements: ['pendidikan'], submittedAt: at(-90), signedSha256: SIGNED };
  const files = await packedOnce(needs, { ...of, ...given.record } as unknown as Parameters<typeof packedOnce>[1], NOW);
  const text = (name: string) => Buffer.from(files.get(name)!).toString();
  return { did, files, names: [...files.keys()], text, json: (name: string) => JSON.parse(text(name)) as unknown };
}

describe('The package of a case for the archive', () => {
  it('holds the signed card, what the case was, how it was decided, and the anchors by which that can be proved', async () => {
    const { names, text, json } = await packs();
    expect(names).to.deep.equal([
      ...['kk-signed.pdf', 'case.json', 'decisions.json', 'messages.json', 'notes.json', 'journal.json'],
      ...['journal-head.json', 'trust.pem'],
    ]);
    expect([text('kk-signed.pdf'), text('trust.pem')]).to.deep.equal(['%PDF signed', 'anchor']);
    expect(json('case.json')).to.deep.equal({
      ...{ applicationNumber: NUMBER, reason: 'perubahan-data', elements: ['pendidikan'] },
      ...{ application: sampleApplication(), siakReference: null, draftSha256: null, signedSha256: SIGNED },
      submittedAt: at(-90).toISOString(),
    });
    expect(text('case.json'), 'can be read by a person').to.match(/^\{\n {2}"applicationNumber".*\}\n$/s);
    expect(json('journal-head.json')).to.deep.equal({ hash: 'head', at: NOW.toISOString() });
  });

  it('holds the draft, and beside it the verified one from which it was redrawn', async () => {
    const same = { applicationNumber: NUMBER, issuedOn: '2026-11-26', family: { kkNumber: '3402150101150007' } };
    const given: Given = {
      record: { draftSha256: DRAFT },
      decisions: [verification(VERIFIED)],
      redrawn: [{ sha256: DRAFT, fromSha256: VERIFIED }],
      drafts: [
        { ...same, sha256: DRAFT },
        { ...same, sha256: VERIFIED },
      ],
    };
    const { names, text } = await packs(given);
    expect(names.slice(0, 3)).to.deep.equal(['kk-signed.pdf', 'kk-draft.pdf', 'kk-draft-verified.pdf']);
    expect([text('kk-draft.pdf'), text('kk-draft-verified.pdf')]).to.deep.equal(['%PDF draft', '%PDF verified']);
    const itself = await packs({ ...given, decisions: [verification(DRAFT)] });
    expect(itself.names).to.include('kk-draft.pdf').and.not.include('kk-draft-verified.pdf');
    expect((await packs({ record: { draftSha256: DRAFT } })).names).to.not.include('kk-draft-verified.pdf');
    expect((await packs({ decisions: [verification(VERIFIED)] })).names, 'a card from SIAK').to.not.include(
      'kk-draft-verified.pdf',
    );
  });

  it('holds the papers in their order, by their kind', async () => {
    const papers = Array.from({ length: 10 }, (_, i) => ({
      ...{ kind: i === 1 ? 'kk-lama' : 'ijazah', sha256: `paper ${i}` },
      mediaType: i === 1 ? 'application/pdf' : 'image/jpeg',
    }));
    const documents = Object.fromEntries(papers.map(({ sha256 }) => [sha256, Buffer.from(sha256)]));
    const { names, text } = await packs({ papers, documents });
    expect(names.slice(1, 3)).to.deep.equal(['papers/01-ijazah.jpg', 'papers/02-kk-lama.pdf']);
    expect(names).to.include('papers/10-ijazah.jpg');
    expect(text('papers/02-kk-lama.pdf')).to.equal('paper 1');
  });

  it('holds what was journalled until archiving began, without what follows from archiving itself', async () => {
    const journal = [
      ...[row('card-signed'), row('case-viewed', 0), row('case-viewed', 1)],
      ...[
        'case-archived',
        'archive-filled',
        'archive-damaged',
        'archive-repaired',
        'archive-whole-again',
        'archive-lost',
        'archive-not-written',
      ].map((event) => row(event)),
    ];
    const { json } = await packs({ journal });
    expect(
      (json('journal.json') as { event: string; at: string }[]).map(({ event, at: when }) => [event, when]),
    ).to.deep.equal([
      ['card-signed', at(-1).toISOString()],
      ['case-viewed', NOW.toISOString()],
    ]);
  });

  it('holds every correction of the applicant, where there was one', async () => {
    const amended = Buffer.from(JSON.stringify({ reason: 'baru' }));
    const documents = { amended };
    const corrected = row('application-amended', -1, { amendedSha256: 'amended' });
    const { names, json } = await packs({ journal: [corrected], documents });
    expect(names.indexOf('amendments.json')).to.equal(names.indexOf('case.json') + 1);
    expect(json('amendments.json')).to.deep.equal([{ at: at(-1).toISOString(), application: { reason: 'baru' } }]);
    const late = row('application-amended', 1, { amendedSha256: 'amended' });
    expect((await packs({ journal: [late], documents })).names).to.not.include('amendments.json');
  });

  it('holds which messages went and came until then, without their words', async () => {
    const went = async (...messages: object[]) => (await packs({ messages })).json('messages.json');
    expect(await went(message({}))).to.deep.equal([
      { direction: 'out', purpose: 'received', sid: 'SM1', at: at(-5).toISOString() },
    ]);
    const incoming = message({ direction: 'in', sid: null, sentAt: null });
    for (const taken of [
      incoming,
      message({ sentAt: NOW }),
      message({ sentAt: null }),
      message({ at: NOW, sentAt: null }),
    ])
      expect(await went(taken)).to.have.length(1);
    const late = [{ at: at(1), sentAt: at(1) }, { sentAt: at(1) }, { sid: null, sentAt: null }];
    for (const left of [...late.map(message), { ...incoming, at: at(1) }]) expect(await went(left)).to.deep.equal([]);
  });

  it('holds the decisions, and the notes of officers until then, oldest first', async () => {
    const note = (text: string, minutes: number) => ({
      author: PEOPLE.sri.username,
      writtenAt: at(minutes),
      text,
      id: 7,
    });
    const { json } = await packs({
      notes: [note('later', 1), note('second', 0), note('first', -9)],
      decisions: [verification(DRAFT)],
    });
    expect(json('notes.json')).to.deep.equal(
      (
        [
          ['first', -9],
          ['second', 0],
        ] as const
      ).map(([text, minutes]) => ({ author: PEOPLE.sri.username, writtenAt: at(minutes).toISOString(), text })),
    );
    expect(json('decisions.json')).to.deep.equal([verification(DRAFT)]);
  });

  describe('is packed once', () => {
    it('and fixed by the hash of its list, for this case and this card', async () => {
      const { did } = await packs();
      const [, [, fixed]] = did as [unknown[], [string, { contentsSha256: string }]];
      expect(did).to.deep.equal([
        ['find', NUMBER, SIGNED],
        ['fix', { applicationNumber: NUMBER, signedSha256: SIGNED, contentsSha256: fixed.contentsSha256 }],
      ]);
      expect(fixed.contentsSha256).to.match(/^[0-9a-f]{64}$/);
    });

    const list = Buffer.from(JSON.stringify([{ name: 'kk-signed.pdf', sha256: SIGNED }]));
    it('given again as it was to every further try', async () => {
      const { did, names } = await packs({ fixed: { contentsSha256: 'list' }, documents: { list } });
      expect([names, did.length]).to.deep.equal([['kk-signed.pdf'], 1]);
    });

    it('by whichever process was first', async () => {
      const { names } = await packs({ fixedFirst: { contentsSha256: 'list' }, documents: { list } });
      expect(names).to.deep.equal(['kk-signed.pdf']);
    });
  });
});
