import { mayDecide, roleOfStep } from '../../domain/authority.ts';
import type { FailureCode } from '../../domain/failures.ts';
import { plainDateOf } from '../../domain/plain-date.ts';
import { HUMAN_TASKS } from '../../domain/process.ts';
import { HUMAN_STEPS, sopMinutes, type HumanStep } from '../../domain/sop.ts';
import type { UserTask } from '../../engine/engine.ts';
import type { CaseRecord, DecisionRecord } from '../../store/store.ts';
import type { DeskTask } from '../desk.ts';
import { standing } from '../standing.ts';
import { type Attendant } from './access.ts';
import type { DeskMeans } from './means.ts';
import { returnReason } from './return-reason.ts';

/** Tasks of step 3 that are no decisions: typing the entry into SIAK, telling an applicant whom WhatsApp does not reach. */
const WORK_OF_STEP_3: readonly string[] = ['enter-siak-manually', 'reach-applicant'];

/** Step of the SOP in which a user task of the diagram lies; undefined for a task the desk does not know. */
export function stepOfTask(elementId: string): HumanStep | undefined {
  return WORK_OF_STEP_3.includes(elementId) ? 3 : HUMAN_STEPS.find((step) => HUMAN_TASKS[step] === elementId);
}

/** A task in a lane of this officer. */
export function inLaneOf({ officer }: Attendant, elementId: string): boolean {
  const step = stepOfTask(elementId);
  return step !== undefined && officer.roles.some(({ role }) => role === roleOfStep(step));
}

/** What the officer needs to know of an open task: how long it waits, whether that is late, whether it came back and why, whether it is his. */
export async function describeTask(
  means: DeskMeans,
  attendant: Attendant,
  task: UserTask,
  record: CaseRecord,
): Promise<DeskTask | undefined> {
  const step = stepOfTask(task.elementId);
  if (step === undefined) return undefined;
  const { store, now } = means;
  const [decisions, journal] = await Promise.all([
    store.decisions.of(record.applicationNumber),
    store.journal.of(record.applicationNumber),
  ]);
  // The engine's search lags by seconds: a task that is already judged is no longer open.
  if (decisions.some((d) => d.userTaskKey === task.userTaskKey)) return undefined;
  const waitingMinutes = Math.max(0, Math.floor((now().getTime() - task.createdAt.getTime()) / 60_000));
  return {
    userTaskKey: task.userTaskKey,
    elementId: task.elementId,
    step,
    applicationNumber: record.applicationNumber,
    reason: record.reason,
    elements: record.elements,
    kalurahan: record.application.address.kalurahan,
    assignee: task.assignee,
    createdAt: task.createdAt,
    waitingMinutes,
    sopMinutes: sopMinutes(step),
    late: now().getTime() - task.createdAt.getTime() > sopMinutes(step) * 60_000,
    returned: await returnReason(store, task.elementId, decisions, journal),
    blocked: blockedBecause(means, attendant, step, record, decisions),
  };
}

/** Why this officer must not decide this step of this case; null when he may. The same rule is applied again when the decision is recorded. */
export function blockedBecause(
  { now }: DeskMeans,
  { person, delegations }: Attendant,
  step: HumanStep,
  record: CaseRecord,
  decisions: readonly DecisionRecord[],
): FailureCode | null {
  const verdict = mayDecide(person, step, standing(decisions), delegations, plainDateOf(now()));
  if (!verdict.allowed) return verdict.because;
  return step === 3 && record.entryOfficer !== null && record.entryOfficer !== person.username ? 'NOT_KEEPER' : null;
}
