import { handlingMinutes, officeMinutes, type OfficeCalendar } from './office-calendar.ts';
import { SOP_STEPS, sopMinutes, type SopStep } from './sop.ts';

/** What was measured of one visit to a step. */
export interface MeasuredStep {
  readonly step: SopStep;
  /** Handling time as the SOP means it, in office minutes; null: nobody noted when the work was begun. */
  readonly minutes: number | null;
  /** Office minutes in the queue before anybody began; null for work of the system. */
  readonly waited: number | null;
  /** The handling time is over the SOP's minutes. */
  readonly late: boolean;
}

/** A step over many visits. All times in minutes; null: nothing was measured. */
export interface StepSummary {
  readonly step: SopStep;
  readonly title: string;
  readonly sopMinutes: number;
  readonly visits: number;
  /** Visits whose beginning is known. */
  readonly measured: number;
  readonly late: number;
  readonly median: number | null;
  readonly ninetieth: number | null;
  readonly longest: number | null;
  readonly medianWait: number | null;
}

/** Human work: from the first look of who decided to the decision, and the system's work that belongs to it. */
export function measureTask(
  calendar: OfficeCalendar,
  task: { step: SopStep; appearedAt: Date; takenAt: Date | null; systemMinutes?: number | null; decidedAt: Date },
): MeasuredStep {
  const { step, appearedAt, takenAt, systemMinutes, decidedAt } = task;
  const minutes = takenAt === null ? null : handlingMinutes(calendar, takenAt, decidedAt) + (systemMinutes ?? 0);
  const waited = officeMinutes(calendar, appearedAt, takenAt ?? decidedAt);
  return { step, minutes, waited, late: isLate(step, minutes) };
}

/** Work of the system, which keeps no office hours. */
export function measureRun(run: { step: SopStep; startedAt: Date | null; endedAt: Date }): MeasuredStep {
  const { step, startedAt, endedAt } = run;
  const minutes = startedAt === null ? null : Math.max(0, endedAt.getTime() - startedAt.getTime()) / 60_000;
  return { step, minutes, waited: null, late: isLate(step, minutes) };
}

function isLate(step: SopStep, minutes: number | null): boolean {
  return minutes !== null && sopMinutes(step) > 0 && minutes > sopMinutes(step);
}

/** The steps that the office itself does, in order; one that was never visited has nothing measured. */
export function summarizeSteps(measured: readonly MeasuredStep[]): StepSummary[] {
  return SOP_STEPS.filter(({ lane }) => lane !== 'pemohon')
    .filter(({ step }) => step !== 6)
    .map(({ step, title, minutes }) => {
      const visits = measured.filter((one) => one.step === step);
      const times = visits.flatMap((one) => one.minutes ?? []).toSorted((a, b) => a - b);
      const waits = visits.flatMap((one) => one.waited ?? []).toSorted((a, b) => a - b);
      return {
        step,
        title,
        sopMinutes: minutes,
        visits: visits.length,
        measured: times.length,
        late: visits.filter(({ late }) => late).length,
        median: quantile(times, 0.5),
        ninetieth: quantile(times, 0.9),
        longest: times.at(-1) ?? null,
        medianWait: quantile(waits, 0.5),
      };
    });
}

/** The nearest-rank quantile of sorted numbers. */
export function quantile(sorted: readonly number[], part: number): number | null {
  return sorted[Math.max(0, Math.ceil(part * sorted.length) - 1)] ?? null;
}
