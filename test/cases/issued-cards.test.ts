import { createHash } from 'node:crypto';
import { expect } from 'chai';
import { subjectHash } from '../../src/cases/case-subjects.ts';
import { lookUpCard } from '../../src/cases/look-up-card.ts';
import { openCardLink } from '../../src/cases/open-card-link.ts';
import { revocationInForce } from '../../src/cases/revocations/revocation-in-force.ts';
import { isSuperseded } from '../../src/cases/superseded.ts';
import { cardToken, linkToken, readCardToken, tokenSha256 } from '../../src/cases/tokens.ts';
import { verifyCard } from '../../src/cases/verify-card.ts';
import { voidOf } from '../../src/cases/void-card.ts';
import type { CaseRecord } from '../../src/store/store.ts';

const KEY = Buffer.alloc(32, 9);
const NUMBER = 'KK-261127-ABCDEF';
const CARD = '3402150101150007';
const PDF = Buffer.from('%PDF-1.7 the card');
const SIGNED = createHash('sha256').update(PDF).digest('hex');
const SIGNED_AT = new Date('2026-11-27T03:00:00Z');
const REVOKED_AT = new Date('2026-11-28T03:00:00Z');
const issued = (change: Partial<CaseRecord> = {}) =>
  ({
    ...{ applicationNumber: NUMBER, kkNumber: CARD, state: 'archived', signedSha256: SIGNED, draftSha256: 'draft' },
    ...{ siakWay: 'simulator' },
    ...change,
  }) as unknown as CaseRecord;

interface Given {
  readonly record?: CaseRecord;
  readonly revocation?: 'revoked' | 'declined' | null;
  readonly isOutdated?: boolean;
  readonly draft?: object | undefined;
  readonly links?: Readonly<Record<string, { purpose: string; expiresAt: Date }>>;
  readonly findings?: readonly object[];
  readonly now?: Date;
}
function office(given: Given = {}) {
  const { record = issued(), revocation, isOutdated = false, links = {}, now = SIGNED_AT } = given;
  const asked: unknown[] = [];
  const received: unknown[] = [];
  const draft =
    'draft' in given
      ? given.draft
      : { family: { headName: 'Damar Pamungkas', kkNumber: CARD }, issuedOn: '2026-11-27' };
  const verification = { valid: true, intact: true, signer: 'accepted', findings: given.findings ?? [] };
  const tables = {
    cases: {
      find: (number: string) => Promise.resolve(number === NUMBER ? record : undefined),
      get: () => Promise.resolve(record),
      lock: () => Promise.resolve(record),
      findBySigned: (sha256: string) => Promise.resolve(sha256 === record.signedSha256 ? record : undefined),
      change: (...args: unknown[]) => Promise.resolve(void received.push(args)),
    },
    revocations: {
      newest: (number: string) =>
        Promise.resolve(
          number === NUMBER && revocation !== undefined ? { outcome: revocation, settledAt: REVOKED_AT } : undefined,
        ),
    },
    touchedCards: { isOutdated: (of: unknown) => (asked.push(of), Promise.resolve(isOutdated)) },
    decisions: {
      of: () =>
        Promise.resolve([
          { step: 5, decidedAt: new Date(0), refusedBecause: null, takenBackAt: null, answer: {} },
          { step: 7, decidedAt: SIGNED_AT, refusedBecause: null, takenBackAt: null, answer: {} },
        ]),
    },
    drafts: { find: (sha256: string) => Promise.resolve(sha256 === 'draft' ? draft : undefined) },
    links: {
      find: (sha256: string) =>
        Promise.resolve(links[sha256] === undefined ? undefined : { applicationNumber: NUMBER, ...links[sha256] }),
    },
    journal: { write: (row: unknown) => Promise.resolve(void received.push(row)) },
    outbox: { put: () => Promise.resolve(), taken: () => Promise.resolve() },
  };
  const needs = {
    store: { ...tables, transaction: (work: (own: typeof tables) => Promise<unknown>) => work(tables) },
    settings: { linkKey: KEY },
    documents: { get: () => Promise.resolve(PDF) },
    publicVerifier: { verify: (...args: unknown[]) => (asked.push(args), Promise.resolve(verification)) },
    engine: { correlate: () => Promise.resolve('taken') },
    logger: { warn: () => undefined },
    now: () => now,
  } as unknown as Parameters<typeof verifyCard>[0] & Parameters<typeof openCardLink>[0];
  return { needs, asked, received };
}

