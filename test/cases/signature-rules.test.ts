import { expect } from 'chai';
import { createHash } from 'node:crypto';
import { signCard } from '../../src/cases/sign-card.ts';
import { FAILURES, Failure, type FailureCode } from '../../src/domain/failures.ts';
import { noSigner } from '../../src/signing/no-signer.ts';
import type { DecisionRecord, EffectRecord } from '../../src/store/store.ts';
import { sampleApplication } from '../domain/sample-application.ts';
import { noteBook } from './noted.ts';
import { PEOPLE } from './office.ts';

const NOW = new Date('2026-11-27T03:00:00Z');
const NUMBER = 'KK-261127-ABCDEF';
const OTHER = 'b'.repeat(64);
const sha256Of = (bytes: Uint8Array) => createHash('sha256').update(bytes).digest('hex');
const APPROVED = Buffer.from('%PDF approved');
const DRAFT = sha256Of(APPROVED);
const SIGNED_PDF = Buffer.from('%PDF approved and signed');
const SIGNED = sha256Of(SIGNED_PDF);
const KEPT_PDF = Buffer.from('%PDF approved and signed before the process died');
const KEPT = sha256Of(KEPT_PDF);
const KEY = `signature:${NUMBER}:${DRAFT}`;
const head = PEOPLE.agus.username;

const decided = (change: Partial<DecisionRecord>): DecisionRecord =>
  ({
    ...{ applicationNumber: NUMBER, decidedAt: NOW, actingAs: null, draftSha256: DRAFT, answer: {} },
    ...{ refusedBecause: null, takenBackAt: null },
    ...change,
  }) as DecisionRecord;
const VERIFIED = decided({ step: 5, decidedBy: PEOPLE.endah.username, answer: { verification: 'valid' } });
const APPROVAL = decided({ step: 7, taskId: 'task-7', decidedBy: head, answer: { signing: 'approved' } });
const STAND_IN = decided({ ...APPROVAL, decidedBy: PEOPLE.rini.username, actingAs: 'Plh' });
const EFFECT: EffectRecord = {
  ...{ key: KEY, kind: 'signature', applicationNumber: NUMBER, state: 'intended', reference: null, intendedAt: NOW },
  ...{ settledAt: null, attempts: 0, attemptedAt: null, attemptOf: null },
};
/** The signing service was asked for this approval, and no answer came. */
const ASKED: EffectRecord = { ...EFFECT, attempts: 1, attemptedAt: NOW, attemptOf: APPROVAL.taskId };
const KEPT_FOR_IT: EffectRecord = { ...ASKED, reference: KEPT };
const VALID = {
  ...{ valid: true, intact: true, signer: 'accepted', signedAt: NOW, level: 'B-B' },
  ...{ signerName: PEOPLE.agus.certificateName, findings: [] },
};

interface Given {
  readonly record?: object;
  /** What the case says under the lock of the effect; by default what it said before. */
  readonly recordLater?: object;
  readonly decisions?: readonly DecisionRecord[];
  readonly effect?: EffectRecord | undefined;
  /** Whether nobody else attempted it since this job looked. */
  readonly isFirst?: boolean;
  /** For whom this process holds the passphrase; null: for nobody. */
  readonly grantOf?: string | null;
  readonly holder?: { readonly holder: string; readonly expiresAt: Date };
  readonly holderIsAlive?: boolean;
  readonly signs?: () => Promise<Buffer>;
  readonly signerName?: 'p12' | 'bsre';
  readonly verification?: object;
  /** Documents that cannot be read, by their hash. */
  readonly trouble?: Readonly<Record<string, Error>>;
  readonly people?: readonly object[];
  readonly drafts?: readonly object[];
  readonly redrawn?: readonly object[];
  readonly keep?: () => Promise<void>;
  readonly commit?: () => Promise<void>;
}

