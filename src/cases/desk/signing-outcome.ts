import { setTimeout as sleep } from 'node:timers/promises';
import { FAILURES, type FailureCode } from '../../domain/failures.ts';
import type { UserTask } from '../../engine/engine.ts';
import type { DeskMeans } from './means.ts';
import { failuresIn } from './return-reason.ts';
import { isSigningTask } from './signing-list.ts';

/** A draft on its way to the signature: from which point of its history on we look. */
export interface UnderWay {
  readonly applicationNumber: string;
  readonly draftSha256: string;
  readonly task: UserTask;
  /** Journal rows there were before the head's task was completed. */
  readonly rowsBefore: number;
}

export type Outcome =
  | { readonly kind: 'signed' }
  /** Back to the head (or the verifier); `code` null: the task is there again, why is not journalled. */
  | { readonly kind: 'returned'; readonly code: FailureCode | null }
  /** Stuck until the office's IT acts. */
  | { readonly kind: 'stuck'; readonly code: FailureCode };

export interface Watch {
  readonly milliseconds: number;
  /** Ends the watching, not the signing. */
  readonly signal: AbortSignal;
  /** The outside does not answer; the signing worker tries again by itself. */
  readonly onRetry: (code: FailureCode) => void;
}

/** Waits for what becomes of an approved draft; undefined when nothing is known after `milliseconds`, or when the office closes. */
export async function awaitOutcome(
  means: DeskMeans,
  underWay: UnderWay,
  { milliseconds, signal, onRetry }: Watch,
): Promise<Outcome | undefined> {
  const until = Date.now() + milliseconds;
  for (let look = 1; !signal.aborted; look++) {
    const outcome = await outcomeOf(means, underWay, look % 4 === 0, onRetry);
    if (outcome !== undefined) return outcome;
    if (Date.now() + means.waits.poll > until) return undefined;
    await sleep(means.waits.poll, undefined, { signal }).catch(() => undefined);
  }
  return undefined;
}

/** The store tells first and tells why; the engine (slower, dearer) is asked as well for a task that came back without a word. */
async function outcomeOf(
  { store, engine }: DeskMeans,
  { applicationNumber, draftSha256, task, rowsBefore }: UnderWay,
  askEngine: boolean,
  onRetry: Watch['onRetry'],
): Promise<Outcome | undefined> {
  const record = await store.cases.get(applicationNumber);
  if (record.signedSha256 !== null) return { kind: 'signed' };
  const codes = (await store.journal.of(applicationNumber)).slice(rowsBefore).flatMap(failuresIn);
  const returned = codes.find((code) => FAILURES[code].outcome.kind === 'bpmn-error');
  if (returned !== undefined) return { kind: 'returned', code: returned };
  const stuck = codes.find((code) => FAILURES[code].outcome.kind === 'incident');
  if (stuck !== undefined) return { kind: 'stuck', code: stuck };
  codes.filter((code) => FAILURES[code].outcome.kind === 'retry').forEach(onRetry);
  if (record.draftSha256 !== draftSha256) return { kind: 'returned', code: 'DRAFT_CHANGED' };
  const judged = await store.decisions.byUserTask(task.userTaskKey);
  if (judged !== undefined && judged.refusedBecause !== null) return { kind: 'returned', code: judged.refusedBecause };
  if (!askEngine) return undefined;
  const tasks = await engine.userTasks(task.processInstanceKey);
  const again = tasks.some(
    (other) => isSigningTask(other) && other.userTaskKey !== task.userTaskKey && other.createdAt >= task.createdAt,
  );
  return again ? { kind: 'returned', code: null } : undefined;
}

/** Failures that lie in one document or one decision; every other one would meet the next document as well, and a wrong passphrase may lock the certificate. */
const OF_ONE_DOCUMENT: readonly FailureCode[] = [
  'DRAFT_CHANGED',
  'DRAFT_NOT_SEEN',
  'FOUR_EYES',
  'CASE_UNKNOWN',
  'DOCUMENT_DAMAGED',
];

export function endsBatch(outcome: Outcome | undefined): boolean {
  if (outcome === undefined) return true;
  return outcome.kind !== 'signed' && (outcome.code === null || !OF_ONE_DOCUMENT.includes(outcome.code));
}
