import type { PlainDate } from './family-card.ts';
import { isPlainDate } from './plain-date.ts';

/** Days from `validFrom` to `validTo`, both included. */
export interface Period {
  readonly validFrom: PlainDate;
  readonly validTo: PlainDate;
}

export const covers = ({ validFrom, validTo }: Period, day: PlainDate): boolean => validFrom <= day && day <= validTo;

/** Absences and letters are written down at most this far ahead, so that a slip of the year is noticed. Days. */
const FARTHEST_DAYS = 366;
const DAY_MS = 86_400_000;

export type PeriodFault = 'NO_DAY' | 'BACKWARDS' | 'OVER' | 'TOO_FAR';

/** Why this period cannot be recorded today; undefined: it can. */
export function faultOfPeriod({ validFrom, validTo }: Period, today: PlainDate): PeriodFault | undefined {
  if (!isPlainDate(validFrom) || !isPlainDate(validTo)) return 'NO_DAY';
  if (validTo < validFrom) return 'BACKWARDS';
  if (validTo < today) return 'OVER';
  return Date.parse(validTo) - Date.parse(today) > FARTHEST_DAYS * DAY_MS ? 'TOO_FAR' : undefined;
}

const WIB_MS = 7 * 3_600_000;

/** The period as moments: from the first midnight (WIB) up to, not including, the one after its last day. */
export function momentsOf({ validFrom, validTo }: Period): { readonly from: Date; readonly to: Date } {
  return {
    from: new Date(Date.parse(`${validFrom}T00:00:00Z`) - WIB_MS),
    to: new Date(Date.parse(`${validTo}T00:00:00Z`) - WIB_MS + DAY_MS),
  };
}

/** Longer spans are not read at once; two years hold every comparison that an office makes. */
const LONGEST_SPAN_DAYS = 2 * 366;

/** Whether a period of the past or present cannot be read: no days, backwards, or too long. */
export function faultOfSpan({ validFrom, validTo }: Period): boolean {
  if (!isPlainDate(validFrom) || !isPlainDate(validTo) || validTo < validFrom) return true;
  return Date.parse(validTo) - Date.parse(validFrom) > LONGEST_SPAN_DAYS * DAY_MS;
}
