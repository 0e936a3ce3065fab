import { expect } from 'chai';
import { SignatureStale } from '../../src/cases/not-possible.ts';
import { filledForm, viewOwnForm } from '../../src/cases/own-form.ts';
import {
  kindsToSignAgain,
  noteScreenSignature,
  papersThatCount,
  refuseStaleSignatures,
  screenSignaturesOf,
  withoutStale,
} from '../../src/cases/screen-signatures.ts';
import { signFormAhead } from '../../src/cases/sign-form-ahead.ts';
import { signOwnForm } from '../../src/cases/sign-own-form.ts';
import { signableForm, signed } from '../../src/cases/sign-form.ts';
import { UploadToken } from '../../src/documents/sealed-by-token.ts';
import type { Application } from '../../src/domain/application.ts';
import { checkApplication } from '../../src/domain/check-application.ts';
import { DEFAULT_OFFICE_RULES } from '../../src/domain/events/office-rules.ts';
import type { DocumentKind } from '../../src/domain/document-kinds.ts';
import type { ScreenSignature } from '../../src/domain/forms/screen-signature.ts';
import { textOf } from '../card/read-pdf.ts';
import { strokesIn } from '../documents/drawn-strokes.ts';
import { sampleApplication } from '../domain/sample-application.ts';
import { keptDocuments } from './kept-documents.ts';
import { noteBook, pinGuard } from './noted.ts';

const NOW = new Date('2026-11-27T03:00:00Z');
const NUMBER = 'KK-261127-ABCDEF';
const PIN = '123456';
const TOKEN = '1'.repeat(64);
const DRAWN = [[120, 250, 260, 90, 330, 300, 420, 180]];
const OFFICE = 'Disdukcapil Rekaan';
const SCREEN = { ...DEFAULT_OFFICE_RULES, formSignature: 'screen' } as const;
const PAPER = DEFAULT_OFFICE_RULES;
const WENING = { name: 'Wening Prameswari', nik: '3402155203850002' };

function schooled(to = 'DIPLOMA IV/STRATA I', events: readonly object[] = []): Application {
  const checked = checkApplication(
    {
      applicant: { ...WENING, whatsapp: '0812 3456 7890' },
      kkNumber: '3402150101150007',
      listed: [{ ...WENING, shdk: 'KEPALA KELUARGA' }],
      events: [
        { event: 'pendidikan', data: { changes: [{ person: WENING.nik, from: 'SLTA/SEDERAJAT', to }] } },
        ...events,
      ],
      statement: true,
    },
    '2026-11-27',
  );
  if (!checked.ok) throw new Error(JSON.stringify(checked.faults));
  return checked.application;
}
const MINE = schooled();
const OTHER = schooled('DIPLOMA I/II');
const shaOf = (application: Application, code = 'f-1-06') => filledForm(code, application, SCREEN, NOW)!.sha256;
const SIGNATURE: ScreenSignature = { form: 'f-1-06', contentSha256: shaOf(MINE), signedAt: NOW };

