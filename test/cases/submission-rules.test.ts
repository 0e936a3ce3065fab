import { createHash } from 'node:crypto';
import { expect } from 'chai';
import { inspect } from 'node:util';
import { subjectHashes, subjectsOf } from '../../src/cases/case-subjects.ts';
import { submitApplication, type SubmittedApplication } from '../../src/cases/submit-application.ts';
import type { SubmittedPaper } from '../../src/cases/store-papers.ts';
import { pinOf } from '../../src/domain/application-number.ts';
import type { DocumentKind } from '../../src/domain/document-kinds.ts';
import { DEFAULT_OFFICE_RULES } from '../../src/domain/events/office-rules.ts';
import type { CaseRecord, NewCase } from '../../src/store/store.ts';
import { sampleApplication } from '../domain/sample-application.ts';
import { KEY, NOW, SCHOOL, applied } from './event-office.ts';
import { keptDocuments } from './kept-documents.ts';
import { noteBook } from './noted.ts';

const PHONE = '+6281234567890';
const photo = (kind: DocumentKind, text: string = kind): SubmittedPaper => ({
  kind,
  paper: { bytes: Buffer.from(text), mediaType: 'image/jpeg' },
});
const PAPERS = [photo('f-1-06'), photo('ijazah')];

interface Given {
  /** The case that was opened under this key before. */
  readonly earlier?: Partial<CaseRecord>;
  /** Another case of the applicant that is open. */
  readonly open?: Partial<CaseRecord>;
}
async function submits(wish: Partial<SubmittedApplication> = {}, given: Given = {}) {
  const { did, note } = noteBook();
  const found = (change: object, application = sampleApplication()) =>
    ({
      ...{ applicationNumber: 'KK-261120-AAAAAA', pinGeneration: 0, takenUpAt: null, whatsapp: PHONE },
      ...{ application, submittedAt: NOW },
      ...change,
    }) as unknown as CaseRecord;
  const earlier = given.earlier === undefined ? undefined : found(given.earlier);
  const tables = {
    cases: {
      byIdempotencyKey: (key: string) => Promise.resolve(key === 'key-1' ? earlier : undefined),
      findMany: () => Promise.resolve(given.open === undefined ? [] : [found(given.open)]),
      open: (row: NewCase) => {
        did.push(['opened', row]);
        const { applicationNumber, application } = row;
        return Promise.resolve(
          earlier === undefined
            ? { record: found({ applicationNumber }, application), created: true }
            : { record: earlier, created: false },
        );
      },
    },
    subjects: { put: note('subjects'), lock: note('locked'), openWith: () => Promise.resolve([]) },
    uploads: { markUsed: note('used') },
    papers: {
      of: () => Promise.resolve([]),
      add: ({ kind, source }: { kind: string; source: string }) => {
        did.push(['paper', kind, source]);
        return Promise.resolve({ id: 'p1' });
      },
    },
    journal: { write: note('journal') },
    messages: { add: ({ once }: { once: string }) => (did.push(['receipt', once]), Promise.resolve()) },
    outbox: { put: note('outbox'), lock: note('delivered', undefined) },
  };
  const needs = {
    store: { ...tables, transaction: (work: (own: typeof tables) => Promise<unknown>) => work(tables) },
    documents: keptDocuments(),
    settings: { linkKey: KEY, siakWay: 'typed', officeRules: DEFAULT_OFFICE_RULES },
    languages: { of: (code: string | undefined) => ({ code: code === 'jv' ? 'jv' : 'id' }) },
    logger: { warn: () => undefined },
    now: () => NOW,
  } as unknown as Parameters<typeof submitApplication>[0];
  const application = sampleApplication();
  const answer = await submitApplication(needs)({
    application,
    papers: PAPERS,
    idempotencyKey: 'key-1',
    ...wish,
  }).catch((error: unknown) => error as Error);
  if (answer instanceof Error) return { answer, did, number: '', opened: {} as NewCase, names: [] };
  const [, opened] = did.find(([what]) => what === 'opened') as [string, NewCase];
  return { answer, did, number: answer.applicationNumber, opened, names: did.map(([what]) => what) };
}
const startOf = (applicationNumber: string) => ({
  ...{ messageId: `start:${applicationNumber}`, name: 'application-submitted', applicationNumber, about: null },
});

