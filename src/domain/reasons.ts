import { INDONESIAN } from './language/indonesian.ts';

/** Why a card is issued: Perpres 96/2018 art. 10 (a) new, (b) changed data, (c) lost or damaged. */
export const REASONS = ['perubahan-data', 'hilang', 'rusak', 'baru'] as const;
export type Reason = (typeof REASONS)[number];

/** As officers read them; residents: `names` of their language. */
export const REASON_LABELS = Object.fromEntries(
  REASONS.map((reason) => [reason, INDONESIAN.names[`reason.${reason}`]]),
) as Record<Reason, string>;
