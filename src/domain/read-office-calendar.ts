import type { OfficeCalendar, OfficePeriod, OfficeTime } from './office-calendar.ts';
import { isPlainDate } from './plain-date.ts';

const WEEKDAYS = ['minggu', 'senin', 'selasa', 'rabu', 'kamis', 'jumat', 'sabtu'] as const;
const AT_MOST_MINUTES = 24 * 60;

/**
 * Reads the office's calendar file: `{"jam": {"senin": ["07.30-12.00", "13.00-16.00"], ...}, "libur": ["2027-03-10",
 * "12-25"], "khusus": [{"dari": "2027-02-08", "sampai": "2027-03-09", "jam": {...}}]}`. A weekday that is not named is
 * closed; `khusus` may be absent. Answers an Indonesian sentence for what cannot be.
 */
export function readOfficeCalendar(content: unknown): OfficeCalendar | string {
  if (!isRecord(content) || !isRecord(content['jam']) || !Array.isArray(content['libur']))
    return 'Isinya harus {"jam": {"senin": ["07.30-12.00"]}, "libur": ["2027-01-01"]}.';
  const hours = readHours(content['jam']);
  if (typeof hours === 'string') return hours;
  if (hours.every((times) => times.length === 0))
    return 'Tidak ada jam kerja sama sekali. Isi paling sedikit satu hari.';
  const days: readonly unknown[] = content['libur'];
  const wrong = days.find((day) => typeof day !== 'string' || !isPlainDate(day.length === 5 ? `2024-${day}` : day));
  if (wrong !== undefined) return `Hari libur ${JSON.stringify(wrong)} bukan tanggal. Tulis "2027-03-10" atau "12-25".`;
  const periods = readPeriods(content['khusus'] ?? []);
  return typeof periods === 'string' ? periods : { hours, holidays: new Set(days as string[]), periods };
}

function readHours(given: Readonly<Record<string, unknown>>): OfficeTime[][] | string {
  const unknown = Object.keys(given).find((day) => !WEEKDAYS.some((known) => known === day));
  if (unknown !== undefined) return `"${unknown}" bukan nama hari. Pilih: ${WEEKDAYS.join(', ')}.`;
  const hours: OfficeTime[][] = [];
  for (const weekday of WEEKDAYS) {
    const listed: unknown = given[weekday] ?? [];
    if (!Array.isArray(listed)) return `Jam hari ${weekday} harus daftar, misalnya ["07.30-12.00", "13.00-16.00"].`;
    const times = listed.map((one) => (typeof one === 'string' ? readTime(one) : undefined));
    const read = times.filter((one) => one !== undefined);
    if (read.length < times.length || read.some((one, i) => i > 0 && one.from < read[i - 1]!.to))
      return `Jam hari ${weekday} tidak terbaca. Tulis berurutan, misalnya "07.30-12.00".`;
    hours.push(read);
  }
  return hours;
}

function readPeriods(given: unknown): OfficePeriod[] | string {
  const example = '{"dari": "2027-02-08", "sampai": "2027-03-09", "jam": {"senin": ["08.00-15.00"]}}';
  if (!Array.isArray(given)) return `"khusus" harus daftar, misalnya [${example}].`;
  const periods: OfficePeriod[] = [];
  for (const one of given as readonly unknown[]) {
    const { dari: from, sampai: to, jam } = isRecord(one) ? one : {};
    if (!isDay(from) || !isDay(to) || from > to || !isRecord(jam))
      return `Masa khusus ${JSON.stringify(one)} tidak terbaca. Tulis misalnya ${example}.`;
    const hours = readHours(jam);
    if (typeof hours === 'string') return `Masa khusus mulai ${from}: ${hours}`;
    periods.push({ from, to, hours });
  }
  return periods;
}

function readTime(text: string): OfficeTime | undefined {
  const match = /^(\d{2})[.:](\d{2})\s*[-–]\s*(\d{2})[.:](\d{2})$/.exec(text);
  if (match === null) return undefined;
  const [, fromHour, fromMinute, toHour, toMinute] = match.map(Number) as [number, number, number, number, number];
  if (fromMinute > 59 || toMinute > 59) return undefined;
  const [from, to] = [fromHour * 60 + fromMinute, toHour * 60 + toMinute];
  return from < to && to <= AT_MOST_MINUTES ? { from, to } : undefined;
}

const isDay = (value: unknown): value is string => typeof value === 'string' && isPlainDate(value);

function isRecord(value: unknown): value is Record<string, unknown> {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}
