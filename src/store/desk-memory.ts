import type { GivenAnswer } from '../domain/decision-answers.ts';
import type { TaskId } from '../domain/work-list.ts';

export type { PaperReadings } from './paper-readings.ts';

/** What an officer has filled in for a task and not decided yet; the database drops it when the task ends. */
export interface AnswerDrafts {
  /** Replaces an earlier one. */
  put(draft: { readonly officer: string; readonly task: TaskId; readonly answer: GivenAnswer }): Promise<void>;
  find(officer: string, task: TaskId): Promise<{ readonly answer: GivenAnswer; readonly savedAt: Date } | undefined>;
  /** Somebody other than `than` who has begun to fill in the form of this task; undefined: nobody. */
  begunBy(task: TaskId, than: string): Promise<string | undefined>;
  remove(officer: string, task: TaskId): Promise<void>;
}

/** A note for colleagues. */
export interface CaseNote {
  readonly id: string;
  readonly author: string;
  readonly text: string;
  readonly writtenAt: Date;
}

export interface CaseNotes {
  /** Returns the id. */
  add(note: { readonly applicationNumber: string; readonly author: string; readonly text: string }): Promise<string>;
  /** Newest first. */
  of(applicationNumber: string): Promise<CaseNote[]>;
}
