import type { CaseRecord } from '../store/store.ts';
import { subjectHash } from './case-subjects.ts';
import type { Dependencies } from './dependencies.ts';

/**
 * Whether the card of this case is void because of a card that was issued after it: one with its KK number, or one of
 * another family whose entry changed or ended this card (Perpres 96/2018: one card for a family; the third notice of
 * SOP step 8 has the old one handed in). SIAK alone knows what other offices issued since.
 */
export async function isSuperseded(
  { store, settings }: Pick<Dependencies, 'store' | 'settings'>,
  { applicationNumber, kkNumber }: Pick<CaseRecord, 'applicationNumber' | 'kkNumber'>,
): Promise<boolean> {
  if (kkNumber === null) return false;
  const card = subjectHash(settings.linkKey, 'kk', kkNumber);
  return store.touchedCards.isOutdated({ applicationNumber, kkNumber, card });
}