/** A case whose draft is verified and approved, and a signing service that signs; `did`: what was written and asked. */
function office(given: Given) {
  const { did, note } = noteBook();
  const passphrases: Buffer[] = [];
  const files = new Map([DRAFT, SIGNED, KEPT].map((sha256, i) => [sha256, [APPROVED, SIGNED_PDF, KEPT_PDF][i]!]));
  const record = {
    ...{ applicationNumber: NUMBER, application: sampleApplication(), siakWay: 'simulator', draftSha256: DRAFT },
    ...{ signedSha256: null, ...given.record },
  };
  const people = given.people ?? Object.values(PEOPLE);
  const drafts = given.drafts ?? [{ sha256: DRAFT, signatory: head, signatureLines: null }];
  let looks = 0;
  const tables = {
    cases: {
      get: () => Promise.resolve((looks += 1) > 1 ? { ...record, ...given.recordLater } : record),
      change: note('change'),
    },
    decisions: { of: () => Promise.resolve(given.decisions ?? [VERIFIED, APPROVAL]) },
    redrawnDrafts: { of: () => Promise.resolve(given.redrawn ?? []) },
    drafts: {
      find: (sha256: string) => Promise.resolve(drafts.find((one) => 'sha256' in one && one.sha256 === sha256)),
    },
    people: {
      find: (username: string) => Promise.resolve(people.find((one) => 'username' in one && one.username === username)),
      roster: () => Promise.resolve({ people, delegations: [], absences: [] }),
    },
    effects: {
      find: (key: string) => Promise.resolve(key === KEY ? given.effect : undefined),
      intend: note('intend'),
      attempt: note('attempt', given.isFirst ?? true),
      didNothing: note('did nothing'),
      keep: async (...args: unknown[]) => {
        await note('keep')(...args);
        await given.keep?.();
      },
      settle: note('settle'),
    },
    grantHolders: { find: (sha256: string) => Promise.resolve(sha256 === DRAFT ? given.holder : undefined) },
    processes: { isAlive: (id: string) => Promise.resolve(id === 'process-2' && given.holderIsAlive === true) },
    touchedCards: { put: note('touched') },
    journal: { write: note('journal') },
  };
  const needs = {
    store: {
      ...tables,
      transaction: async (work: (tables: object) => Promise<unknown>) => {
        await given.commit?.();
        return work(tables);
      },
    },
    documents: {
      get: (sha256: string) => {
        const trouble = given.trouble?.[sha256];
        return trouble === undefined ? Promise.resolve(files.get(sha256)) : Promise.reject(trouble);
      },
      put: async (bytes: Buffer) => {
        await note('put')(sha256Of(bytes));
        return { sha256: sha256Of(bytes) };
      },
    },
    signer: {
      name: given.signerName ?? 'p12',
      sign: async ({ passphrase, ...order }: { passphrase: Buffer }) => {
        await note('sign')({ ...order, passphrase: passphrase.toString() });
        return (await given.signs?.()) ?? SIGNED_PDF;
      },
    },
    verifier: {
      verify: async (signed: Buffer, expected: unknown) => {
        await note('verify')(sha256Of(signed), expected);
        return { ...VALID, ...given.verification };
      },
    },
    grants: {
      open: (sha256: string) => {
        const signer = given.grantOf === undefined ? head : given.grantOf;
        if (signer === null || sha256 !== DRAFT) return undefined;
        const passphrase = Buffer.from('rahasia');
        passphrases.push(passphrase);
        return { signer, passphrase };
      },
      revoke: (sha256: string) => void did.push(['revoke', sha256]),
    },
    settings: { headTitle: 'KEPALA DINAS', signerNik: '3402019999990001', linkKey: Buffer.alloc(32, 9) },
    processId: 'process-1',
    now: () => NOW,
  } as unknown as Parameters<typeof signCard>[0];
  return { sign: signCard(needs), did, passphrases };
}
/** What came of one job: the hash or the code of the failure, and everything that was done on the way. */
async function job(given: Given = {}) {
  const { sign, did, passphrases } = office(given);
  const outcome = await once(sign);
  return { outcome, did, passphrases, names: did.map(([name]) => name) };
}
const once = (sign: ReturnType<typeof signCard>) =>
  sign({ applicationNumber: NUMBER, draftSha256: DRAFT }).then(
    ({ signedSha256 }) => signedSha256,
    (error: unknown) => (error instanceof Failure ? error.code : (error as Error).message),
  );
