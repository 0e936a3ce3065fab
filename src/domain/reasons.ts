/** Why a card is issued: Perpres 96/2018 art. 10 (a) new, (b) changed data, (c) lost or damaged. */
export const REASONS = ['perubahan-data', 'hilang', 'rusak', 'baru'] as const;
export type Reason = (typeof REASONS)[number];
export const REASON_LABELS: Record<Reason, string> = {
  'perubahan-data': 'Perubahan data dalam KK',
  hilang: 'KK hilang',
  rusak: 'KK rusak',
  baru: 'KK baru',
};
