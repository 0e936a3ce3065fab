import { Failure, type FailureCode } from '../domain/failures.ts';
import type { Variables } from '../domain/process.ts';
import type { Finding, SigningOrder, Verification } from '../signing/signing.ts';
import type { CaseRecord, DecisionRecord, EffectRecord } from '../store/store.ts';
import type { CaseReference } from './case-reference.ts';
import { newestOfStep } from './decisions-in-force.ts';
import type { Dependencies } from './dependencies.ts';
import { requireCertificateOfSigner } from './signer-name.ts';
import { requireNamedSignatory } from './signatory-of-card.ts';
import { touchedBy } from './touched-cards.ts';
import { verificationInForce } from './verified-draft.ts';

type Needs = Pick<
  Dependencies,
  'store' | 'documents' | 'signer' | 'verifier' | 'grants' | 'settings' | 'processId' | 'now'
>;
type ToSign = CaseReference & Pick<Variables, 'draftSha256'>;
type Signed = Pick<Variables, 'signedSha256'>;

const signatureKey = (applicationNumber: string, draftSha256: string) =>
  `signature:${applicationNumber}:${draftSha256}`;

/**
 * These pass by themselves, so the grant is kept while it lives. After anything else it is forgotten at once: trying
 * again might lock the certificate.
 */
const KEEPS_GRANT: readonly FailureCode[] = ['BSRE_UNREACHABLE', 'DATABASE_UNREACHABLE', 'GRANT_IN_ANOTHER_PROCESS'];

/**
 * SOP step 7: puts the TTE on exactly the bytes that were verified and approved, checks the result strictly, and only
 * then hands it on.
 * Key: the draft's hash; a second delivery gets the first signature. BSrE keeps no list to ask, so an attempt whose
 * answer did not come ends at the head: nothing is signed twice for one approval.
 */
export function signCard(needs: Needs) {
  const sign = signApproved(needs);
  return async (input: ToSign): Promise<Signed> => {
    try {
      return await sign(input);
    } catch (error) {
      // The signing page reads here what became of the head's approval. Waiting for the process that holds the
      // passphrase changes nothing and is not written down.
      if (error instanceof Failure && error.code !== 'GRANT_IN_ANOTHER_PROCESS')
        await needs.store.journal.write({
          applicationNumber: input.applicationNumber,
          actor: 'sistem',
          event: 'signing-failed',
          step: 7,
          detail: { code: error.code },
        });
      throw error;
    }
  };
}

function signApproved(needs: Needs) {
  const { store, documents, signer, verifier, grants } = needs;
  /** Signed bytes that lie in the store while the database could not record them, by the key of the effect. */
  const unrecorded = new Map<string, KeptSignature>();

  return async ({ applicationNumber, draftSha256 }: ToSign): Promise<Signed> => {
    const record = await store.cases.get(applicationNumber);
    const { approval, verification } = await approvalOf(needs, record, draftSha256);
    const key = signatureKey(applicationNumber, draftSha256);
    const before = await store.effects.find(key);
    if (before?.state === 'done' && record.signedSha256 !== null) return { signedSha256: record.signedSha256 };

    await forWhomItNames(record, draftSha256, approval);
    const touched = await touchedBy(needs, record);
    const approvedPdf = await approvedBytes(needs, draftSha256);
    const kept = await keptSignature(needs, unrecorded.get(key) ?? keptBy(before), approval, approvedPdf);
    if (kept !== undefined) return written(kept);

    const grant = grants.open(draftSha256);
    const holder = grant === undefined ? await otherHolder(needs, draftSha256) : 'none';
    if (holder === 'alive') throw new Failure('GRANT_IN_ANOTHER_PROCESS');
    if (isUnanswered(before, approval)) {
      grants.revoke(draftSha256);
      grant?.passphrase.fill(0);
      throw new Failure('SIGNATURE_STATE_UNKNOWN');
    }
    if (holder === 'dead') throw new Failure('GRANT_LOST');
    if (grant === undefined || grant.signer !== approval.decidedBy) {
      grant?.passphrase.fill(0);
      throw new Failure('NO_SIGNING_GRANT');
    }
    try {
      await store.effects.intend({ key, kind: 'signature', applicationNumber });
      const { signed, level } = await attempt(key, before?.attempts ?? 0, approval, {
        pdf: approvedPdf,
        signerNik: await signerNikOf(needs, approval),
        passphrase: grant.passphrase,
        reason:
          approval.actingAs === null
            ? 'Penerbitan Kartu Keluarga'
            : `Penerbitan Kartu Keluarga (${approval.actingAs}. Kepala Dinas)`,
        location: 'Bantul',
      });
      const { sha256 } = await documents.put(signed);
      unrecorded.set(key, { sha256, of: approval.taskId });
      await store.effects.keep(key, sha256);
      const result = await written({ sha256, level });
      grants.revoke(draftSha256);
      return result;
    } catch (error) {
      if (!(error instanceof Failure && KEEPS_GRANT.includes(error.code))) grants.revoke(draftSha256);
      throw error;
    } finally {
      grant.passphrase.fill(0);
    }

    async function written({ sha256: signedSha256, level }: VerifiedSignature): Promise<Signed> {
      await store.transaction(async (tables) => {
        await tables.effects.settle(key, 'done', signedSha256);
        // A commit whose answer was lost may have come through meanwhile: the row of the effect was waited for.
        if ((await tables.cases.get(applicationNumber)).signedSha256 === signedSha256) return;
        await tables.cases.change(applicationNumber, { signedSha256, state: 'delivery' });
        await tables.touchedCards.put(applicationNumber, touched);
        await tables.journal.write({
          applicationNumber,
          actor: approval.decidedBy,
          event: 'card-signed',
          step: 7,
          detail: {
            draftSha256,
            signedSha256,
            signer: signer.name,
            level,
            actingAs: approval.actingAs,
            ...(verification.draftSha256 === draftSha256 ? {} : { verifiedSha256: verification.draftSha256 }),
          },
        });
      });
      unrecorded.delete(key);
      return { signedSha256 };
    }
  };

  async function forWhomItNames(record: CaseRecord, draftSha256: string, approval: DecisionRecord): Promise<void> {
    try {
      await requireNamedSignatory(needs, record, draftSha256, approval);
    } catch (error) {
      grants.revoke(draftSha256);
      throw error;
    }
  }

  async function attempt(key: string, after: number, approval: DecisionRecord, order: SigningOrder) {
    if (!(await store.effects.attempt(key, { at: needs.now(), after, of: approval.taskId })))
      throw new Failure('GRANT_IN_ANOTHER_PROCESS', 'another delivery of this job is signing');
    try {
      const signed = await signer.sign(order);
      const verification = await verifier.verify(signed, { approvedPdf: order.pdf });
      const { valid, level, findings } = verification;
      if (!valid) throw new Failure('SIGNATURE_INVALID', codesOf(findings.filter(({ ok }) => !ok)));
      await requireCertificateOfSigner(needs, approval, signed, verification);
      return { signed, level };
    } catch (error) {
      if (error instanceof Failure && error.code !== 'SIGNATURE_STATE_UNKNOWN') await store.effects.didNothing(key);
      throw error;
    }
  }
}

