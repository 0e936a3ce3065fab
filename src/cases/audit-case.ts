import { Failure } from '../domain/failures.ts';
import { SOP_STEPS, type SopStep } from '../domain/sop.ts';
import { flowsTaken } from '../process/flows-taken.ts';
import type { Activity, CaseHistory, ProcessEngine } from '../process/process.ts';
import type { CaseRecord, DecisionRecord, JournalRow, MessageRecord, Store } from '../store/store.ts';

/** One visit of a case to a step of the SOP. */
export interface AuditedVisit {
  readonly element: string;
  readonly name: string;
  /** Name of the person; null: the system. */
  readonly who: string | null;
  readonly startedAt: Date;
  readonly endedAt: Date | null;
  /** From the appearance of the task to its end, in seconds; null while it is open. */
  readonly seconds: number | null;
  /**
   * Handling time as the SOP means it ("Waktu"): from the first look of the person who decided to the decision, in
   * seconds. Null when nobody looked, or for work of the system.
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

/** Everything the office knows of how a case was handled; no data of the family itself. */
export interface CaseAudit {
  readonly record: Pick<
    CaseRecord,
    'applicationNumber' | 'state' | 'reason' | 'submittedAt' | 'entryOfficer' | 'draftSha256' | 'signedSha256'
  >;
  /** Null: the engine has no instance of the case (lost with an engine, or a case of the first edition). */
  readonly history: CaseHistory | null;
  /** Ids of sequence flows, for drawing the way. */
  readonly flows: readonly string[];
  readonly steps: readonly AuditedStep[];
  readonly decisions: readonly DecisionRecord[];
  readonly messages: readonly MessageRecord[];
  /** Oldest first; looks and refusals included. */
  readonly journal: readonly JournalRow[];
  readonly nameOf: (username: string) => string;
}

export interface AuditDependencies {
  readonly store: Store;
  readonly engine: Pick<ProcessEngine, 'history'>;
}

/**
 * Shows the auditor a case. Reads only; every look is journalled, a refused one too.
 * Throws Failure 'WRONG_ROLE' for everybody but the auditor, 'UNKNOWN_OFFICER', 'CASE_UNKNOWN'.
 */
export function auditCase({ store, engine }: AuditDependencies) {
  return async (username: string, applicationNumber: string): Promise<CaseAudit> => {
    await requireAuditor(store, username, applicationNumber);
    const record = await store.cases.get(applicationNumber);
    await store.journal.write({ applicationNumber, actor: username, event: 'audit-viewed', step: null, detail: {} });
    const [recorded, decisions, messages, journal, people] = await Promise.all([
      engine.history(applicationNumber),
      store.decisions.of(applicationNumber),
      store.messages.of(applicationNumber),
      store.journal.of(applicationNumber),
      store.people.all(),
    ]);
    const nameOf = (login: string) => people.find((person) => person.username === login)?.name ?? login;
    const history = recorded && { ...recorded, activities: withDeciders(recorded.activities, decisions) };
    return {
      record,
      history: history ?? null,
      flows: history === undefined ? [] : await flowsTaken(history.diagram, history.activities),
      steps: stepsOf(history?.activities ?? [], journal, nameOf),
      decisions,
      messages,
      journal,
      nameOf,
    };
  };
}

/** Throws after the attempt is journalled: a person who is not an auditor asked for an auditor's page. */
export async function requireAuditor(store: Store, username: string, applicationNumber: string | null): Promise<void> {
  const person = await store.people.find(username);
  const because =
    person === undefined || !person.active
      ? 'UNKNOWN_OFFICER'
      : (person.roles as readonly string[]).includes('auditor')
        ? null
        : 'WRONG_ROLE';
  if (because === null) return;
  await store.journal.write({
    applicationNumber,
    actor: username,
    event: 'view-refused',
    step: null,
    detail: { asked: 'audit-viewed', because },
  });
  throw new Failure(because);
}

/**
 * Names who decided each completed user task. An engine knows who held a task, and a task of the group is decided
 * without being taken; our decisions are one for each completed visit of their element, in the same order.
 */
function withDeciders(activities: readonly Activity[], decisions: readonly DecisionRecord[]): Activity[] {
  const deciders = new Map<string, string[]>();
  for (const { element, decidedBy } of decisions)
    if (element !== null) deciders.set(element, [...(deciders.get(element) ?? []), decidedBy]);
  return activities.map((activity) => {
    const decided = activity.type === 'user-task' && activity.endedAt !== null && !activity.canceled;
    return decided ? { ...activity, who: deciders.get(activity.elementId)?.shift() ?? activity.who } : activity;
  });
}

/**
 * The number at the front of an element's name is its step of the SOP (convention of the diagram, held by
 * test/diagram).
 */
function stepOf({ name }: Activity): number {
  return Number(/^(\d{1,2})\. /.exec(name ?? '')?.[1] ?? 0);
}

function stepsOf(
  activities: readonly Activity[],
  journal: readonly JournalRow[],
  nameOf: (username: string) => string,
): AuditedStep[] {
  return SOP_STEPS.map(({ step, title, minutes }) => {
    const visits = activities
      .filter((activity) => stepOf(activity) === step && activity.type !== 'gateway')
      .map((activity) => visitOf(activity, journal, nameOf));
    const late = visits.some(({ who, seconds, handlingSeconds }) => {
      const measured = who === null ? seconds : handlingSeconds;
      return minutes > 0 && measured !== null && measured > minutes * 60;
    });
    return { step, title, minutes, visits, late };
  });
}

function visitOf(
  { elementId, name, type, who, startedAt, endedAt, canceled }: Activity,
  journal: readonly JournalRow[],
  nameOf: (username: string) => string,
): AuditedVisit {
  const firstLook = journal.find(
    (row) => row.actor === who && row.event.endsWith('-viewed') && row.at >= startedAt && row.at <= (endedAt ?? row.at),
  );
  return {
    element: elementId,
    name: name ?? elementId,
    who: type === 'user-task' ? (who === null ? 'belum diambil' : nameOf(who)) : null,
    startedAt,
    endedAt,
    seconds: endedAt === null ? null : secondsBetween(startedAt, endedAt),
    handlingSeconds: endedAt === null || firstLook === undefined ? null : secondsBetween(firstLook.at, endedAt),
    canceled,
  };
}

function secondsBetween(from: Date, to: Date): number {
  return Math.max(0, (to.getTime() - from.getTime()) / 1000);
}
