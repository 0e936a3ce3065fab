import type { Reason } from '../domain/application.ts';
import type { ElementCode } from '../domain/elements.ts';
import type { FailureCode } from '../domain/failures.ts';
import { judgeTask, type Ties } from '../domain/judge-decision.ts';
import type { PlainDate } from '../domain/family-card.ts';
import { WAITS_LONG_MINUTES } from '../domain/office-age.ts';
import { officeMinutes, type OfficeCalendar } from '../domain/office-calendar.ts';
import { sopMinutes, type HumanStep } from '../domain/sop.ts';
import { isOfEntryOfficer, stepOfTask } from '../domain/user-tasks.ts';
import type { TaskId } from '../domain/work-list.ts';
import type { ListedTask } from '../store/store.ts';
import { inForce } from './decisions-in-force.ts';
import type { IdentifiedOfficer } from './identify-officer.ts';
import { returnReason, type ReturnReason } from './return-reason.ts';

/** A task as an officer sees it in a list, without a name. */
export interface OfficerTask {
  readonly task: TaskId;
  readonly element: string;
  readonly step: HumanStep;
  readonly applicationNumber: string;
  readonly reason: Reason;
  readonly elements: readonly ElementCode[];
  /** Code of the kalurahan. */
  readonly kalurahan: string;
  readonly assignee: string | null;
  /** Assigned to this officer, by the engine or by the case. */
  readonly mine: boolean;
  /** Assigned to a colleague who is on duty. */
  readonly anothers: boolean;
  readonly createdAt: Date;
  readonly waitingMinutes: number;
  /** The same in office hours. */
  readonly officeMinutes: number;
  /** Minutes of the SOP for this step. */
  readonly sopMinutes: number;
  /** Has waited an office day or longer. The SOP's minutes are those of the work itself, not of the queue before it. */
  readonly late: boolean;
  readonly returned: ReturnReason | null;
  /** Why this officer may not take it although it lies in their lane; null when they may. */
  readonly blocked: FailureCode | null;
}

/** What of today the description depends on. */
export interface Today {
  readonly now: Date;
  readonly day: PlainDate;
  readonly absent: ReadonlySet<string>;
  /** Waiting is counted in the hours of the office. */
  readonly calendar: OfficeCalendar;
}

/** Undefined for a user task that the program does not know how to judge. */
export function describeTask(
  { person, roster }: IdentifiedOfficer,
  listed: ListedTask,
  { now, day, absent, calendar }: Today,
  ties: Ties,
): OfficerTask | undefined {
  const { element, assignee, entryOfficer, createdAt, decisions } = listed;
  const step = stepOfTask(element);
  if (step === undefined) return undefined;
  const verdict = judgeTask({
    person,
    element,
    assignee,
    entryOfficer,
    history: inForce(decisions),
    delegations: roster.delegations,
    absent,
    ties,
    today: day,
  });
  const waitingMs = now.getTime() - createdAt.getTime();
  const inOffice = officeMinutes(calendar, createdAt, now);
  return {
    task: listed.taskId,
    element,
    step,
    applicationNumber: listed.applicationNumber,
    reason: listed.reason,
    elements: listed.elements,
    kalurahan: listed.kalurahan,
    assignee,
    mine: assignee === person.username || (isOfEntryOfficer(element) && entryOfficer === person.username),
    anothers: !verdict.allowed && verdict.because === 'ASSIGNED_TO_ANOTHER',
    createdAt,
    waitingMinutes: Math.max(0, Math.floor(waitingMs / 60_000)),
    officeMinutes: inOffice,
    sopMinutes: sopMinutes(step),
    late: inOffice >= WAITS_LONG_MINUTES,
    returned: returnReason(element, decisions, listed.since),
    blocked: verdict.allowed ? null : verdict.because,
  };
}
