import type { PlainDate } from '../../domain/family-card.ts';
import { plainDateOf } from '../../domain/plain-date.ts';
import type { DayCount, Inquiries, Span } from '../../store/inquiries.ts';
import { inquire, type AuditDependencies } from './inquire.ts';

/** A day of the office, and how many cases were open when it ended. */
export interface CountedDay extends DayCount {
  readonly open: number;
}

/** How many came, ended and were waiting, day by day. */
export function countDays(needs: AuditDependencies) {
  return (username: string, span: Span): Promise<CountedDay[]> =>
    inquire(needs, username, { question: 'days', detail: { ...span } }, () => daysWithin(needs.store.inquiries, span));
}

const NOTHING = { submitted: 0, signed: 0, archived: 0, closed: 0, withdrawn: 0, refused: 0 };
const DAY_MS = 86_400_000;
/** Ten years; a span that is longer is a slip. */
const MOST_DAYS = 3_660;

/** Every day of the span, also those on which nothing happened. */
export async function daysWithin(inquiries: Pick<Inquiries, 'days' | 'openAt'>, span: Span): Promise<CountedDay[]> {
  const [happened, before] = await Promise.all([inquiries.days(span), inquiries.openAt(span.from)]);
  const byDay = new Map(happened.map((day) => [day.day, day]));
  const days: CountedDay[] = [];
  let open = before;
  for (const day of eachDay(span)) {
    const counted = byDay.get(day) ?? { day, ...NOTHING };
    open += counted.submitted - counted.archived - counted.closed - counted.withdrawn - counted.refused;
    days.push({ ...counted, open });
  }
  return days;
}

function eachDay({ from, to }: Span): PlainDate[] {
  const days: PlainDate[] = [];
  for (let at = from.getTime(); at < to.getTime() && days.length < MOST_DAYS; at += DAY_MS)
    days.push(plainDateOf(new Date(at)));
  return days;
}