describe('The token behind the QR of a card', () => {
  const token = cardToken(KEY, NUMBER);

  it('names the application, and only the office can make it', () => {
    expect(token).to.match(/^KK-261127-ABCDEF\.[\w-]{16}$/);
    expect(readCardToken(KEY, token)).to.equal(NUMBER);
    expect(cardToken(KEY, NUMBER)).to.equal(token);
    const [number, mac] = token.split('.') as [string, string];
    for (const wrong of [
      ...['', '.', number, `${number}.`, `${number}.${mac.slice(1)}`, `${number}.${mac}x`, `.${mac}`, mac],
      ...[`KK-261127-ABCDEG.${mac}`, `bukan-nomor.${mac}`, cardToken(Buffer.alloc(32, 1), NUMBER)],
    ])
      expect(readCardToken(KEY, wrong), wrong).to.equal(undefined);
  });

  it('is another one than those of links, which tell by whom and for what they are', () => {
    const links = [
      linkToken(KEY, 'card', NUMBER),
      linkToken(KEY, 'media', NUMBER),
      linkToken(KEY, 'card', 'KK-261127-ABCDEG'),
      linkToken(Buffer.alloc(32, 1), 'card', NUMBER),
    ];
    expect(new Set(links).size).to.equal(4);
    for (const link of links) expect(link).to.match(/^[\w-]{43}$/);
    expect(linkToken(KEY, 'card', NUMBER)).to.equal(links[0]);
    expect(tokenSha256('x')).to.equal(createHash('sha256').update('x').digest('hex'));
  });
});

