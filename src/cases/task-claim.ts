import { offDuty } from '../domain/duty.ts';
import type { TaskClaim } from '../domain/judge-decision.ts';
import { plainDateOf } from '../domain/plain-date.ts';
import type { CaseRecord, DecisionRecord, Store, WorkItem } from '../store/store.ts';
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
  const today = plainDateOf(now());
  const roster = await store.people.roster(today);
  const decisions = await store.decisions.of(applicationNumber);
  return {
    person: roster.people.find((person) => person.username === username),
    element,
    assignee,
    entryOfficer,
    history: inForce(decisions),
    decisions,
    delegations: roster.delegations,
    absent: offDuty(roster, today),
    today,
  };
}
