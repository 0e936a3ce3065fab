import { roleOfStep } from '../domain/authority.ts';
import type { OfficerRole } from '../domain/process.ts';
import type { HumanStep } from '../domain/sop.ts';

/** Query of Tasklist's list for the open tasks of one lane, longest waiting first. Tasklist 8.6 shows every task to everybody; this is a view, not a fence. */
export function laneQuery(role: OfficerRole): string {
  return new URLSearchParams({
    filter: 'custom',
    state: 'CREATED',
    candidateGroup: role,
    sortBy: 'creation',
    sortOrder: 'asc',
  }).toString();
}

/** The list of the lane to which a step belongs; it stays beside the task that is opened from it. */
export const laneOf = (step: HumanStep): string => laneQuery(roleOfStep(step));
