import { handlingMinutes, type OfficeCalendar } from '../domain/office-calendar.ts';
import { SOP_STEPS, type SopStep } from '../domain/sop.ts';
import type { Activity } from '../process/process.ts';
import type { JournalRow } from '../store/store.ts';

/** One visit of a case to a step of the SOP. */
export interface AuditedVisit {
  readonly element: string;
  readonly name: string;
  /** Names of the system's work that the SOP counts to the same visit. */
  readonly includes: readonly string[];
  /** Name of the person; null: the system. */
  readonly who: string | null;
  readonly startedAt: Date;
  readonly endedAt: Date | null;
  /** From the appearance of the task to its end, in seconds; null while it is open. */
  readonly seconds: number | null;
  /**
   * Handling time as the SOP means it ("Waktu"), in seconds of office time: from the first look of the person who
   * decided to the decision, and the system's work that belongs to it. Null when nobody looked, or for work of the
   * system.
   */
  readonly handlingSeconds: number | null;
  readonly canceled: boolean;
}
export interface AuditedStep {
  readonly step: SopStep;
  readonly title: string;
  /** Column "Waktu" of SOP IKMT-PP-01-07. */
  readonly minutes: number;
  readonly visits: readonly AuditedVisit[];
  /** Longest handling time (system: longest run) is over the SOP's minutes. */
  readonly late: boolean;
}

/** Each step of the SOP with the visits of a case to it, measured as the lists over all cases measure them. */
export function auditedSteps(
  activities: readonly Activity[],
  journal: readonly JournalRow[],
  calendar: OfficeCalendar,
  nameOf: (username: string) => string,
): AuditedStep[] {
  return SOP_STEPS.map(({ step, title, minutes }) => {
    const passed = activities.filter((activity) => stepOf(activity) === step);
    const worked = passed.filter(({ type }) => type !== 'gateway');
    // Step 6 is no work of its own: there the question itself is the visit.
    const ofStep = worked.length > 0 ? worked : passed;
    const works = step === 4 ? printings(ofStep) : ofStep.map((activity) => [activity]);
    const visits = works.flatMap((work) => visitOf(work, deciderOf(work, activities), journal, calendar, nameOf) ?? []);
    const late = visits.some(({ who, seconds, handlingSeconds }) => {
      const measured = who === null ? seconds : handlingSeconds;
      return minutes > 0 && measured !== null && measured > minutes * 60;
    });
    return { step, title, minutes, visits, late };
  });
}

/**
 * The number at the front of an element's name is its step of the SOP (convention of the diagram, held by
 * test/diagram).
 */
function stepOf({ name }: Activity): number {
  return Number(/^(\d{1,2})\. /.exec(name ?? '')?.[1] ?? 0);
}

/** Step 4 is one piece of work of the SOP: draft and printing belong to the officer's request that they lead to. */
function printings(activities: readonly Activity[]): Activity[][] {
  const works: Activity[][] = [];
  for (const activity of activities) {
    const work = works.at(-1);
    const goesOn =
      work?.at(-1)?.type !== 'user-task' && work?.every(({ elementId }) => elementId !== activity.elementId);
    if (work !== undefined && goesOn === true) work.push(activity);
    else works.push([activity]);
  }
  return works;
}

/**
 * Who did it. A gateway that is a step by itself (6) goes the way of the answer before it: whoever gave that answer has
 * judged. Undefined: the system.
 */
function deciderOf(work: readonly Activity[], activities: readonly Activity[]): Activity | undefined {
  const last = work.at(-1);
  if (last?.type === 'user-task') return last;
  if (last?.type !== 'gateway') return undefined;
  return activities
    .slice(0, activities.indexOf(last))
    .findLast(({ type, endedAt, canceled }) => type === 'user-task' && !canceled && endedAt !== null);
}

/** Undefined: there is no such work. The last activity names the visit: a person's, where one belongs to it. */
function visitOf(
  work: readonly Activity[],
  decider: Activity | undefined,
  journal: readonly JournalRow[],
  calendar: OfficeCalendar,
  nameOf: (username: string) => string,
): AuditedVisit | undefined {
  const [first, last] = [work[0], work.at(-1)];
  if (first === undefined || last === undefined) return undefined;
  const { elementId, name, type, endedAt, canceled } = last;
  const before = work.slice(0, -1);
  const systemSeconds = before.reduce((sum, { startedAt, endedAt: end }) => sum + secondsBetween(startedAt, end), 0);
  const looked = type === 'user-task' && endedAt !== null ? firstLook(last, journal) : undefined;
  return {
    element: elementId,
    name: name ?? elementId,
    includes: before.map((one) => one.name ?? one.elementId),
    who: decider === undefined ? null : decider.who === null ? 'belum diambil' : nameOf(decider.who),
    startedAt: first.startedAt,
    endedAt,
    seconds: endedAt === null ? null : secondsBetween(first.startedAt, endedAt),
    handlingSeconds:
      endedAt === null || looked === undefined ? null : handlingMinutes(calendar, looked, endedAt) * 60 + systemSeconds,
    canceled,
  };
}

/** When the person who decided first looked at the case in this visit, or took the task. */
function firstLook({ who, startedAt, endedAt }: Activity, journal: readonly JournalRow[]): Date | undefined {
  return journal.find(
    ({ actor, event, at }) =>
      actor === who &&
      ((event.endsWith('-viewed') && event !== 'search-viewed') || event === 'task-taken') &&
      at >= startedAt &&
      at <= (endedAt ?? at),
  )?.at;
}

const secondsBetween = (from: Date, to: Date | null): number =>
  to === null ? 0 : Math.max(0, (to.getTime() - from.getTime()) / 1000);
