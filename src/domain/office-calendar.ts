import type { PlainDate } from './family-card.ts';
import { plainDateOf } from './plain-date.ts';

/** Minutes since midnight (WIB), `to` not included. */
export interface OfficeTime {
  readonly from: number;
  readonly to: number;
}

/** When the office is open. All times are WIB, UTC+7, without summer time. */
export interface OfficeCalendar {
  /** By weekday, Sunday first. */
  readonly hours: readonly (readonly OfficeTime[])[];
  /** `YYYY-MM-DD`, or `MM-DD` for every year. */
  readonly holidays: ReadonlySet<string>;
  /** Weeks with other hours, as Ramadan has; the first that holds a day counts. */
  readonly periods?: readonly OfficePeriod[];
}

/** Other hours from one day to another, both included. */
export interface OfficePeriod {
  readonly from: PlainDate;
  readonly to: PlainDate;
  readonly hours: OfficeCalendar['hours'];
}

const WIB_MS = 7 * 3_600_000;
const DAY_MS = 86_400_000;
const MINUTE_MS = 60_000;
/** Farther than any case waits; a slip of the clock must not count for hours. */
const MOST_DAYS = 3_660;

const hour = (at: number, minutes = 0): number => at * 60 + minutes;
const usual: readonly OfficeTime[] = [
  { from: hour(7, 30), to: hour(12) },
  { from: hour(13), to: hour(16) },
];
const friday: readonly OfficeTime[] = [
  { from: hour(7, 30), to: hour(11, 30) },
  { from: hour(13), to: hour(16, 30) },
];

/**
 * Movable holidays and collective leave of 2026: joint decree of the ministers of religion, manpower and PANRB, No. 1497,
 * 2 and 5 of 2025 (19 September 2025), as the press printed it. Later years come from the office's file.
 */
const DECREE_OF_2026: readonly PlainDate[] = [
  ...['2026-01-16', '2026-02-16', '2026-02-17', '2026-03-18', '2026-03-19', '2026-03-20', '2026-03-21', '2026-03-22'],
  ...['2026-03-23', '2026-03-24', '2026-04-03', '2026-04-05', '2026-05-14', '2026-05-15', '2026-05-27', '2026-05-28'],
  ...['2026-05-31', '2026-06-16', '2026-08-25', '2026-12-24'],
];

/**
 * Working hours of Perpres 21/2023 (37.5 hours a week), the holidays that have a fixed date (Keppres 8/2024), and the
 * decree of the year that this was written in.
 */
export const USUAL_CALENDAR: OfficeCalendar = {
  hours: [[], usual, usual, usual, usual, friday, []],
  holidays: new Set(['01-01', '05-01', '06-01', '08-17', '12-25', ...DECREE_OF_2026]),
};

/** Whether this is a day on which the office works. */
export function isOfficeDay(calendar: OfficeCalendar, day: PlainDate): boolean {
  return officeTimes(calendar, day).length > 0;
}

/** Minutes of office time between two moments; 0 when `to` is not later. */
export function officeMinutes(calendar: OfficeCalendar, from: Date, to: Date): number {
  let sum = 0;
  let midnight = Date.parse(`${plainDateOf(from)}T00:00:00Z`) - WIB_MS;
  for (let days = 0; midnight < to.getTime() && days < MOST_DAYS; days += 1, midnight += DAY_MS)
    for (const open of officeTimes(calendar, plainDateOf(new Date(midnight)))) {
      const begins = Math.max(from.getTime(), midnight + open.from * MINUTE_MS);
      const ends = Math.min(to.getTime(), midnight + open.to * MINUTE_MS);
      if (ends > begins) sum += ends - begins;
    }
  return sum / MINUTE_MS;
}

/**
 * Minutes that a piece of work took (column "Waktu" of the SOP): office time only, so that a night or a holiday between
 * two moments does not count. Work that was begun and ended outside office hours took as long as it took.
 */
export function handlingMinutes(calendar: OfficeCalendar, from: Date, to: Date): number {
  const office = officeMinutes(calendar, from, to);
  return office > 0 ? office : Math.max(0, to.getTime() - from.getTime()) / MINUTE_MS;
}

/** The hours of one day, in order; none on a holiday and on a weekday that is closed. */
export function officeTimes(calendar: OfficeCalendar, day: PlainDate): readonly OfficeTime[] {
  const { holidays } = calendar;
  if (holidays.has(day) || holidays.has(day.slice(5))) return [];
  return hoursInForce(calendar, day)[new Date(`${day}T00:00:00Z`).getUTCDay()] ?? [];
}

/** The hours of a week as they are on this day: the usual ones, or those of a period. */
export function hoursInForce({ hours, periods }: OfficeCalendar, day: PlainDate): OfficeCalendar['hours'] {
  return periods?.find(({ from, to }) => from <= day && day <= to)?.hours ?? hours;
}
