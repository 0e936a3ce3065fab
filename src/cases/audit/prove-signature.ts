import { createHash } from 'node:crypto';
import type { Verification } from '../../signing/signing.ts';
import type { DecisionRecord } from '../../store/store.ts';
import { newestOfStep } from '../decisions-in-force.ts';
import { NotNow } from '../not-possible.ts';
import { verificationInForce } from '../verified-draft.ts';
import { inquire, names, type AuditDependencies } from './inquire.ts';

/** One statement that must be true of a signed card, and whether it is. */
export interface Proof {
  readonly code:
    | 'DRAFT_INTACT'
    | 'SIGNED_INTACT'
    | 'VERIFIED_THIS_DRAFT'
    /** The verified draft and this one have the same data and day; only the signer's lines were drawn anew. */
    | 'REDRAWN_FROM_VERIFIED'
    | 'APPROVED_THIS_DRAFT'
    | 'SIGNED_STARTS_WITH_DRAFT'
    | 'SIGNED_AS_JOURNALLED'
    | 'VERIFIER';
  readonly holds: boolean;
}
export interface SignatureProof {
  readonly applicationNumber: string;
  readonly draftSha256: string;
  readonly signedSha256: string;
  readonly draftBytes: number;
  readonly signedBytes: number;
  /** Verification (step 5) and approval (step 7) in force, with the hash each of them speaks of. */
  readonly decisions: readonly (Pick<DecisionRecord, 'step' | 'decidedAt' | 'actingAs' | 'draftSha256'> & {
    readonly who: string;
  })[];
  readonly proofs: readonly Proof[];
  readonly verification: Verification;
}

/**
 * Proves from the stored bytes that the signed file is what was verified and approved: hashes are computed anew, and
 * the strict verifier runs. Throws Failure CASE_UNKNOWN, DOCUMENT_DAMAGED; NotNow before the card is signed.
 */
export function proveSignature(needs: AuditDependencies) {
  const { store, documents, verifier } = needs;
  return (username: string, applicationNumber: string): Promise<SignatureProof> =>
    inquire(needs, username, { question: 'signature', applicationNumber }, async () => {
      const { draftSha256, signedSha256 } = await store.cases.get(applicationNumber);
      if (draftSha256 === null || signedSha256 === null)
        throw new NotNow('KK berkas ini belum ditandatangani, jadi belum ada yang dapat dibuktikan.');
      const [draft, signed, decisions, journal, nameOf] = await Promise.all([
        documents.get(draftSha256),
        documents.get(signedSha256),
        store.decisions.of(applicationNumber),
        store.journal.of(applicationNumber),
        names(needs),
      ]);
      const verification = await verifier.verify(signed, { approvedPdf: draft });
      const [verified, approved] = [newestOfStep(decisions, 5), newestOfStep(decisions, 7)];
      const verifiedThis = await verificationInForce(store, decisions, draftSha256);
      const isRedrawn = verifiedThis !== undefined && verifiedThis.draftSha256 !== draftSha256;
      const noted = journal.findLast(({ event }) => event === 'card-signed')?.detail;
      const proofs: Proof[] = [
        { code: 'DRAFT_INTACT', holds: sha256(draft) === draftSha256 },
        { code: isRedrawn ? 'REDRAWN_FROM_VERIFIED' : 'VERIFIED_THIS_DRAFT', holds: verifiedThis !== undefined },
        {
          code: 'APPROVED_THIS_DRAFT',
          holds: approved?.answer['signing'] === 'approved' && approved.draftSha256 === draftSha256,
        },
        { code: 'SIGNED_STARTS_WITH_DRAFT', holds: signed.subarray(0, draft.length).equals(draft) },
        { code: 'SIGNED_INTACT', holds: sha256(signed) === signedSha256 },
        {
          code: 'SIGNED_AS_JOURNALLED',
          holds: noted?.['draftSha256'] === draftSha256 && noted['signedSha256'] === signedSha256,
        },
        { code: 'VERIFIER', holds: verification.valid },
      ];
      return {
        applicationNumber,
        draftSha256,
        signedSha256,
        draftBytes: draft.length,
        signedBytes: signed.length,
        decisions: [verified, approved].flatMap((one) =>
          one === undefined
            ? []
            : [
                {
                  step: one.step,
                  decidedAt: one.decidedAt,
                  actingAs: one.actingAs,
                  draftSha256: one.draftSha256,
                  who: nameOf(one.decidedBy),
                },
              ],
        ),
        proofs,
        verification,
      };
    });
}

const sha256 = (bytes: Buffer) => createHash('sha256').update(bytes).digest('hex');
