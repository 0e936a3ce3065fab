import type { OfficeCalendar } from '../../domain/office-calendar.ts';
import {
  measureRun,
  measureTask,
  summarizeSteps,
  type MeasuredStep,
  type StepSummary,
} from '../../domain/sop-measure.ts';
import type { Inquiries, Span } from '../../store/inquiries.ts';
import { inquire, names, upTo, type AuditDependencies } from './inquire.ts';

/** A quarter of a large office; numbers, not rows to read. */
const MOST_MEASURED = 100_000;

/** A visit of a case to a step, with how long it took. */
export interface MeasuredVisit extends MeasuredStep {
  readonly applicationNumber: string;
  /** User name; null: the system. */
  readonly by: string | null;
  readonly endedAt: Date;
}
export interface MeasuredPeriod {
  /** Oldest first. */
  readonly visits: readonly MeasuredVisit[];
  readonly cut: boolean;
}
export interface StepsAgainstSop {
  readonly summary: readonly StepSummary[];
  /** Longest first, with the name of who did it. */
  readonly late: readonly (MeasuredVisit & { readonly who: string })[];
  readonly cut: boolean;
}

/** Which steps took longer than the SOP allows. */
export function stepsAgainstSop(needs: AuditDependencies) {
  return (username: string, span: Span): Promise<StepsAgainstSop> =>
    inquire(needs, username, { question: 'steps-against-sop', detail: { ...span } }, async () => {
      const { visits, cut } = await measurePeriod(needs.store.inquiries, needs.calendar, span);
      const nameOf = await names(needs);
      return {
        summary: summarizeSteps(visits),
        late: visits
          .filter(({ late }) => late)
          .toSorted((a, b) => (b.minutes ?? 0) - (a.minutes ?? 0))
          .map((visit) => ({ ...visit, who: visit.by === null ? 'sistem' : nameOf(visit.by) })),
        cut,
      };
    });
}

/** Everything that was done within the span, measured. */
export async function measurePeriod(
  inquiries: Pick<Inquiries, 'handled' | 'systemRuns'>,
  calendar: OfficeCalendar,
  span: Span,
): Promise<MeasuredPeriod> {
  const [tasks, runs] = await Promise.all([
    upTo((limit) => inquiries.handled(span, limit), MOST_MEASURED),
    upTo((limit) => inquiries.systemRuns(span, limit), MOST_MEASURED),
  ]);
  const visits = [
    ...tasks.rows.map(({ applicationNumber, decidedBy, ...task }) => ({
      applicationNumber,
      by: decidedBy,
      endedAt: task.decidedAt,
      ...measureTask(calendar, task),
    })),
    ...runs.rows.map(({ applicationNumber, ...run }) => ({
      applicationNumber,
      by: null,
      endedAt: run.endedAt,
      ...measureRun(run),
    })),
  ];
  return { visits: visits.toSorted((a, b) => a.endedAt.getTime() - b.endedAt.getTime()), cut: tasks.cut || runs.cut };
}