describe('An application that is submitted', () => {
  it('opens a case with everything that belongs to it, and is answered with number and PIN', async () => {
    const { answer, did, number, opened } = await submits({ uploads: ['u1'] });
    const application = sampleApplication();
    expect(number).to.match(/^KK-261127-[0-9A-Z]{6}$/);
    expect(answer).to.deep.equal({ applicationNumber: number, pin: pinOf(number, KEY, 0), created: true });
    const { requestSha256, ...row } = opened;
    expect(requestSha256).to.match(/^[0-9a-f]{64}$/);
    expect(row).to.deep.equal({
      ...{
        applicationNumber: number,
        application,
        elements: ['pendidikan'],
        siakWay: 'typed',
        idempotencyKey: 'key-1',
      },
    });
    expect(did.slice(2)).to.deep.equal([
      ['subjects', number, subjectHashes(KEY, subjectsOf(application))],
      ['used', ['u1']],
      ['paper', 'f-1-06', 'portal'],
      ['paper', 'ijazah', 'portal'],
      [
        'journal',
        {
          ...{ applicationNumber: number, actor: 'pemohon', event: 'application-submitted', step: 1 },
          detail: { reason: 'perubahan-data', papers: ['f-1-06', 'ijazah'] },
        },
      ],
      ['outbox', startOf(number)],
      ['receipt', `received:${number}`],
      ['delivered', `start:${number}`],
    ]);
  });

  it('of events does not name them in the journal, and no photo that was brought ahead where there is none', async () => {
    const { did } = await submits({ application: applied([SCHOOL]) });
    const [, entry] = did.find(([what]) => what === 'journal') as [string, { detail: object }];
    expect(entry.detail).to.have.all.keys('reason', 'papers');
    expect(did.find(([what]) => what === 'used')).to.deep.equal(['used', []]);
  });

  it('is kept in the language of the page, if the office offers it', async () => {
    const languageOf = async (language?: string) => (await submits({ language })).opened.application.language;
    expect(await languageOf('jv')).to.equal('jv');
    expect(await languageOf('su')).to.equal('id');
    expect(await languageOf()).to.equal(undefined);
  });

  it('is known by its content: what is asked, which papers, and their bytes; not the page’s language', async () => {
    const hash = async (wish: Partial<SubmittedApplication> = {}) => (await submits(wish)).opened.requestSha256;
    const own = createHash('sha256').update(JSON.stringify(sampleApplication()));
    for (const text of ['\nf-1-06\n', 'f-1-06', '\nijazah\n', 'ijazah']) own.update(text);
    expect(await hash()).to.equal(own.digest('hex'));
    const hashes = await Promise.all([
      hash(),
      hash({ application: sampleApplication({ reason: 'hilang' }) }),
      hash({ papers: [photo('f-1-06')] }),
      hash({ papers: [photo('f-1-06'), photo('kk-lama', 'ijazah')] }),
      hash({ papers: [photo('f-1-06'), photo('ijazah', 'other')] }),
    ]);
    expect(new Set(hashes).size).to.equal(5);
    expect(await hash({ language: 'jv' })).to.equal(hashes[0]);
  });

  it('and comes again is the same case, with the same PIN: nothing is written twice', async () => {
    const earlier = { applicationNumber: 'KK-261127-ABCDEF', takenUpAt: NOW };
    const { answer, names } = await submits({}, { earlier });
    expect(answer).to.deep.equal({
      ...{ applicationNumber: 'KK-261127-ABCDEF', pin: pinOf('KK-261127-ABCDEF', KEY, 0), created: false },
    });
    expect(names, 'it is not compared with other cases').to.deep.equal(['opened']);
  });

  it('and comes again after its PIN was renewed is told where the new one was given, not the new one', async () => {
    const earlier = { applicationNumber: 'KK-261127-ABCDEF', pinGeneration: 2, takenUpAt: NOW };
    const { answer } = await submits({}, { earlier });
    expect(answer).to.include({ name: 'NotNow' });
    expect(inspect(answer)).to.not.contain(pinOf('KK-261127-ABCDEF', KEY, 2));
  });

  it('and comes again is started again while the engine has not taken it', async () => {
    const { did } = await submits({}, { earlier: { applicationNumber: 'KK-261127-ABCDEF' } });
    expect(did.at(-1)).to.deep.equal(['delivered', 'start:KK-261127-ABCDEF']);
  });

  it('is refused while the same is open, unless the applicant means another one', async () => {
    const { answer, did } = await submits({}, { open: {} });
    expect(answer).to.deep.include({ name: 'AlreadyOpen', applicationNumber: 'KK-261120-AAAAAA', submittedAt: NOW });
    expect(did.map(([what]) => what)).to.deep.equal(['locked']);
    const another = await submits({ another: true }, { open: {} });
    expect(another.answer).to.include({ created: true });
    expect(another.names).to.not.include('locked');
  });

  it('is refused with a form that was signed on the screen for something else', async () => {
    const signature = { form: 'f-1-06', contentSha256: 'other', signedAt: NOW } as const;
    const { answer, did } = await submits({ papers: [{ ...photo('f-1-06'), signature }] });
    expect(answer).to.include({ name: 'SignatureStale' });
    expect(did).to.deep.equal([]);
  });
});
