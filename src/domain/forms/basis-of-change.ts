import type { inTheHand } from '../check-event-application.ts';
import { neededEvidence } from '../events/check-evidence.ts';
import { DOCUMENTS, documentName } from '../events/documents.ts';

/** They say who applies and what stood on the card, and prove no change. */
const NO_PROOF = ['kk-lama', 'kk-rusak', 'surat-hilang', 'ktp-el', 'ktp-el-orang-asing'];

/**
 * "Dasar perubahan" of F-1.06: the papers that prove the change. Of several events nobody can say which proves which
 * change, so the line stays empty, to be written by hand.
 */
export function basisOfChange({ c, events, plan }: ReturnType<typeof inTheHand>): string {
  if (events.length !== 1) return '';
  return neededEvidence(events, c, plan)
    .flatMap(({ anyOf = [] }) => {
      const proofs = anyOf.filter((code) => DOCUMENTS[code] !== 'pemohon' && !NO_PROOF.includes(code));
      return proofs.length === 0 ? [] : [proofs.map(documentName).join(' atau ')];
    })
    .join('; ');
}
