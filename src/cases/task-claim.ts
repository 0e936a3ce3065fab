import { offDuty } from '../domain/duty.ts';
import type { TaskClaim } from '../domain/judge-decision.ts';
import { plainDateOf } from '../domain/plain-date.ts';
import type { CaseRecord, DecisionRecord, WorkItem } from '../store/store.ts';
import { actingPerson } from './acting-person.ts';
import { inForce } from './decisions-in-force.ts';
import type { Dependencies } from './dependencies.ts';
import { tiesToCase } from './ties-to-case.ts';

/**
 * What the one judgement (domain/judge-decision.ts) has to know of a person and a task, read in the caller's
 * transaction.
 */
export async function taskClaim(
  needs: Pick<Dependencies, 'store' | 'settings' | 'now'>,
  username: string,
  { element, assignee }: Pick<WorkItem, 'element' | 'assignee'>,
  record: Pick<CaseRecord, 'applicationNumber' | 'entryOfficer' | 'draftSha256'>,
): Promise<TaskClaim & { readonly decisions: readonly DecisionRecord[] }> {
  const { store, now } = needs;
  const { applicationNumber, entryOfficer } = record;
  const today = plainDateOf(now());
  const roster = await store.people.roster(today);
  const person = await actingPerson(store, roster.people, username);
  const decisions = await store.decisions.of(applicationNumber);
  return {
    person,
    element,
    assignee,
    entryOfficer,
    history: inForce(decisions),
    decisions,
    delegations: roster.delegations,
    absent: offDuty(roster, today),
    ties: await tiesToCase(needs, person, record),
    today,
  };
}
