import type { CaseState } from '../../domain/case-state.ts';
import type { DocumentKind } from '../../domain/document-kinds.ts';
import type { PlainDate } from '../../domain/family-card.ts';
import { officeMinutes, type OfficeCalendar } from '../../domain/office-calendar.ts';
import { momentsOf, type Period } from '../../domain/period.ts';
import { plainDateOf } from '../../domain/plain-date.ts';
import { summarizeSteps, type StepSummary } from '../../domain/sop-measure.ts';
import { mondayOf } from '../../domain/weeks.ts';
import type { Store } from '../../store/store.ts';
import { daysWithin } from '../audit/count-days.ts';
import { returnsWithin, type ReturnKind } from '../audit/list-returns.ts';
import { measurePeriod, type MeasuredVisit } from '../audit/steps-against-sop.ts';

export type Grain = 'day' | 'week';

/** A day, or a week by its Monday. */
export interface Bucket {
  readonly begins: PlainDate;
  readonly submitted: number;
  readonly signed: number;
  readonly archived: number;
  readonly closed: number;
  readonly withdrawn: number;
  readonly refused: number;
  /** Cases that were open when it ended. */
  readonly open: number;
  /** Steps whose handling time is known, and those of them that were over the SOP's. */
  readonly measured: number;
  readonly late: number;
}

/** Upper bounds in working days; the last bucket has none. */
export const AGE_BOUNDS = [1, 3, 5] as const;
/** A working day in minutes: 37.5 hours in five days (Perpres 21/2023). */
const WORKING_DAY = 450;

export interface Performance {
  readonly period: Period;
  readonly grain: Grain;
  readonly buckets: readonly Bucket[];
  readonly totals: Omit<Bucket, 'begins'>;
  readonly steps: readonly StepSummary[];
  /** What is open now: by state, with the age of the oldest in office minutes since it was submitted. */
  readonly backlog: readonly { readonly state: CaseState; readonly count: number; readonly oldestMinutes: number }[];
  /** What is open now, the applicant's turns left out: by age in working days; one number more than AGE_BOUNDS. */
  readonly ages: readonly number[];
  readonly returns: readonly { readonly kind: ReturnKind; readonly count: number }[];
  /** Papers that were asked for, most often first. */
  readonly missing: readonly { readonly paper: DocumentKind; readonly count: number }[];
  readonly cut: boolean;
}

export interface PerformanceSources {
  readonly store: Pick<Store, 'inquiries' | 'cases' | 'people'>;
  readonly calendar: OfficeCalendar;
  readonly now: () => Date;
}

/** What the office did within the period, and what is open now. */
export async function measurePerformance(
  { store, calendar, now }: PerformanceSources,
  period: Period,
  grain: Grain,
): Promise<Performance> {
  const span = momentsOf(period);
  const [days, { visits, cut }, returned, open] = await Promise.all([
    daysWithin(store.inquiries, span),
    measurePeriod(store.inquiries, calendar, span),
    returnsWithin({ store }, span),
    store.cases.unfinished(),
  ]);
  const buckets = bucketsOf(days, visits, grain);
  const age = (since: Date) => officeMinutes(calendar, since, now());
  return {
    period,
    grain,
    buckets,
    totals: totalsOf(buckets),
    steps: summarizeSteps(visits),
    backlog: countBy(open, ({ state }) => state).map(([state, cases]) => ({
      state,
      count: cases.length,
      oldestMinutes: Math.max(...cases.map(({ submittedAt }) => age(submittedAt))),
    })),
    ages: agesOf(
      open.filter(({ state }) => state !== 'waiting-for-applicant').map(({ submittedAt }) => age(submittedAt)),
    ),
    returns: countBy(returned.rows, ({ kind }) => kind).map(([kind, rows]) => ({ kind, count: rows.length })),
    missing: countBy(
      returned.rows.flatMap(({ missing }) => missing),
      (paper) => paper,
    ).map(([paper, papers]) => ({ paper, count: papers.length })),
    cut: cut || returned.cut,
  };
}

function bucketsOf(
  days: Awaited<ReturnType<typeof daysWithin>>,
  visits: readonly MeasuredVisit[],
  grain: Grain,
): Bucket[] {
  const begins = (day: PlainDate) => (grain === 'week' ? mondayOf(day) : day);
  const measured = visits.filter(({ minutes }) => minutes !== null);
  return countBy(days, ({ day }) => begins(day))
    .map(([start, within]): Bucket => {
      const sum = (name: 'submitted' | 'signed' | 'archived' | 'closed' | 'withdrawn' | 'refused') =>
        within.reduce((total, day) => total + day[name], 0);
      const done = measured.filter(({ endedAt }) => begins(plainDateOf(endedAt)) === start);
      return {
        begins: start,
        submitted: sum('submitted'),
        signed: sum('signed'),
        archived: sum('archived'),
        closed: sum('closed'),
        withdrawn: sum('withdrawn'),
        refused: sum('refused'),
        open: within.at(-1)?.open ?? 0,
        measured: done.length,
        late: done.filter(({ late }) => late).length,
      };
    })
    .toSorted((a, b) => a.begins.localeCompare(b.begins));
}

function totalsOf(buckets: readonly Bucket[]): Performance['totals'] {
  const sum = (name: keyof Omit<Bucket, 'begins'>) => buckets.reduce((total, bucket) => total + bucket[name], 0);
  return {
    submitted: sum('submitted'),
    signed: sum('signed'),
    archived: sum('archived'),
    closed: sum('closed'),
    withdrawn: sum('withdrawn'),
    refused: sum('refused'),
    measured: sum('measured'),
    late: sum('late'),
    open: buckets.at(-1)?.open ?? 0,
  };
}

function agesOf(minutes: readonly number[]): number[] {
  const bounds = [...AGE_BOUNDS.map((days) => days * WORKING_DAY), Infinity];
  return bounds.map((bound, i) => minutes.filter((age) => age < bound && age >= (bounds[i - 1] ?? 0)).length);
}

/** Groups by what `of` answers; largest group first. */
function countBy<T, K>(items: readonly T[], of: (item: T) => K): [K, T[]][] {
  const groups = new Map<K, T[]>();
  for (const item of items) {
    const group = groups.get(of(item));
    if (group === undefined) groups.set(of(item), [item]);
    else group.push(item);
  }
  return [...groups].toSorted(([, a], [, b]) => b.length - a.length);
}
