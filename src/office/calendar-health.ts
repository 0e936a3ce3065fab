import { yearWithoutHolidays } from '../domain/calendar-year.ts';
import type { OfficeCalendar } from '../domain/office-calendar.ts';
import { plainDateOf } from '../domain/plain-date.ts';

/**
 * For /healthz and the admin's page: says when the holidays of a year are not written down, because then waiting is
 * counted over days on which nobody works, and messages promise days on which nobody answers. `rehearsal`: an office
 * with simulators and without a file of its own, of which nobody expects it.
 */
export function calendarHealth(calendar: OfficeCalendar, now: () => Date, rehearsal: boolean): () => Promise<unknown> {
  return () => {
    const year = rehearsal ? undefined : yearWithoutHolidays(calendar, plainDateOf(now()));
    return Promise.resolve(
      year === undefined
        ? undefined
        : `hari libur ${year} belum ada: isi OFFICE_CALENDAR_FILE menurut SKB tiga menteri`,
    );
  };
}
