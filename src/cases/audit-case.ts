import { Failure } from '../domain/failures.ts';
import type { OfficeCalendar } from '../domain/office-calendar.ts';
import { flowsTaken } from '../process/flows-taken.ts';
import type { Activity, CaseHistory, ProcessEngine } from '../process/process.ts';
import type { CaseRecord, DecisionRecord, JournalRow, MessageRecord, Store } from '../store/store.ts';
import { auditedSteps, type AuditedStep } from './audited-steps.ts';

const OF_CASE = [
  ...(['applicationNumber', 'state', 'reason', 'submittedAt'] as const),
  ...(['entryOfficer', 'draftSha256', 'signedSha256'] as const),
] satisfies readonly (keyof CaseRecord)[];
const OF_DECISION = [
  ...(['taskId', 'element', 'step', 'decidedBy', 'decidedAt', 'actingAs'] as const),
  ...(['answer', 'refusedBecause', 'takenBackAt', 'draftSha256'] as const),
] satisfies readonly (keyof DecisionRecord)[];
const OF_MESSAGE = [
  ...(['id', 'at', 'direction', 'purpose', 'status', 'errorCode'] as const),
  ...(['sentAt', 'deliveredAt', 'readAt'] as const),
] satisfies readonly (keyof MessageRecord)[];

/**
 * Everything the office knows of how a case was handled; no data of the family itself. It is handed out as it is, also
 * as a file: the fields are picked here, from rows that hold the application and phone numbers.
 */
export interface CaseAudit {
  readonly record: Pick<CaseRecord, (typeof OF_CASE)[number]>;
  /** Null: the engine has no instance of the case (lost with an engine, or a case of the first edition). */
  readonly history: CaseHistory | null;
  /** Ids of sequence flows, for drawing the way. */
  readonly flows: readonly string[];
  readonly steps: readonly AuditedStep[];
  readonly decisions: readonly Pick<DecisionRecord, (typeof OF_DECISION)[number]>[];
  readonly messages: readonly Pick<MessageRecord, (typeof OF_MESSAGE)[number]>[];
  /** Oldest first; looks and refusals included. */
  readonly journal: readonly JournalRow[];
  readonly nameOf: (username: string) => string;
}

export interface AuditDependencies {
  readonly store: Store;
  readonly engine: Pick<ProcessEngine, 'history'>;
  readonly calendar: OfficeCalendar;
}

/**
 * Shows the auditor a case. Reads only; every look is journalled, a refused one too.
 * Throws Failure 'WRONG_ROLE' for everybody but the auditor, 'UNKNOWN_OFFICER', 'CASE_UNKNOWN'.
 */
export function auditCase({ store, engine, calendar }: AuditDependencies) {
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
      record: picked(record, OF_CASE),
      history: history ?? null,
      flows: history === undefined ? [] : await flowsTaken(history.diagram, history.activities),
      steps: auditedSteps(history?.activities ?? [], journal, calendar, nameOf),
      decisions: decisions.map((decision) => picked(decision, OF_DECISION)),
      messages: messages.map((message) => picked(message, OF_MESSAGE)),
      journal,
      nameOf,
    };
  };
}

function picked<T, K extends keyof T>(row: T, names: readonly K[]): Pick<T, K> {
  return Object.fromEntries(names.map((name) => [name, row[name]])) as Pick<T, K>;
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
