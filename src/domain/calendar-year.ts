import type { OfficeCalendar } from './office-calendar.ts';
import type { PlainDate } from './family-card.ts';

/**
 * From this month on the next year's holidays should be there: the joint decree is out, and terms reach over the new
 * year.
 */
const NEXT_YEAR_FROM = '12';

/**
 * The year whose holidays nobody has written down: this one, or in December the next; undefined when all is there.
 * Holidays with a fixed date ("12-25") say nothing of Lebaran and Nyepi, which move: a year counts as written down when
 * at least one day of it stands with its year.
 */
export function yearWithoutHolidays({ holidays }: OfficeCalendar, today: PlainDate): number | undefined {
  const year = Number(today.slice(0, 4));
  const due = today.slice(5, 7) >= NEXT_YEAR_FROM ? [year, year + 1] : [year];
  return due.find((one) => ![...holidays].some((day) => day.startsWith(`${one}-`)));
}
