import type { CardComparison } from '../domain/card/compare-printed.ts';
import type { ExpectedPrint } from '../domain/card/expected-print.ts';
import type { SiakCardRecord } from '../store/siak-cards.ts';
import type { Dependencies } from './dependencies.ts';
import { NotNow } from './not-possible.ts';
import { openCase, reachCase } from './open-case.ts';

/** The card from SIAK beside what the case expects of it. */
export interface BroughtCard {
  readonly taskId: string;
  readonly sha256: string;
  readonly broughtAt: Date;
  readonly signerName: string | null;
  readonly signedAt: Date | null;
  readonly comparison: CardComparison;
  readonly expected: ExpectedPrint;
}
export const broughtCard = (
  { taskId, sha256, broughtAt, signerName, signedAt, comparison }: SiakCardRecord,
  expected: ExpectedPrint,
): BroughtCard => ({ taskId, sha256, broughtAt, signerName, signedAt, comparison, expected });

type Needs = Pick<Dependencies, 'store' | 'documents' | 'now'>;

/** Picture of the card that waits for the print officer's word, at readable size; journalled as seen. */
export function viewBroughtCard(needs: Needs) {
  return async (
    username: string,
    applicationNumber: string,
  ): Promise<{ readonly png: Buffer; readonly sha256: string }> => {
    const card = await needs.store.siakCards.newest(applicationNumber);
    if (card === undefined) {
      await reachCase(needs, username, applicationNumber, { event: 'view-refused', asked: 'brought-card-viewed' });
      throw new NotNow('Belum ada KK dari SIAK pada berkas ini.');
    }
    await openCase(needs, username, applicationNumber, 'brought-card-viewed', { sha256: card.sha256 });
    return { png: await needs.documents.get(card.previewSha256), sha256: card.sha256 };
  };
}
