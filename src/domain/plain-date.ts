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