interface Given {
  readonly record?: object;
  /** As the case stands once its row is locked. */
  readonly locked?: object;
  readonly rules?: typeof SCREEN | typeof PAPER;
  readonly signatures?: readonly object[];
  readonly papers?: readonly { id: string; kind: DocumentKind }[];
  readonly waitingBytes?: number;
}
async function office(given: Given = {}) {
  const { did, note } = noteBook();
  const documents = keptDocuments();
  const amended = await documents.put(Buffer.from(JSON.stringify(OTHER)));
  const record = {
    ...{ applicationNumber: NUMBER, state: 'waiting-for-applicant', application: MINE, pinGeneration: 0 },
    ...{ amendedSha256: null, missingDocuments: ['f-1-06'] },
    ...given.record,
  };
  const own = new UploadToken(TOKEN);
  const tables = {
    cases: {
      find: () => Promise.resolve(record),
      lock: () => Promise.resolve({ ...record, ...given.locked }),
      change: note('case'),
    },
    decisions: { of: () => Promise.resolve([]) },
    screenSignatures: { of: () => Promise.resolve(given.signatures ?? []), add: note('signature') },
    papers: {
      of: () => Promise.resolve(given.papers ?? []),
      add: (paper: object) => {
        did.push(['paper', paper]);
        return Promise.resolve({ id: 'p1', applicationNumber: NUMBER });
      },
    },
    uploads: {
      waitingBytes: () => Promise.resolve(given.waitingBytes ?? 0),
      remove: note('removed'),
      begin: note('begun'),
      finish: (id: string, { sealed, ...paper }: { sealed: Buffer }) => {
        did.push(['finished', id, paper, own.open(sealed, 'paper')]);
        return Promise.resolve();
      },
    },
    journal: { write: note('journal') },
    outbox: { put: note('outbox'), lock: note('delivered', undefined) },
  };
  const guard = pinGuard(did, PIN);
  const needs = {
    store: { ...tables, transaction: (work: (own: typeof tables) => Promise<unknown>) => work(tables) },
    documents,
    settings: { officeRules: given.rules ?? SCREEN },
    logger: { warn: () => undefined },
    now: () => NOW,
  };
  return { did, documents, guard, record: record as never, amendedSha256: amended.sha256, needs: needs as never };
}
const answerOf = (work: Promise<unknown>) =>
  work.catch((error: unknown) => (error as { remedy?: string }).remedy ?? (error as Error).name);
const faultOf = (work: () => unknown) => {
  try {
    return work();
  } catch (error) {
    return (error as { remedy?: string }).remedy ?? error;
  }
};
const journal = (event: string, step: number, detail: object) => [
  'journal',
  { applicationNumber: NUMBER, actor: 'pemohon', event, step, detail },
];
const entered = ['pin', NUMBER, PIN, 0, '10.0.0.1'];

describe('A form as it is filled in', () => {
  it('says who signs it, and whether that can be done on the screen', () => {
    const form = filledForm('f-1-06', MINE, SCREEN, NOW)!;
    expect(form.content.code).to.equal('F-1.06');
    expect(form).to.deep.include({ signer: WENING.name, others: [], mayBeSignedOnScreen: true });
    expect(form.sha256).to.match(/^[0-9a-f]{64}$/);
    expect(filledForm('f-1-06', MINE, PAPER, NOW)).to.include({ mayBeSignedOnScreen: false });
  });

  it('is there where something of the application belongs on it', () => {
    expect(filledForm('f-9-99', MINE, SCREEN, NOW)).to.equal(undefined);
    expect(filledForm('f-1-03', MINE, SCREEN, NOW), 'nobody moves').to.equal(undefined);
    expect(filledForm('f-1-06', sampleApplication(), SCREEN, NOW), 'of elements').to.equal(undefined);
  });

  describe('of the applicant’s own case', () => {
    const views = async (code: string, given: Given = {}, pin = PIN) => {
      const { did, guard, needs } = await office(given);
      return { answer: await answerOf(viewOwnForm(needs, guard)(NUMBER, pin, code, '10.0.0.1')), did };
    };

    it('is shown while an officer waits for it, and journalled: it shows personal data', async () => {
      expect(await views('f-1-06')).to.deep.equal({
        answer: filledForm('f-1-06', MINE, SCREEN, NOW),
        did: [entered, journal('form-shown-to-applicant', 3, { form: 'f-1-06', contentSha256: shaOf(MINE) })],
      });
    });

    it('is filled in from what they completed last', async () => {
      const { amendedSha256 } = await office();
      const { did, guard, needs, documents } = await office({ record: { amendedSha256 } });
      await documents.put(Buffer.from(JSON.stringify(OTHER)));
      expect(await viewOwnForm(needs, guard)(NUMBER, PIN, 'f-1-06')).to.include({ sha256: shaOf(OTHER) });
      expect(did).to.have.length(2);
    });

    it('is not shown otherwise', async () => {
      const early = await views('f-1-06', { record: { state: 'examination' } });
      expect(early.answer).to.contain('petugas tidak menunggu');
      const needless = await views('f-9-99');
      expect(needless.answer).to.contain('tidak memerlukan');
      const stranger = await views('f-1-06', {}, '000000');
      expect(stranger.answer).to.equal('NotYourCase');
      for (const { did } of [early, needless, stranger]) expect(did).to.have.length(1);
    });
  });
});

