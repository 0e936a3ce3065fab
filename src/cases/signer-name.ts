import { isNameOf } from '../domain/certificate-name.ts';
import { Failure } from '../domain/failures.ts';
import type { Verification } from '../signing/signing.ts';
import type { DecisionRecord } from '../store/store.ts';
import type { Dependencies } from './dependencies.ts';

/**
 * The certificate has to be that of the person whom the card names, who is the one that approved it. A whole signature
 * by somebody else is kept as evidence and journalled with its hash; the card goes nowhere. Throws
 * Failure('SIGNER_NAME_DIFFERS').
 */
export async function requireCertificateOfSigner(
  { store, documents }: Pick<Dependencies, 'store' | 'documents'>,
  { applicationNumber, decidedBy, draftSha256 }: DecisionRecord,
  signed: Buffer,
  { signerName }: Verification,
): Promise<void> {
  const person = await store.people.find(decidedBy);
  if (person !== undefined && signerName !== null && isNameOf(signerName, person)) return;
  const { sha256: signedSha256 } = await documents.put(signed);
  await store.journal.write({
    applicationNumber,
    actor: 'sistem',
    event: 'signature-set-aside',
    step: 7,
    detail: { draftSha256, signedSha256, because: 'SIGNER_NAME_DIFFERS' },
  });
  throw new Failure('SIGNER_NAME_DIFFERS');
}
