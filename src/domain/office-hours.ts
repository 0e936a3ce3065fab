import type { PlainDate } from './family-card.ts';
import { dateFormat } from './language/date-format.ts';
import type { Language } from './language/language.ts';
import { hoursInForce, isOfficeDay, officeTimes, type OfficeCalendar, type OfficeTime } from './office-calendar.ts';
import { plainDateOf } from './plain-date.ts';

const DAY_MS = 86_400_000;
const OFFSET_MS = 7 * 3_600_000;
/** Longer than any row of holidays and leave. */
const FARTHEST_DAYS = 30;
const DAY = { weekday: 'long', day: 'numeric', month: 'long', timeZone: 'UTC' } as const;
/** A Sunday. */
const SUNDAY = Date.parse('2026-11-22T00:00:00Z');
/** Monday first, as an office says it. */
const WEEK = [1, 2, 3, 4, 5, 6, 0];

const minutesOf = (instant: Date) => Math.floor(((instant.getTime() + OFFSET_MS) % DAY_MS) / 60_000);
const clock = (minutes: number) =>
  `${String(Math.floor(minutes / 60)).padStart(2, '0')}.${String(minutes % 60).padStart(2, '0')}`;
const dayAfter = (now: Date, days: number): PlainDate => plainDateOf(new Date(now.getTime() + days * DAY_MS));
const dayName = (locale: string, day: PlainDate) => dateFormat(locale, DAY).format(new Date(`${day}T00:00:00Z`));

type Words = Pick<Language, 'hours' | 'locale'>;

export function isOpen(calendar: OfficeCalendar, now: Date): boolean {
  const minutes = minutesOf(now);
  return officeTimes(calendar, plainDateOf(now)).some(({ from, to }) => from <= minutes && minutes < to);
}

/** The honest sentence about when a person reads: today until closing, or from the next opening on. */
export function whenRead({ hours, locale }: Words, calendar: OfficeCalendar, now: Date): string {
  const today = officeTimes(calendar, plainDateOf(now));
  if (isOpen(calendar, now)) return hours('read.today', { until: clock(today.at(-1)!.to) });
  for (let days = 0; days <= FARTHEST_DAYS; days++) {
    const day = dayAfter(now, days);
    const next = officeTimes(calendar, day).find(({ from }) => days > 0 || minutesOf(now) < from);
    if (next === undefined) continue;
    const named = days === 0 ? hours('today') : dayName(locale, day);
    return hours('read.later', { day: named, from: clock(next.from) });
  }
  return hours('read.next-working-day');
}

/** The working day by whose end an officer has usually looked at what comes now: the next one. */
export function nextWorkingDay({ hours, locale }: Words, calendar: OfficeCalendar, now: Date): string {
  for (let days = 1; days <= FARTHEST_DAYS; days++) {
    const day = dayAfter(now, days);
    if (isOfficeDay(calendar, day)) return dayName(locale, day);
  }
  return hours('next-working-day');
}

/**
 * The hours of these days in one line: "Senin–Kamis 07.30–12.00 dan 13.00–16.00, Jumat 07.30–11.30 WIB". `today` chooses
 * between the usual hours and those of a special period.
 */
export function weekHours({ hours: say, locale }: Words, calendar: OfficeCalendar, today: PlainDate): string {
  const inForce = hoursInForce(calendar, today);
  const name = (weekday: number) =>
    dateFormat(locale, { weekday: 'long', timeZone: 'UTC' }).format(new Date(SUNDAY + weekday * DAY_MS));
  const said = (times: readonly OfficeTime[]) =>
    times
      .map(({ from, to }) => `${clock(from)}–${clock(to)}`)
      .reduce((first, second) => say('two-times', { first, second }));
  const runs: { first: number; last: number; times: readonly OfficeTime[] }[] = [];
  WEEK.forEach((weekday, i) => {
    const times = inForce[weekday] ?? [];
    const before = runs.at(-1);
    if (times.length === 0) return;
    if (before !== undefined && before.last === WEEK[i - 1] && said(before.times) === said(times))
      before.last = weekday;
    else runs.push({ first: weekday, last: weekday, times });
  });
  const days = runs
    .map(({ first, last, times }) => `${name(first)}${first === last ? '' : `–${name(last)}`} ${said(times)}`)
    .join(', ');
  return say('week', { hours: days });
}