describe('A form that is signed on the screen', () => {
  const form = filledForm('f-1-06', MINE, SCREEN, NOW)!;
  const drawn = (change: object = {}) => ({ code: 'f-1-06', seen: form.sha256, strokes: DRAWN, ...change });

  it('is one that the office takes so, and nobody else signs', () => {
    expect(signableForm('f-1-06', MINE, SCREEN, NOW)).to.deep.equal(form.content);
    expect(faultOf(() => signableForm('f-1-06', MINE, PAPER, NOW))).to.contain('di kertas');
    const onPaper = faultOf(() => signableForm('f-9-99', MINE, SCREEN, NOW));
    expect(onPaper)
      .to.be.a('string')
      .and.not.equal(faultOf(() => signableForm('f-1-06', MINE, PAPER, NOW)));
  });

  it('binds the drawing to what was read', () => {
    expect(signed(form.content, drawn(), NOW)).to.deep.equal({
      drawing: { strokes: DRAWN, contentSha256: form.sha256, signedAt: NOW },
      signature: SIGNATURE,
    });
    const changed = faultOf(() => signed(form.content, drawn({ seen: shaOf(OTHER) }), NOW));
    expect(changed).to.contain('berubah');
    expect(faultOf(() => signed(form.content, drawn({ code: 'f-2-01' }), NOW))).to.equal(changed);
  });

  it('holds a drawing', () => {
    const malformed = faultOf(() => signed(form.content, drawn({ strokes: 'garis' }), NOW));
    const dot = faultOf(() => signed(form.content, drawn({ strokes: [[1, 1, 2, 2]] }), NOW));
    for (const fault of [malformed, dot]) expect(fault).to.be.a('string').and.not.equal('');
    expect(malformed).to.not.equal(dot);
  });

  describe('before the submission', () => {
    const signs = async (given: Given = {}, change: object = {}) => {
      const { did, needs } = await office(given);
      const sent = { ...drawn(), application: MINE, token: TOKEN, office: OFFICE, ...change };
      return { answer: await answerOf(signFormAhead(needs)(sent)), did };
    };
    const id = new UploadToken(TOKEN).id;

    it('waits as an upload, which its token opens; the newest drawing counts', async () => {
      const { answer, did } = await signs();
      const [removed, begun, finished] = did as [unknown, unknown, [string, string, object, Buffer]];
      const pdf = finished[3];
      expect(answer).to.deep.equal({ bytes: pdf.length });
      expect([removed, begun, finished.slice(0, 3)]).to.deep.equal([
        ['removed', id],
        ['begun', id, pdf.length],
        ['finished', id, { mediaType: 'application/pdf', flaw: null, signature: SIGNATURE }],
      ]);
      expect(await strokesIn(pdf)).to.deep.equal(DRAWN);
      expect((await textOf(pdf)).join(' ')).to.contain(OFFICE);
    });

    it('is not kept where the office takes paper, other answers were read, or too much waits', async () => {
      for (const refused of [
        await signs({ rules: PAPER }),
        await signs({}, { application: OTHER }),
        await signs({ waitingBytes: 4 * 1024 ** 3 }),
      ]) {
        expect(refused.answer).to.be.a('string');
        expect(refused.did).to.deep.equal([]);
      }
      expect((await signs({}, { token: 'tebak' })).answer).to.equal('RangeError');
    });
  });

  describe('while an officer waits for it', () => {
    const signs = async (given: Given = {}, change: object = {}, pin = PIN) => {
      const { did, guard, needs } = await office(given);
      const sent = { ...drawn(), office: OFFICE, ...change };
      return { answer: await answerOf(signOwnForm(needs, guard)(NUMBER, pin, sent, '10.0.0.1')), did };
    };

    it('counts as the paper that was asked for, and the case goes on', async () => {
      const { answer, did } = await signs();
      expect(answer).to.equal(undefined);
      const [pin, [, paper], ...others] = did as [unknown, [string, { bytes: number; sha256: string }], ...unknown[]];
      expect(pin).to.deep.equal(entered);
      expect(paper).to.include({ kind: 'f-1-06', mediaType: 'application/pdf', source: 'portal' });
      const completion = `completion:${NUMBER}:first`;
      const contentSha256 = form.sha256;
      expect(others).to.deep.equal([
        ['signature', { ...SIGNATURE, paperId: 'p1', applicationNumber: NUMBER, amendedSha256: null }],
        journal('form-signed-on-screen', 3, {
          ...{ form: 'f-1-06', contentSha256, signedAt: NOW.toISOString(), way: 'tracking' },
        }),
        ['case', NUMBER, { state: 'examination', missingDocuments: [] }],
        journal('completion-received', 3, { way: 'portal', papers: ['f-1-06'] }),
        ['outbox', { name: 'completion-received', applicationNumber: NUMBER, messageId: completion, about: null }],
        ['delivered', completion],
      ]);
    });

    it('is one of several papers: the case waits for the others', async () => {
      const { answer, did } = await signs({ record: { missingDocuments: ['f-1-06', 'ijazah'] } });
      expect(answer).to.equal(undefined);
      expect(did.slice(-2)).to.deep.equal([
        ['case', NUMBER, { missingDocuments: ['ijazah'] }],
        journal('papers-received', 3, { way: 'portal', papers: ['f-1-06'], missing: ['ijazah'] }),
      ]);
    });

    it('is refused when nobody waits, also when that changed meanwhile', async () => {
      const ended = { record: { state: 'examination' } };
      for (const given of [ended, { ...ended, rules: PAPER }, { locked: { state: 'examination' } }]) {
        const { answer, did } = await signs(given);
        expect(answer).to.contain('petugas tidak menunggu');
        expect(did).to.deep.equal([entered]);
      }
    });

    it('is refused when the answers changed, with another PIN, or where the office takes paper', async () => {
      const elsewhere = await signs({ locked: { amendedSha256: 'other' } });
      expect(elsewhere.answer).to.contain('berubah');
      for (const refused of [
        elsewhere,
        await signs({}, { seen: shaOf(OTHER) }),
        await signs({ rules: PAPER }),
        await signs({}, {}, '000000'),
      ]) {
        expect(refused.answer).to.be.a('string');
        expect(refused.did).to.have.length(1);
      }
    });
  });
});