const codesOf = (findings: readonly Finding[]): string => findings.map(({ code }) => code).join(',');

interface KeptSignature {
  readonly sha256: string;
  /** Task of the approval under which it was made. */
  readonly of: string | null;
}
interface VerifiedSignature {
  readonly sha256: string;
  readonly level: Verification['level'];
}

function keptBy(before: EffectRecord | undefined): KeptSignature | undefined {
  const sha256 = before?.reference ?? null;
  return sha256 === null ? undefined : { sha256, of: before?.attemptOf ?? null };
}

/**
 * The signature that came before the process or the database died, if it was made for this approval and is as good as a
 * new one.
 */
async function keptSignature(
  needs: Needs,
  kept: KeptSignature | undefined,
  approval: DecisionRecord,
  approvedPdf: Buffer,
): Promise<VerifiedSignature | undefined> {
  if (kept === undefined || kept.of !== approval.taskId) return undefined;
  try {
    const signed = await needs.documents.get(kept.sha256);
    const verification = await needs.verifier.verify(signed, { approvedPdf });
    if (!verification.valid) return undefined;
    await requireCertificateOfSigner(needs, approval, signed, verification);
    return { sha256: kept.sha256, level: verification.level };
  } catch (error) {
    if (error instanceof Failure && error.code === 'DOCUMENT_DAMAGED') return undefined;
    throw error;
  }
}

/**
 * An attempt for this very approval, whose answer never came; what the head approves after reading so is another
 * attempt.
 */
const isUnanswered = (before: EffectRecord | undefined, { taskId }: DecisionRecord): boolean =>
  before !== undefined && before.attemptedAt !== null && before.attemptOf === taskId;

/**
 * While another process of the office lives that holds the passphrase for this draft, the job waits: it comes to that
 * process in one of its next turns. With a process that died the passphrase is gone, and the head is asked at once.
 */
async function otherHolder({ store, processId, now }: Needs, draftSha256: string): Promise<'none' | 'alive' | 'dead'> {
  const given = await store.grantHolders.find(draftSha256);
  if (given === undefined || given.holder === processId || given.expiresAt <= now()) return 'none';
  return (await store.processes.isAlive(given.holder)) ? 'alive' : 'dead';
}

/**
 * The head's approval of this very draft, after the verification of this very draft, or of the one from which it was
 * redrawn for its signer. A hash from a process variable alone proves nothing.
 */
async function approvalOf(
  { store }: Needs,
  record: CaseRecord,
  draftSha256: string,
): Promise<{ approval: DecisionRecord; verification: DecisionRecord }> {
  const decisions = await store.decisions.of(record.applicationNumber);
  const verification = await verificationInForce(store, decisions, draftSha256);
  const approval = newestOfStep(decisions, 7);
  const sameDraft = record.draftSha256 === draftSha256 && approval?.draftSha256 === draftSha256;
  if (!sameDraft || verification === undefined || approval.answer['signing'] !== 'approved')
    throw new Failure('DRAFT_CHANGED');
  return { approval, verification };
}

/**
 * The office's own NIK is the head's. A stand-in without one of their own is unknown to BSrE: asked under the head's,
 * it would count their passphrase as a wrong one of the head.
 */
async function signerNikOf({ store, signer, settings }: Needs, { decidedBy, actingAs }: DecisionRecord) {
  const own = (await store.people.find(decidedBy))?.signerNik ?? null;
  if (own === null && actingAs !== null && signer.name === 'bsre') throw new Failure('BSRE_2011');
  return own ?? settings.signerNik;
}

/** The stored draft; one flipped bit sends the case back to rendering and verification. */
async function approvedBytes({ documents }: Needs, draftSha256: string): Promise<Buffer> {
  try {
    return await documents.get(draftSha256);
  } catch (error) {
    if (error instanceof Failure && error.code === 'DOCUMENT_DAMAGED')
      throw new Failure('DRAFT_CHANGED', 'stored draft damaged', { cause: error });
    throw error;
  }
}