const failed = (code: FailureCode) => [
  'journal',
  {
    ...{ applicationNumber: NUMBER, actor: 'sistem', event: 'signing-failed', step: 7 },
    ...{ detail: { code } },
  },
];
/** Nothing but the failure was written, and nobody was asked for a signature. */
async function isRefused(given: Given, code: FailureCode, because?: string): Promise<void> {
  const { outcome, did } = await job(given);
  expect([outcome, did], because).to.deep.equal([code, [failed(code)]]);
}
const ORDER = {
  ...{ pdf: APPROVED, signerNik: PEOPLE.agus.signerNik, passphrase: 'rahasia' },
  ...{ reason: 'Penerbitan Kartu Keluarga', location: 'Bantul' },
};
const signedRow = (detail: object = {}, signedSha256 = SIGNED, actor: string = head) => [
  'journal',
  {
    ...{ applicationNumber: NUMBER, actor, event: 'card-signed', step: 7 },
    detail: { draftSha256: DRAFT, signedSha256, signer: 'p12', level: 'B-B', actingAs: null, ...detail },
  },
];
const written = (sha256: string) => [
  ['settle', KEY, 'done', sha256],
  ['change', NUMBER, { signedSha256: sha256, state: 'delivery' }],
  ['touched', NUMBER, []],
];

