import { readFileSync } from 'node:fs';
import { ConfigError } from '../config/values.ts';
import { USUAL_CALENDAR, type OfficeCalendar } from '../domain/office-calendar.ts';
import { readOfficeCalendar } from '../domain/read-office-calendar.ts';

/** The office's calendar; the usual one without a file. Throws ConfigError with what to mend. */
export function readCalendarFile(file: string | undefined): OfficeCalendar {
  if (file === undefined || file === '') return USUAL_CALENDAR;
  const calendar = readOfficeCalendar(contentOf(file));
  if (typeof calendar === 'string') throw new ConfigError(`OFFICE_CALENDAR_FILE: ${calendar}`);
  return calendar;
}

function contentOf(file: string): unknown {
  try {
    return JSON.parse(readFileSync(file, 'utf8'));
  } catch {
    throw new ConfigError(`OFFICE_CALENDAR_FILE: ${file} tidak dapat dibaca sebagai JSON. Periksa nama dan isinya.`);
  }
}
