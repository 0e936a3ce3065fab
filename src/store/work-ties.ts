import type { Decision } from '../domain/authority.ts';
import type { OfficerRole } from '../domain/process.ts';
import type { TaskId } from '../domain/work-list.ts';

/** What may tie somebody of the office to an open task; of each there is a row only where something may. */
export interface TieFacts {
  readonly taskId: TaskId;
  readonly applicationNumber: string;
  readonly element: string;
  /** Those of the hashes asked for that the case is about. */
  readonly subjects: readonly string[];
  /** NIKs on its current draft; empty when no hash was asked for. */
  readonly cardNiks: readonly string[];
  /** Who gave it a new PIN or another phone. */
  readonly renewedBy: readonly string[];
  /** Who typed columns 13 to 15 of its card. */
  readonly typed: readonly { readonly by: string; readonly at: Date }[];
}

/** The ties of people to open work, one statement for a list however long it is. */
export interface WorkTies {
  /** Of the open tasks of these lanes, or of all. */
  open(asked: { readonly lanes?: readonly OfficerRole[]; readonly hashes: readonly string[] }): Promise<TieFacts[]>;
  /** Whom these cases name, of those of the hashes asked for, and on their cards. */
  of(
    applicationNumbers: readonly string[],
    hashes: readonly string[],
  ): Promise<Pick<TieFacts, 'applicationNumber' | 'subjects' | 'cardNiks'>[]>;
  /** Decisions in force of the cases that have an open task, without their words, oldest first. */
  history(): Promise<(Decision & { readonly applicationNumber: string })[]>;
}
