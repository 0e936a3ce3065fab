import type { CaseRecord, Store } from '../store/store.ts';

/**
 * Whether the card of this case is void because a newer one with its KK number was signed (Perpres 96/2018: one card for a family; the
 * third notice of SOP step 8 has the old one handed in).
 */
export async function isSuperseded(
  { cases }: Pick<Store, 'cases'>,
  { applicationNumber, kkNumber }: Pick<CaseRecord, 'applicationNumber' | 'kkNumber'>,
): Promise<boolean> {
  if (kkNumber === null) return false;
  const newest = await cases.newestWithCard(kkNumber);
  return newest !== undefined && newest !== applicationNumber;
}
