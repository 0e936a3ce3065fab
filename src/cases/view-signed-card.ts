import type { Dependencies } from './dependencies.ts';
import { NotNow } from './not-possible.ts';
import { openCase } from './open-case.ts';

type Needs = Pick<Dependencies, 'store' | 'documents' | 'now'>;

/** The signed card, for handing over at the counter (SOP step 8). */
export function viewSignedCard(needs: Needs) {
  return async (username: string, applicationNumber: string): Promise<Buffer> => {
    const { record } = await openCase(needs, username, applicationNumber, 'signed-card-viewed');
    if (record.signedSha256 === null) throw new NotNow('KK belum ditandatangani.');
    return needs.documents.get(record.signedSha256);
  };
}
