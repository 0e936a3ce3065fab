import type { PlainDate } from './family-card.ts';

/** Bantul's calendar day (Asia/Jakarta, UTC+7, no summer time) of an instant. */
export function plainDateOf(instant: Date): PlainDate {
  return new Date(instant.getTime() + 7 * 3_600_000).toISOString().slice(0, 10);
}

/** Whether the text is a day that exists, written YYYY-MM-DD. */
export function isPlainDate(text: string): boolean {
  const date = new Date(`${text}T00:00:00Z`);
  return /^\d{4}-\d{2}-\d{2}$/.test(text) && !Number.isNaN(date.getTime()) && date.toISOString().startsWith(text);
}

/** DD-MM-YYYY as printed on the card. */
export function printedDate(date: PlainDate): string {
  return date.split('-').reverse().join('-');
}

/**
 * A date as the form sends it (YYYY-MM-DD) or as the card prints it (DD-MM-YYYY); undefined when it is not a calendar
 * date.
 */
export function toPlainDate(text: string): PlainDate | undefined {
  const printed = /^(\d{1,2})[-/. ](\d{1,2})[-/. ](\d{4})$/.exec(text.trim());
  const date =
    printed === null ? text.trim() : `${printed[3]}-${printed[2]!.padStart(2, '0')}-${printed[1]!.padStart(2, '0')}`;
  return isPlainDate(date) ? date : undefined;
}