describe('The signature on a card', () => {
  it('that waits in an office which is not set up to sign ends at the admin, and counts as not begun', async () => {
    const { outcome, names } = await job({ signs: () => noSigner.sign() });
    expect(outcome).to.equal('SIGNING_NOT_SET_UP');
    expect(FAILURES.SIGNING_NOT_SET_UP.outcome.kind).to.equal('incident');
    expect(names).to.include('did nothing').and.not.include('settle');
    await noSigner.ready();
  });

  it('is intended first, asked for once, verified against the approved bytes, kept, and only then written', async () => {
    const { outcome, did, passphrases } = await job();
    expect(outcome).to.equal(SIGNED);
    expect(did).to.deep.equal([
      ['intend', { key: KEY, kind: 'signature', applicationNumber: NUMBER }],
      ['attempt', KEY, { at: NOW, after: 0, of: APPROVAL.taskId }],
      ['sign', ORDER],
      ['verify', SIGNED, { approvedPdf: APPROVED }],
      ['put', SIGNED],
      ['keep', KEY, SIGNED],
      ...written(SIGNED),
      signedRow(),
      ['revoke', DRAFT],
    ]);
    expect(passphrases.map((one) => one.every((byte) => byte === 0))).to.deep.equal([true]);
  });

  it('is left to another delivery of the job that began it meanwhile: the passphrase stays, the head hears nothing', async () => {
    const { outcome, names } = await job({ isFirst: false });
    expect([outcome, names]).to.deep.equal(['GRANT_IN_ANOTHER_PROCESS', ['intend', 'attempt']]);
  });

  it('is there already, where the effect is done and the case has its card', async () => {
    const done: EffectRecord = { ...KEPT_FOR_IT, state: 'done', reference: OTHER };
    const { outcome, did } = await job({ record: { signedSha256: OTHER }, effect: done });
    expect([outcome, did]).to.deep.equal([OTHER, []]);
    const unwritten = await job({ effect: { ...done, attemptOf: 'earlier', attemptedAt: null } });
    expect(unwritten.outcome, 'the case never got it').to.equal(SIGNED);
    const ofBefore = await job({ record: { signedSha256: OTHER }, effect: EFFECT });
    expect(ofBefore.outcome, 'the card of the case is that of an earlier draft').to.equal(SIGNED);
  });

  it('is written once, where the commit of another try came through meanwhile', async () => {
    const { outcome, did } = await job({ recordLater: { signedSha256: SIGNED } });
    expect(outcome).to.equal(SIGNED);
    expect(did.slice(5)).to.deep.equal([
      ['keep', KEY, SIGNED],
      ['settle', KEY, 'done', SIGNED],
      ['revoke', DRAFT],
    ]);
  });

  describe('is never put on a draft that is not verified and approved as it is:', () => {
    const UNFIT: readonly (readonly [string, Given])[] = [
      ['the case has another draft', { record: { draftSha256: OTHER } }],
      ['nobody approved it', { decisions: [VERIFIED] }],
      ['nobody verified it', { decisions: [APPROVAL] }],
      ['the approval was of another draft', { decisions: [VERIFIED, { ...APPROVAL, draftSha256: OTHER }] }],
      ['it was sent back since', { decisions: [VERIFIED, { ...APPROVAL, answer: { signing: 'rejected' } }] }],
      ['the verification was taken back', { decisions: [{ ...VERIFIED, takenBackAt: NOW }, APPROVAL] }],
      ['the approval was refused', { decisions: [VERIFIED, { ...APPROVAL, refusedBecause: 'FOUR_EYES' }] }],
    ];
    for (const [what, given] of UNFIT) it(what, () => isRefused(given, 'DRAFT_CHANGED'));

    it('its stored bytes are damaged; other trouble keeps its own name', async () => {
      await isRefused({ trouble: { [DRAFT]: new Failure('DOCUMENT_DAMAGED') } }, 'DRAFT_CHANGED');
      await isRefused({ trouble: { [DRAFT]: new Failure('DATABASE_UNREACHABLE') } }, 'DATABASE_UNREACHABLE');
      const { outcome, did } = await job({ trouble: { [DRAFT]: new Error('disk') } });
      expect([outcome, did], 'what is no failure of the case is not journalled').to.deep.equal(['disk', []]);
    });

    it('whose cause stays in the error for whoever looks for it', async () => {
      const cause = new Failure('DOCUMENT_DAMAGED');
      const error = await office({ trouble: { [DRAFT]: cause } })
        .sign({ applicationNumber: NUMBER, draftSha256: DRAFT })
        .catch((one: unknown) => one as Error);
      expect(error).to.include({ cause });
    });
  });

  it('rests on the verification of the draft from which this one was redrawn, and says so', async () => {
    const family = { kkNumber: '3402150101150007' };
    const draft = { applicationNumber: NUMBER, family, issuedOn: '2026-11-27', signatory: head, signatureLines: null };
    const { outcome, did } = await job({
      decisions: [{ ...VERIFIED, draftSha256: OTHER }, APPROVAL],
      redrawn: [{ sha256: DRAFT, fromSha256: OTHER }],
      drafts: [
        { ...draft, sha256: DRAFT },
        { ...draft, sha256: OTHER },
      ],
    });
    expect(outcome).to.equal(SIGNED);
    expect(did).to.deep.include(signedRow({ verifiedSha256: OTHER }));
  });

  it('is not put on a card that names another person: the passphrase is forgotten, and the next draft names who approved', async () => {
    const { outcome, did } = await job({ drafts: [{ sha256: DRAFT, signatory: 'orang.lain', signatureLines: null }] });
    expect(outcome).to.equal('SIGNATORY_DIFFERS');
    expect(did).to.deep.equal([
      ['change', NUMBER, { signatory: head }],
      ['revoke', DRAFT],
      failed('SIGNATORY_DIFFERS'),
    ]);
  });

  describe('needs a passphrase', () => {
    it('of the very person who approved; another one’s is overwritten unused', async () => {
      await isRefused({ grantOf: null }, 'NO_SIGNING_GRANT');
      const { outcome, did, passphrases } = await job({ grantOf: PEOPLE.endah.username });
      expect([outcome, did]).to.deep.equal(['NO_SIGNING_GRANT', [failed('NO_SIGNING_GRANT')]]);
      expect(passphrases[0]!.every((byte) => byte === 0)).to.equal(true);
    });

    const inAnother = (milliseconds: number, holder = 'process-2') => ({
      grantOf: null,
      holder: { holder, expiresAt: new Date(NOW.getTime() + milliseconds) },
    });
    it('and waits for the process that holds it, in silence, while that lives and the passphrase does', async () => {
      const { outcome, did } = await job({ ...inAnother(1), holderIsAlive: true });
      expect([outcome, did]).to.deep.equal(['GRANT_IN_ANOTHER_PROCESS', []]);
      await isRefused(inAnother(1), 'GRANT_LOST', 'the process died');
      await isRefused({ ...inAnother(0), holderIsAlive: true }, 'NO_SIGNING_GRANT', 'the passphrase lives no longer');
      await isRefused(inAnother(1, 'process-1'), 'NO_SIGNING_GRANT', 'its own, which it no longer has');
    });

    it('of its own before that of any other process', async () => {
      const { holder } = inAnother(1);
      expect((await job({ holder, holderIsAlive: true })).outcome).to.equal(SIGNED);
      expect((await job({ holder })).outcome).to.equal(SIGNED);
    });
  });

  describe('whose answer never came', () => {
    it('is not asked for again under the same approval: the passphrase is overwritten and forgotten', async () => {
      const { outcome, did, passphrases } = await job({ effect: ASKED });
      expect(outcome).to.equal('SIGNATURE_STATE_UNKNOWN');
      expect(did).to.deep.equal([['revoke', DRAFT], failed('SIGNATURE_STATE_UNKNOWN')]);
      expect(passphrases[0]!.every((byte) => byte === 0)).to.equal(true);
      for (const given of [
        { grantOf: null },
        { grantOf: null, holder: { holder: 'process-2', expiresAt: new Date(NOW.getTime() + 1) } },
      ])
        expect((await job({ effect: ASKED, ...given })).outcome).to.equal('SIGNATURE_STATE_UNKNOWN');
    });

    it('is asked for again under another approval, or where the service certainly did nothing', async () => {
      for (const effect of [{ ...ASKED, attemptOf: 'earlier' }, { ...ASKED, attemptedAt: null }, EFFECT])
        expect((await job({ effect })).outcome).to.equal(SIGNED);
    });
  });

  describe('that was kept before the process or the database died', () => {
    it('is taken without asking anybody, verified like a fresh one', async () => {
      const { outcome, did } = await job({ effect: KEPT_FOR_IT, grantOf: null });
      expect(outcome).to.equal(KEPT);
      expect(did).to.deep.equal([['verify', KEPT, { approvedPdf: APPROVED }], ...written(KEPT), signedRow({}, KEPT)]);
    });

    it('is left where it was made for another approval', async () => {
      const { outcome, names } = await job({ effect: { ...KEPT_FOR_IT, attemptOf: 'earlier' } });
      expect(outcome).to.equal(SIGNED);
      expect(names.filter((name) => name === 'verify')).to.have.length(1);
      expect((await job({ effect: { ...KEPT_FOR_IT, attemptOf: null } })).outcome, 'of before').to.equal(SIGNED);
    });

    it('is left where it is not whole', async () => {
      expect((await job({ effect: KEPT_FOR_IT, verification: { valid: false } })).outcome).to.equal(
        'SIGNATURE_STATE_UNKNOWN',
      );
      for (const [trouble, expected] of [
        [new Failure('DOCUMENT_DAMAGED'), 'SIGNATURE_STATE_UNKNOWN'],
        [new Failure('DATABASE_UNREACHABLE'), 'DATABASE_UNREACHABLE'],
        [new Error('disk'), 'disk'],
      ] as const)
        expect((await job({ effect: KEPT_FOR_IT, trouble: { [KEPT]: trouble } })).outcome).to.equal(expected);
    });

    it('is not handed on where its certificate names somebody else', async () => {
      const { outcome, names } = await job({ effect: KEPT_FOR_IT, verification: { signerName: 'Orang Lain' } });
      expect(outcome).to.equal('SIGNER_NAME_DIFFERS');
      expect(names).to.not.include('settle').and.not.include('sign');
    });

    it('is known to this process also when the database could not write where it lies', async () => {
      let away = true;
      const given = {
        effect: undefined as EffectRecord | undefined,
        keep: () => (away ? Promise.reject(new Failure('DATABASE_UNREACHABLE')) : Promise.resolve()),
      };
      const { sign, did } = office(given);
      expect(await once(sign)).to.equal('DATABASE_UNREACHABLE');
      expect(did, 'the passphrase is kept for the next try').to.not.deep.include(['revoke', DRAFT]);
      away = false;
      given.effect = ASKED;
      did.length = 0;
      expect(await once(sign)).to.equal(SIGNED);
      expect(did.map(([name]) => name)).to.not.include('sign');
    });

    it('is forgotten by this process once it is written', async () => {
      const given = { effect: undefined as EffectRecord | undefined, grantOf: head as string | null };
      const { sign } = office(given);
      await once(sign);
      Object.assign(given, { effect: EFFECT, grantOf: null });
      expect(await once(sign)).to.equal('NO_SIGNING_GRANT');
    });
  });

  describe('that came and is not accepted', () => {
    const BROKEN = {
      valid: false,
      findings: [
        { code: 'DIGEST', ok: false },
        { code: 'CHAIN', ok: false },
        { code: 'PREFIX', ok: true },
      ],
    };

    it('goes nowhere, says what is broken in it, and the approval may be given again', async () => {
      const { outcome, did, names } = await job({ verification: BROKEN });
      expect(outcome).to.equal('SIGNATURE_INVALID');
      expect(names).to.deep.equal(['intend', 'attempt', 'sign', 'verify', 'did nothing', 'revoke', 'journal']);
      expect(did).to.deep.include(['did nothing', KEY]).and.deep.include(failed('SIGNATURE_INVALID'));
      const error = await office({ verification: BROKEN })
        .sign({ applicationNumber: NUMBER, draftSha256: DRAFT })
        .catch((one: unknown) => one as Error);
      expect((error as Error).message)
        .to.contain('DIGEST,CHAIN')
        .and.not.contain('PREFIX');
    });

    it('is kept as evidence where its certificate names somebody else', async () => {
      const { outcome, did, names } = await job({ verification: { signerName: 'Orang Lain' } });
      expect(outcome).to.equal('SIGNER_NAME_DIFFERS');
      expect(names.slice(3)).to.deep.equal(['verify', 'put', 'journal', 'did nothing', 'revoke', 'journal']);
      expect(did).to.deep.include(['put', SIGNED]).and.deep.include(failed('SIGNER_NAME_DIFFERS'));
    });
  });

  describe('for which the service gave a failure', () => {
    const by = (error: Error) => ({ signs: () => Promise.reject(error) });

    it('leaves the passphrase where that passes by itself, and forgets it after anything else', async () => {
      for (const [code, isKept] of [
        ['BSRE_UNREACHABLE', true],
        ['DATABASE_UNREACHABLE', true],
        ['BSRE_2031', false],
        ['SIGNATURE_TOO_LARGE', false],
      ] as const) {
        const { outcome, did, passphrases } = await job(by(new Failure(code)));
        expect(outcome).to.equal(code);
        const forgotten = isKept ? [] : [['revoke', DRAFT]];
        expect(did.slice(3), code).to.deep.equal([['did nothing', KEY], ...forgotten, failed(code)]);
        expect(
          passphrases[0]!.every((byte) => byte === 0),
          code,
        ).to.equal(true);
      }
    });

    it('may have been made, where nobody knows the outcome: it stays asked for', async () => {
      for (const [error, journalled] of [
        [new Failure('SIGNATURE_STATE_UNKNOWN'), [failed('SIGNATURE_STATE_UNKNOWN')]],
        [new Error('ours'), []],
      ] as const) {
        const { did } = await job(by(error));
        expect(did.slice(3)).to.deep.equal([['revoke', DRAFT], ...journalled]);
      }
    });
  });

  describe('is made in the name of', () => {
    const rini = { ...PEOPLE.rini, signerNik: '3402010101700009' };
    const byStandIn = (person: object = rini): Given => ({
      decisions: [VERIFIED, STAND_IN],
      drafts: [{ sha256: DRAFT, signatory: PEOPLE.rini.username, signatureLines: null }],
      grantOf: PEOPLE.rini.username,
      people: [person],
    });
    const ordered = ({ did }: Awaited<ReturnType<typeof job>>) => did.find(([name]) => name === 'sign')?.[1];

    it('a stand-in by the kind of the letter, under their own NIK', async () => {
      const stoodIn = await job(byStandIn());
      expect(ordered(stoodIn)).to.include({
        reason: 'Penerbitan Kartu Keluarga (Plh. Kepala Dinas)',
        signerNik: '3402010101700009',
      });
      expect(stoodIn.did).to.deep.include(signedRow({ actingAs: 'Plh' }, SIGNED, PEOPLE.rini.username));
    });

    it('whoever has no NIK of their own under that of the office, and a stand-in not at all where BSrE signs', async () => {
      const office = { signerNik: '3402019999990001' };
      expect(ordered(await job({ people: [{ ...PEOPLE.agus, signerNik: null }] }))).to.include(office);
      const head = await job({ people: [{ ...PEOPLE.agus, signerNik: null }], signerName: 'bsre' });
      expect(ordered(head), 'that of the office is the head’s').to.include(office);
      expect(ordered(await job(byStandIn({ ...rini, signerNik: null }))), 'a key of the office').to.include(office);
      const unknown = await job({ ...byStandIn({ ...rini, signerNik: null }), signerName: 'bsre' });
      expect([unknown.outcome, unknown.names.includes('sign')]).to.deep.equal(['BSRE_2011', false]);
      expect(ordered(await job({ ...byStandIn(), signerName: 'bsre' }))).to.include({ signerNik: '3402010101700009' });
    });
  });
});