describe('An issued card', () => {
  const voided = async (given: Given) => voidOf(office(given).needs, given.record ?? issued());

  it('stands until the office takes it back with two people, its case ends without one, or a later one comes', async () => {
    expect(await voided({})).to.equal(null);
    for (const revocation of [null, 'declined'] as const) expect(await voided({ revocation })).to.equal(null);
    expect(await voided({ revocation: 'revoked' })).to.deep.equal({ because: 'revoked', since: REVOKED_AT });
    for (const state of ['closed', 'withdrawn', 'refused'] as const)
      expect(await voided({ record: issued({ state }) }), state).to.deep.equal({ because: 'cancelled', since: null });
    expect(await voided({ record: issued({ state: 'delivery' }) })).to.equal(null);
    expect(await voided({ isOutdated: true })).to.deep.equal({ because: 'superseded', since: null });
    expect(await voided({ isOutdated: true, revocation: 'revoked' })).to.include({ because: 'revoked' });
    const { needs } = office({ revocation: 'revoked' });
    expect(await revocationInForce(needs.store, NUMBER)).to.include({ outcome: 'revoked' });
    expect(await revocationInForce(needs.store, 'KK-261127-ABCDEG')).to.equal(undefined);
  });

  it('is replaced by its number, which the database knows by a keyed hash; without a number nobody can tell', async () => {
    const { needs, asked } = office({ isOutdated: true });
    expect(await isSuperseded(needs, { applicationNumber: NUMBER, kkNumber: CARD })).to.equal(true);
    expect(asked).to.deep.equal([{ applicationNumber: NUMBER, kkNumber: CARD, card: subjectHash(KEY, 'kk', CARD) }]);
    expect(await isSuperseded(needs, { applicationNumber: NUMBER, kkNumber: null })).to.equal(false);
    expect(asked).to.have.length(1);
  });

  describe('looked up by its QR', () => {
    const look = (given: Given, token = cardToken(KEY, NUMBER)) => lookUpCard(office(given).needs)(token);
    const FACE = { headName: 'D•••• P••••••••', kkNumber: '3402••••••••0007', issuedOn: '2026-11-27' };

    it('says that it stands, when it was signed, and what matches the paper', async () => {
      expect(await look({})).to.deep.equal({
        ...{ applicationNumber: NUMBER, issued: true, current: true, void: null, revokedAt: null },
        ...{ signedAt: SIGNED_AT, face: FACE },
      });
    });

    it('says that it is void, why and since when', async () => {
      expect(await look({ revocation: 'revoked' })).to.deep.include({
        ...{ issued: true, current: false, void: 'revoked', revokedAt: REVOKED_AT, face: FACE },
      });
      expect(await look({ isOutdated: true })).to.include({ current: false, void: 'superseded', revokedAt: null });
    });

    it('says nothing of a card that is not signed yet', async () => {
      const record = issued({ signedSha256: null });
      expect(await look({ record, isOutdated: true })).to.deep.equal({
        ...{ applicationNumber: NUMBER, issued: false, current: false, void: null, revokedAt: null },
        ...{ signedAt: null, face: null },
      });
    });

    it('says nothing of the family where its draft is not kept', async () => {
      expect((await look({ draft: undefined }))!.face).to.equal(null);
      expect((await look({ record: issued({ draftSha256: null }) }))!.face).to.equal(null);
    });

    it('is unknown by a token that was made up, or of a case that is not there', async () => {
      expect(await look({}, `${NUMBER}.AAAAAAAAAAAAAAAA`)).to.equal(undefined);
      expect(await look({}, cardToken(KEY, 'KK-261127-ABCDEG'))).to.equal(undefined);
    });
  });

  describe('verified as a file', () => {
    const verify = async (given: Given, pdf = PDF) => {
      const { needs, asked } = office(given);
      return { answer: await verifyCard(needs)(pdf, '10.0.0.1'), asked };
    };
    const VISIBLE_AREA = { code: 'VISIBLE_AREA', ok: false };

    it('was issued here by its very bytes, and stands', async () => {
      const { answer, asked } = await verify({});
      expect(answer).to.include({ valid: true, issuedHere: true, superseded: false, void: null });
      expect(asked[0]).to.deep.equal([PDF, { askedBy: '10.0.0.1' }]);
    });

    it('was not, by any other bytes', async () => {
      const { answer } = await verify({ revocation: 'revoked', isOutdated: true }, Buffer.from('%PDF-1.7 another'));
      expect(answer).to.include({ issuedHere: false, superseded: false, void: null });
    });

    it('is void, and why', async () => {
      expect((await verify({ isOutdated: true })).answer).to.include({ superseded: true, void: 'superseded' });
      expect((await verify({ revocation: 'revoked' })).answer).to.include({ superseded: false, void: 'revoked' });
    });

    it('is not judged by the layout of our own card, where SIAK drew it', async () => {
      const findings = [VISIBLE_AREA, { code: 'SIGNATURE', ok: true }];
      const bySiak = issued({ siakWay: 'siak-signed-pdf' });
      expect((await verify({ findings, record: bySiak })).answer.findings).to.deep.equal(findings.slice(1));
      expect((await verify({ findings })).answer.findings).to.deep.equal(findings);
      const strange = await verify({ findings, record: bySiak }, Buffer.from('%PDF-1.7 another'));
      expect(strange.answer.findings, 'of unknown origin').to.deep.equal(findings);
    });
  });

  describe('opened by a link', () => {
    const END = new Date('2026-11-28T03:00:00Z');
    const open = async (purpose: string, now: Date, record = issued({ state: 'delivery' })) => {
      const token = linkToken(KEY, purpose, NUMBER);
      const { needs, received } = office({ links: { [tokenSha256(token)]: { purpose, expiresAt: END } }, now, record });
      const opened = await openCardLink(needs)(token).catch((error: unknown) => (error as Error).name);
      return { opened, received };
    };

    it('is received by the link of the message, and not by WhatsApp’s own fetch', async () => {
      const { opened, received } = await open('card', SIGNED_AT);
      expect(opened).to.deep.equal({ pdf: PDF, fileName: `${NUMBER}.pdf` });
      expect(received).to.deep.equal([
        [NUMBER, { state: 'delivered' }],
        {
          ...{ applicationNumber: NUMBER, actor: 'pemohon', event: 'card-received', step: 9 },
          ...{ detail: { way: 'link' } },
        },
      ]);
      const fetched = await open('media', SIGNED_AT);
      expect([fetched.opened, fetched.received]).to.deep.equal([{ pdf: PDF, fileName: `${NUMBER}.pdf` }, []]);
    });

    it('until the very moment at which the link ends', async () => {
      expect((await open('media', END)).opened).to.include({ fileName: `${NUMBER}.pdf` });
      const late = await open('card', new Date(END.getTime() + 1));
      expect([late.opened, late.received]).to.deep.equal(['NotYourCase', []]);
    });

    it('never by a token that was made up', async () => {
      const { needs } = office();
      const error = await openCardLink(needs)('x'.repeat(43)).catch((one: unknown) => (one as Error).name);
      expect(error).to.equal('NotYourCase');
    });
  });
});
