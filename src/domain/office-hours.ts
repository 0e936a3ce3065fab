import type { PlainDate } from './family-card.ts';
import { plainDateOf } from './plain-date.ts';

/** Minutes of the day in Bantul (UTC+7) in which somebody reads; index 0 is Sunday. */
const HOURS: readonly (readonly [number, number] | null)[] = [
  null,
  [450, 930],
  [450, 930],
  [450, 930],
  [450, 930],
  [450, 870],
  null,
];
/** National holidays with a fixed day. */
const FIXED = ['01-01', '05-01', '06-01', '08-17', '12-25'];
/**
 * Movable holidays and collective leave of 2026 that fall on a weekday: joint decree of the ministers of religion,
 * manpower and PANRB, No. 1497, 2 and 5 of 2025 (19 September 2025), as the press printed it. Later years: of its decree.
 */
const MOVABLE: readonly PlainDate[] = [
  '2026-01-16',
  '2026-02-16',
  '2026-02-17',
  '2026-03-18',
  '2026-03-19',
  '2026-03-20',
  '2026-03-23',
  '2026-03-24',
  '2026-04-03',
  '2026-05-14',
  '2026-05-15',
  '2026-05-27',
  '2026-05-28',
  '2026-06-16',
  '2026-08-25',
  '2026-12-24',
];
const DAY_MS = 86_400_000;
const OFFSET_MS = 7 * 3_600_000;
const FARTHEST_DAYS = 30;
const DAY = new Intl.DateTimeFormat('id-ID', { weekday: 'long', day: 'numeric', month: 'long', timeZone: 'UTC' });

const minutesOf = (instant: Date) => Math.floor(((instant.getTime() + OFFSET_MS) % DAY_MS) / 60_000);
const clock = (minutes: number) =>
  `${String(Math.floor(minutes / 60)).padStart(2, '0')}.${String(minutes % 60).padStart(2, '0')}`;

/** Opening and closing of a day; undefined on weekends and holidays. */
function hoursOf(day: PlainDate): readonly [number, number] | undefined {
  if (FIXED.includes(day.slice(5)) || MOVABLE.includes(day)) return undefined;
  return HOURS[new Date(`${day}T00:00:00Z`).getUTCDay()] ?? undefined;
}

export function isOpen(now: Date): boolean {
  const hours = hoursOf(plainDateOf(now));
  const minutes = minutesOf(now);
  return hours !== undefined && hours[0] <= minutes && minutes < hours[1];
}

/** The honest sentence about when a person reads: today until closing, or from the next opening on. */
export function whenRead(now: Date): string {
  const today = plainDateOf(now);
  if (isOpen(now)) return `Petugas membacanya pada jam kerja, hari ini sampai pukul ${clock(hoursOf(today)![1])}.`;
  for (let days = 0; days <= FARTHEST_DAYS; days++) {
    const day = plainDateOf(new Date(now.getTime() + days * DAY_MS));
    const hours = hoursOf(day);
    if (hours === undefined || (days === 0 && minutesOf(now) >= hours[0])) continue;
    const named = days === 0 ? 'hari ini' : `${DAY.format(new Date(`${day}T00:00:00Z`))}`;
    return `Sekarang di luar jam kerja. Petugas membacanya mulai ${named} pukul ${clock(hours[0])}.`;
  }
  return 'Petugas membacanya pada hari kerja berikutnya.';
}

/** The working day by whose end an officer has usually looked at what comes now: the next one. */
export function nextWorkingDay(now: Date): string {
  for (let days = 1; days <= FARTHEST_DAYS; days++) {
    const day = plainDateOf(new Date(now.getTime() + days * DAY_MS));
    if (hoursOf(day) !== undefined) return DAY.format(new Date(`${day}T00:00:00Z`));
  }
  return 'hari kerja berikutnya';
}
