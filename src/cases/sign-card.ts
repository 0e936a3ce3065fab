import { Failure, type FailureCode } from '../domain/failures.ts';
import type { Variables } from '../domain/process.ts';
import type { CaseRecord, DecisionRecord } from '../store/store.ts';
import type { CaseReference } from './case-reference.ts';
import { newestOfStep } from './decisions-in-force.ts';
import type { Dependencies } from './dependencies.ts';

type Needs = Pick<
  Dependencies,
  'store' | 'documents' | 'signer' | 'verifier' | 'grants' | 'settings' | 'processId' | 'now'
>;
type ToSign = CaseReference & Pick<Variables, 'draftSha256'>;
type Signed = Pick<Variables, 'signedSha256'>;

const signatureKey = (applicationNumber: string, draftSha256: string) =>
  `signature:${applicationNumber}:${draftSha256}`;

/** These pass by themselves, so the grant is kept while it lives. After anything else it is forgotten at once: trying again might lock the certificate. */
const KEEPS_GRANT: readonly FailureCode[] = ['BSRE_UNREACHABLE', 'DATABASE_UNREACHABLE'];

/** SOP step 7: puts the TTE on exactly the bytes that were verified and approved, checks the result strictly, and only then hands it on.
 *  Key: the draft's hash; a second delivery gets the first signature. */
export function signCard(needs: Needs) {
  const sign = signApproved(needs);
  return async (input: ToSign): Promise<Signed> => {
    try {
      return await sign(input);
    } catch (error) {
      // The signing page looks here for what became of the head's approval. A job that only waits for the process that
      // holds the passphrase is no news.
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
  const { store, documents, signer, verifier, grants, settings } = needs;
  return async ({ applicationNumber, draftSha256 }: ToSign): Promise<Signed> => {
    const record = await store.cases.get(applicationNumber);
    const approval = await approvalOf(needs, record, draftSha256);
    const key = signatureKey(applicationNumber, draftSha256);
    const before = await store.effects.find(key);
    if (before?.state === 'done' && record.signedSha256 !== null) return { signedSha256: record.signedSha256 };

    const approvedPdf = await approvedBytes(needs, draftSha256);
    const grant = grants.open(draftSha256);
    if (grant === undefined) await requireNoOtherHolder(needs, draftSha256);
    if (grant === undefined || grant.signer !== approval.decidedBy) throw new Failure('NO_SIGNING_GRANT');
    try {
      await store.effects.intend({ key, kind: 'signature', applicationNumber });
      const person = await store.people.find(grant.signer);
      const signed = await signer.sign({
        pdf: approvedPdf,
        signerNik: person?.signerNik ?? settings.signerNik,
        passphrase: grant.passphrase,
        reason:
          approval.actingAs === null
            ? 'Penerbitan Kartu Keluarga'
            : `Penerbitan Kartu Keluarga (${approval.actingAs}. Kepala Dinas)`,
        location: 'Bantul',
      });
      const verification = await verifier.verify(signed, { approvedPdf });
      if (!verification.valid)
        throw new Failure(
          'SIGNATURE_INVALID',
          verification.findings
            .filter((f) => !f.ok)
            .map((f) => f.code)
            .join(','),
        );
      const { sha256: signedSha256 } = await documents.put(signed);
      await store.transaction(async (tables) => {
        await tables.effects.settle(key, 'done', signedSha256);
        await tables.cases.change(applicationNumber, { signedSha256, state: 'delivery' });
        await tables.journal.write({
          applicationNumber,
          actor: grant.signer,
          event: 'card-signed',
          step: 7,
          detail: {
            draftSha256,
            signedSha256,
            signer: signer.name,
            level: verification.level,
            actingAs: approval.actingAs,
          },
        });
      });
      grants.revoke(draftSha256);
      return { signedSha256 };
    } catch (error) {
      if (!(error instanceof Failure && KEEPS_GRANT.includes(error.code))) grants.revoke(draftSha256);
      throw error;
    } finally {
      grant.passphrase.fill(0);
    }
  };
}

/**
 * While another process of the office lives that holds the passphrase for this draft, the job waits: it comes to that
 * process in one of its next turns. With a process that died the passphrase is gone, and the head is asked at once.
 */
async function requireNoOtherHolder({ store, processId, now }: Needs, draftSha256: string): Promise<void> {
  const given = await store.grantHolders.find(draftSha256);
  if (given === undefined || given.holder === processId || given.expiresAt <= now()) return;
  throw new Failure((await store.processes.isAlive(given.holder)) ? 'GRANT_IN_ANOTHER_PROCESS' : 'GRANT_LOST');
}

/** The head's approval of this very draft, after the verification of this very draft. A hash from a process variable alone proves nothing. */
async function approvalOf({ store }: Needs, record: CaseRecord, draftSha256: string): Promise<DecisionRecord> {
  const decisions = await store.decisions.of(record.applicationNumber);
  const verified = newestOfStep(decisions, 5);
  const approved = newestOfStep(decisions, 7);
  const sameDraft =
    record.draftSha256 === draftSha256 &&
    verified?.draftSha256 === draftSha256 &&
    approved?.draftSha256 === draftSha256;
  if (!sameDraft || verified?.answer['verification'] !== 'valid' || approved?.answer['signing'] !== 'approved')
    throw new Failure('DRAFT_CHANGED');
  return approved;
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
