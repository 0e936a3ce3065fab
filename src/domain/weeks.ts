import type { PlainDate } from './family-card.ts';

const DAY_MS = 86_400_000;

/** The Monday of the week that holds this day. */
export function mondayOf(day: PlainDate): PlainDate {
  const at = Date.parse(`${day}T00:00:00Z`);
  const sinceMonday = (new Date(at).getUTCDay() + 6) % 7;
  return new Date(at - sinceMonday * DAY_MS).toISOString().slice(0, 10);
}
