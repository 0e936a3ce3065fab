import type { TaskClaim } from '../domain/judge-decision.ts';
import { plainDateOf } from '../domain/plain-date.ts';
import type { CaseRecord, DecisionRecord, Store, WorkItem } from '../store/store.ts';
import { absentToday } from './absences-today.ts';
import { inForce } from './decisions-in-force.ts';

/**
 * What the one judgement (domain/judge-decision.ts) has to know of a person and a task, read in the caller's
 * transaction.
 */
export async function taskClaim(
  { store, now }: { readonly store: Store; readonly now: () => Date },
  username: string,
  { element, assignee }: Pick<WorkItem, 'element' | 'assignee'>,
  { applicationNumber, entryOfficer }: Pick<CaseRecord, 'applicationNumber' | 'entryOfficer'>,
): Promise<TaskClaim & { readonly decisions: readonly DecisionRecord[] }> {
  const person = await store.people.find(username);
  const decisions = await store.decisions.of(applicationNumber);
  return {
    person,
    element,
    assignee,
    entryOfficer,
    history: inForce(decisions),
    decisions,
    delegations: await store.people.delegations(),
    absent: await absentToday({ store, now }),
    today: plainDateOf(now()),
  };
}
