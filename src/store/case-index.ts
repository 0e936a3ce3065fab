import type { SiakWay } from '../domain/siak-way.ts';
import type { Reason } from '../domain/application.ts';
import type { ElementCode } from '../domain/elements.ts';
import type { OfficerRole } from '../domain/process.ts';
import type { TaskId } from '../domain/work-list.ts';
import type { WorkQuery } from '../domain/work-query.ts';
import type { CaseState } from '../domain/case-state.ts';

/** Who asks, and what of today the answer depends on. */
export interface Asker {
  readonly username: string;
  readonly lanes: readonly OfficerRole[];
  /** User names of those who are not on duty. */
  readonly absent: readonly string[];
  /** Open tasks of these lanes that their ties to the case keep them from (cases/ties-to-work.ts). */
  readonly keptFrom: readonly TaskId[];
  /** What began to wait before this moment waits long. */
  readonly lateBefore: Date;
}

/**
 * One row of a list: a case, and its open task where there is one. `Task` is the `ListedTask` of store.ts, which knows
 * this module.
 */
export interface FoundCase<Task extends { readonly decisions: unknown }> {
  readonly applicationNumber: string;
  readonly applicantName: string;
  readonly nik: string;
  readonly state: CaseState;
  readonly reason: Reason;
  readonly elements: readonly ElementCode[];
  readonly kalurahan: string | null;
  readonly entryOfficer: string | null;
  readonly submittedAt: Date;
  readonly draftSha256: string | null;
  readonly signedSha256: string | null;
  readonly siakWay: SiakWay;
  readonly decisions: Task['decisions'];
  /** Null: nobody of the office has to do anything with it now. */
  readonly task: Task | null;
  /** The task lies in a lane of the asker. */
  readonly ownLane: boolean;
  /** A task of this kind was there before in this case. */
  readonly again: boolean;
}

export interface FoundCases<Task extends { readonly decisions: unknown }> {
  readonly rows: readonly FoundCase<Task>[];
  /** Never more than `MOST_FOUND` outside the officer's own work. */
  readonly total: number;
}

/** The officer's own work in numbers; tasks that colleagues hold are only in `held`. */
export interface WorkCounts {
  readonly open: number;
  readonly mine: number;
  readonly late: number;
  readonly returned: number;
  readonly signable: number;
  readonly held: number;
  /** Application number of the task that waits longest; null: none. */
  readonly oldest: string | null;
  readonly oldestSince: Date | null;
  /** Changes when the list changes. */
  readonly version: string;
}

/** More than this many results are not leafed through: the search has to say more. */
export const MOST_FOUND = 1_000;

/** Lists and searches of cases: one statement a page, by the narrow rows of migration 040. */
export interface CaseIndex<Task extends { readonly decisions: unknown }> {
  /** The officer's own work: open tasks of their lanes that no colleague on duty holds. */
  ownWork(
    asker: Asker,
    query: Omit<WorkQuery, 'scope' | 'text'>,
    size: number,
  ): Promise<FoundCases<Task> & { readonly counts: WorkCounts }>;
  /**
   * Cases of the other scopes, and searches: own lane first, then open ones, then the newest. `expression`: of
   * `searchExpression`.
   */
  find(
    asker: Asker,
    query: Omit<WorkQuery, 'text'> & { readonly expression: string | null },
    size: number,
  ): Promise<FoundCases<Task>>;
  /** Only the numbers of `ownWork`, for a page that asks again and again. */
  pulse(asker: Asker): Promise<Pick<WorkCounts, 'open' | 'version'>>;
}