describe('A signature of a case', () => {
  const kept = (change: object = {}) => ({
    ...{ ...SIGNATURE, paperId: 'p1', applicationNumber: NUMBER, amendedSha256: null },
    ...change,
  });
  const PAPERS = [
    { id: 'p1', kind: 'f-1-06' },
    { id: 'p2', kind: 'ijazah' },
  ] as const;

  it('stands while the application is the one that it was given for', async () => {
    const { needs, record } = await office({ signatures: [kept()] });
    expect(await screenSignaturesOf(needs, record)).to.deep.equal([{ ...kept(), stale: false }]);
    const none = await office();
    expect(await screenSignaturesOf(none.needs, none.record)).to.deep.equal([]);
    const corrected = { amendedSha256: 'a document that need not be opened' };
    const later = await office({ record: corrected, signatures: [kept(corrected)] });
    expect(await screenSignaturesOf(later.needs, later.record)).to.deep.equal([{ ...kept(corrected), stale: false }]);
  });

  it('is stale once the form says something else', async () => {
    const before = await office();
    const { amendedSha256 } = before;
    const of = async (...signatures: object[]) => {
      const { needs, record } = await office({ record: { amendedSha256 }, signatures });
      return (await screenSignaturesOf(needs, record)).map(({ stale }) => stale);
    };
    expect(await of(kept())).to.deep.equal([true]);
    expect(await of(kept({ contentSha256: shaOf(OTHER) })), 'it says the same').to.deep.equal([false]);
    const given = kept({ amendedSha256, contentSha256: 'other' });
    expect(await of(kept(), given), 'each for its own').to.deep.equal([true, false]);
  });

  it('that is stale makes its paper none, and its kind is asked for again', async () => {
    const { amendedSha256 } = await office();
    const given = { record: { amendedSha256 }, signatures: [kept()], papers: PAPERS };
    const { needs, record } = await office(given);
    expect(await papersThatCount(needs, record, PAPERS)).to.deep.equal([PAPERS[1]]);
    expect(await kindsToSignAgain(needs, record)).to.deep.equal(['f-1-06']);
    const twice = await office({ ...given, papers: [...PAPERS, { id: 'p3', kind: 'f-1-06' }] });
    expect(await kindsToSignAgain(twice.needs, twice.record), 'another one counts').to.deep.equal([]);
    const stands = await office({ ...given, record: {} });
    expect(await kindsToSignAgain(stands.needs, stands.record)).to.deep.equal([]);
    expect(withoutStale([{ paperId: 'p1', stale: false }], PAPERS)).to.deep.equal(PAPERS);
  });

  it('is journalled with its way: before the submission at step 1, on the tracking page at step 3', async () => {
    for (const [way, step] of [
      ['application', 1],
      ['tracking', 3],
    ] as const) {
      const { did, needs } = await office();
      const { store } = needs as { store: Parameters<typeof noteScreenSignature>[0] };
      const paper = { id: 'p1', applicationNumber: NUMBER };
      await noteScreenSignature(store, paper, SIGNATURE, { amendedSha256: 'a', way });
      const { form, contentSha256 } = SIGNATURE;
      expect(did).to.deep.equal([
        ['signature', kept({ amendedSha256: 'a' })],
        journal('form-signed-on-screen', step, { form, contentSha256, signedAt: NOW.toISOString(), way }),
      ]);
    }
  });

  it('that came with a submission fits what is submitted, at this place', () => {
    const signedPaper = { kind: 'f-1-06', signature: SIGNATURE } as const;
    const photo = { kind: 'f-1-06' } as const;
    const places = (application: Application, papers: Parameters<typeof refuseStaleSignatures>[1], rules = SCREEN) => {
      const fault = faultOf(() => refuseStaleSignatures(application, papers, rules));
      return fault instanceof SignatureStale ? fault.places : fault;
    };
    expect(places(MINE, [signedPaper, photo])).to.equal(undefined);
    expect(places(OTHER, [photo])).to.equal(undefined);
    expect(places(OTHER, [photo, photo, { kind: 'ijazah' }, signedPaper])).to.deep.equal([
      { kind: 'f-1-06', index: 2 },
    ]);
    expect(places(MINE, [{ kind: 'f-1-02', signature: SIGNATURE }])).to.deep.equal([{ kind: 'f-1-02', index: 0 }]);
    expect(places(MINE, [{ kind: 'ijazah', signature: SIGNATURE }])).to.deep.equal([{ kind: 'ijazah', index: 0 }]);
    const other = { ...SIGNATURE, contentSha256: shaOf(MINE, 'f-1-02') };
    expect(places(MINE, [{ kind: 'f-1-02', signature: other }]), 'the content of another form').to.deep.equal([
      { kind: 'f-1-02', index: 0 },
    ]);
    expect(places(MINE, [signedPaper], PAPER as never)).to.deep.equal([{ kind: 'f-1-06', index: 0 }]);
  });
});
