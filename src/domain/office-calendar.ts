import type { PlainDate } from './family-card.ts';
import { isPlainDate, plainDateOf } from './plain-date.ts';

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
}

const WIB_MS = 7 * 3_600_000;
const DAY_MS = 86_400_000;
const MINUTE_MS = 60_000;
/** Farther than any case waits; a slip of the clock must not count for hours. */
const MOST_DAYS = 3_660;

const WEEKDAYS = ['minggu', 'senin', 'selasa', 'rabu', 'kamis', 'jumat', 'sabtu'] as const;
const AT_MOST_MINUTES = 24 * 60;

const time = (text: string): OfficeTime => readTime(text)!;
const usual = [time('07.30-12.00'), time('13.00-16.00')];

/** Working hours of Perpres 21/2023 (37.5 hours a week) and the holidays that have a fixed date (Keppres 8/2024). */
export const USUAL_CALENDAR: OfficeCalendar = {
  hours: [[], usual, usual, usual, usual, [time('07.30-11.30'), time('13.00-16.30')], []],
  holidays: new Set(['01-01', '05-01', '06-01', '08-17', '12-25']),
};

/** Whether this is a day on which the office works. */
export function isOfficeDay(calendar: OfficeCalendar, day: PlainDate): boolean {
  return timesOf(calendar, day).length > 0;
}

/** Minutes of office time between two moments; 0 when `to` is not later. */
export function officeMinutes(calendar: OfficeCalendar, from: Date, to: Date): number {
  let sum = 0;
  let midnight = Date.parse(`${plainDateOf(from)}T00:00:00Z`) - WIB_MS;
  for (let days = 0; midnight < to.getTime() && days < MOST_DAYS; days += 1, midnight += DAY_MS)
    for (const open of timesOf(calendar, plainDateOf(new Date(midnight)))) {
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

function timesOf({ hours, holidays }: OfficeCalendar, day: PlainDate): readonly OfficeTime[] {
  if (holidays.has(day) || holidays.has(day.slice(5))) return [];
  return hours[new Date(`${day}T00:00:00Z`).getUTCDay()] ?? [];
}

/**
 * Reads the office's calendar file: `{"jam": {"senin": ["07.30-12.00", "13.00-16.00"], ...}, "libur": ["2027-03-10",
 * "12-25"]}`. A weekday that is not named is closed. Answers an Indonesian sentence for what cannot be.
 */
export function readOfficeCalendar(content: unknown): OfficeCalendar | string {
  if (!isRecord(content) || !isRecord(content['jam']) || !Array.isArray(content['libur']))
    return 'Isinya harus {"jam": {"senin": ["07.30-12.00"]}, "libur": ["2027-01-01"]}.';
  const unknown = Object.keys(content['jam']).find((day) => !WEEKDAYS.some((known) => known === day));
  if (unknown !== undefined) return `"${unknown}" bukan nama hari. Pilih: ${WEEKDAYS.join(', ')}.`;
  const hours: OfficeTime[][] = [];
  for (const weekday of WEEKDAYS) {
    const given: unknown = content['jam'][weekday] ?? [];
    if (!Array.isArray(given)) return `Jam hari ${weekday} harus daftar, misalnya ["07.30-12.00", "13.00-16.00"].`;
    const times = given.map((one) => (typeof one === 'string' ? readTime(one) : undefined));
    const read = times.filter((one) => one !== undefined);
    if (read.length < times.length || read.some((one, i) => i > 0 && one.from < read[i - 1]!.to))
      return `Jam hari ${weekday} tidak terbaca. Tulis berurutan, misalnya "07.30-12.00".`;
    hours.push(read);
  }
  if (hours.every((times) => times.length === 0))
    return 'Tidak ada jam kerja sama sekali. Isi paling sedikit satu hari.';
  const days: readonly unknown[] = content['libur'];
  const wrong = days.find((day) => typeof day !== 'string' || !isPlainDate(day.length === 5 ? `2024-${day}` : day));
  if (wrong !== undefined) return `Hari libur ${JSON.stringify(wrong)} bukan tanggal. Tulis "2027-03-10" atau "12-25".`;
  return { hours, holidays: new Set(days as string[]) };
}

function readTime(text: string): OfficeTime | undefined {
  const match = /^(\d{2})[.:](\d{2})\s*[-–]\s*(\d{2})[.:](\d{2})$/.exec(text);
  if (match === null) return undefined;
  const [, fromHour, fromMinute, toHour, toMinute] = match.map(Number) as [number, number, number, number, number];
  if (fromMinute > 59 || toMinute > 59) return undefined;
  const [from, to] = [fromHour * 60 + fromMinute, toHour * 60 + toMinute];
  return from < to && to <= AT_MOST_MINUTES ? { from, to } : undefined;
}

function isRecord(value: unknown): value is Record<string, unknown> {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}
