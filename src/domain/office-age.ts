import { officeMinutes, type OfficeCalendar } from './office-calendar.ts';

/** An office day: 37.5 hours in five days (Perpres 21/2023). Minutes. */
const OFFICE_DAY_MINUTES = 450;
/**
 * A task that has waited so long stands out in the list: one office day, as the SOP's minutes are those of the work
 * itself.
 */
export const WAITS_LONG_MINUTES = OFFICE_DAY_MINUTES;

const DAY_MS = 86_400_000;
/** Farther back than any task waits. */
const MOST_DAYS = 3_660;

/**
 * The latest moment from which at least so many office minutes have passed until `now`: what began before it waits
 * longer. A list is filtered by this moment instead of computing the age of each row.
 */
export function officeTimeBefore(calendar: OfficeCalendar, now: Date, minutes: number): Date {
  const at = (ms: number) => new Date(now.getTime() - ms);
  let far = DAY_MS;
  while (officeMinutes(calendar, at(far), now) < minutes && far < MOST_DAYS * DAY_MS) far *= 2;
  let near = 0;
  // To the second: the age itself is shown in minutes.
  while (far - near > 1_000) {
    const middle = (near + far) / 2;
    if (officeMinutes(calendar, at(middle), now) < minutes) near = middle;
    else far = middle;
  }
  return at(far);
}

/** "baru saja", "35 menit kerja", "5 jam 10 menit kerja", "2 hari 3 jam kerja". */
export function officeDuration(minutes: number): string {
  const whole = Math.floor(minutes);
  if (whole < 1) return 'baru saja';
  const days = Math.floor(whole / OFFICE_DAY_MINUTES);
  const hours = Math.floor((whole % OFFICE_DAY_MINUTES) / 60);
  const rest = (whole % OFFICE_DAY_MINUTES) % 60;
  const parts =
    days > 0
      ? [`${days} hari`, hours > 0 && `${hours} jam`]
      : [hours > 0 && `${hours} jam`, rest > 0 && `${rest} menit`];
  return `${parts.filter((part) => part !== false).join(' ')} kerja`;
}
