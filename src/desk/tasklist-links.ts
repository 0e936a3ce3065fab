import type { OfficerRole } from '../domain/process.ts';

/** Query of Tasklist's list for the open tasks of one lane, longest waiting first. Tasklist 8.6 shows every task to everybody; this is a view, not a fence. */
export function laneQuery(role: OfficerRole): string {
  return new URLSearchParams({ filter: 'custom', state: 'CREATED', candidateGroup: role, sortBy: 'creation', sortOrder: 'asc' }).toString();
}
