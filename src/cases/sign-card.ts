import { Failure, type FailureCode } from '../domain/failures.ts';
import type { CaseRecord, DecisionRecord } from '../store/store.ts';
import type { Cases } from './cases.ts';
import type { Means } from './means.ts';

const signatureKey = (draftSha256: string) => `signature:${draftSha256}`;

/** These pass by themselves, so the grant is kept while it lives. After anything else it is forgotten at once: trying again might lock the certificate. */
const KEEPS_GRANT: readonly FailureCode[] = ['BSRE_UNREACHABLE', 'DATABASE_UNREACHABLE'];

/** SOP step 7: puts the TTE on exactly the bytes that were verified and approved, checks the result strictly, and only then hands it on.
 *  Key: the draft's hash; a second delivery gets the first signature. */
export function signCard(means: Means): Cases['signCard'] {
  const sign = signApproved(means);
  return async (input) => {
    try {
      return await sign(input);
    } catch (error) {
      // The head's page looks here for what became of his approval.
      if (error instanceof Failure)
        await means.store.journal.write({
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

function signApproved(means: Means): Cases['signCard'] {
  const { store, documents, signer, verifier, grants, settings } = means;
  return async ({ applicationNumber, draftSha256 }) => {
    const record = await store.cases.get(applicationNumber);
    const approval = await approvalOf(means, record, draftSha256);
    const key = signatureKey(draftSha256);
    const before = await store.effects.find(key);
    if (before?.state === 'done' && record.signedSha256 !== null) return { signedSha256: record.signedSha256 };

    const approvedPdf = await approvedBytes(means, draftSha256);
    const grant = grants.open(draftSha256);
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

/** The head's approval of this very draft, after the verification of this very draft. A hash from a process variable alone proves nothing. */
async function approvalOf({ store }: Means, record: CaseRecord, draftSha256: string): Promise<DecisionRecord> {
  const standing = (await store.decisions.of(record.applicationNumber)).filter((d) => d.refusedBecause === null);
  const verified = standing.filter((d) => d.step === 5).at(-1);
  const approved = standing.filter((d) => d.step === 7).at(-1);
  const sameDraft =
    record.draftSha256 === draftSha256 &&
    verified?.draftSha256 === draftSha256 &&
    approved?.draftSha256 === draftSha256;
  if (!sameDraft || verified?.answer['verification'] !== 'valid' || approved?.answer['signing'] !== 'approved')
    throw new Failure('DRAFT_CHANGED');
  return approved;
}

/** The stored draft; one flipped bit sends the case back to rendering and verification. */
async function approvedBytes({ documents }: Means, draftSha256: string): Promise<Buffer> {
  try {
    return await documents.get(draftSha256);
  } catch (error) {
    if (error instanceof Failure && error.code === 'DOCUMENT_DAMAGED')
      throw new Failure('DRAFT_CHANGED', 'stored draft damaged', { cause: error });
    throw error;
  }
}
