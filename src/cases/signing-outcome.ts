import { setTimeout as sleep } from 'node:timers/promises';
import { FAILURES, type FailureCode } from '../domain/failures.ts';
import { HUMAN_TASKS } from '../domain/process.ts';
import type { TaskId } from '../domain/work-list.ts';
import type { Dependencies } from './dependencies.ts';
import { failuresIn } from './return-reason.ts';

type Needs = Pick<Dependencies, 'store'>;

/** Milliseconds. */
export interface SigningWaits {
  /** Between two looks at a case that is being signed. */
  readonly poll: number;
  /** For the outcome of the first document of a batch; after that the others are not begun. */
  readonly proof: number;
  /** For the outcome of each further document; after that its progress is still readable from the case. */
  readonly follow: number;
  /** Between two signs of life of a process that works on a batch. */
  readonly alive: number;
}
export const SIGNING_WAITS: SigningWaits = { poll: 300, proof: 45_000, follow: 120_000, alive: 5_000 };

/** A draft on its way to the signature: from which point of its history on we look. */
export interface UnderWay {
  readonly applicationNumber: string;
  readonly draftSha256: string;
  readonly task: TaskId;
  /** What the journal records from here on is about this approval. */
  readonly since: Date;
}

export type Outcome =
  | { readonly kind: 'signed' }
  /** Back to the head (or the verifier); `code` null: the task is there again, why is not journalled. */
  | { readonly kind: 'returned'; readonly code: FailureCode | null }
  /** Stuck until the office's IT acts. */
  | { readonly kind: 'stuck'; readonly code: FailureCode };

export interface Watch {
  readonly milliseconds: number;
  readonly pollMs: number;
  /** Ends the watching, not the signing. */
  readonly signal: AbortSignal;
  /** The signing service does not answer; the signing worker tries again by itself. */
  readonly onRetry: (code: FailureCode) => void;
}

/**
 * Waits for what becomes of an approved draft; undefined when nothing is known after `milliseconds`, or when the office
 * closes.
 */
export async function awaitOutcome(
  needs: Needs,
  underWay: UnderWay,
  { milliseconds, pollMs, signal, onRetry }: Watch,
): Promise<Outcome | undefined> {
  const until = Date.now() + milliseconds;
  while (!signal.aborted) {
    const outcome = await outcomeOf(needs, underWay, onRetry);
    if (outcome !== undefined) return outcome;
    if (Date.now() + pollMs > until) return undefined;
    await sleep(pollMs, undefined, { signal }).catch(() => undefined);
  }
  return undefined;
}

async function outcomeOf(
  { store }: Needs,
  { applicationNumber, draftSha256, task, since }: UnderWay,
  onRetry: Watch['onRetry'],
): Promise<Outcome | undefined> {
  const record = await store.cases.get(applicationNumber);
  if (record.signedSha256 !== null) return { kind: 'signed' };
  const codes = (await store.journal.of(applicationNumber)).filter(({ at }) => at >= since).flatMap(failuresIn);
  const returned = codes.find((code) => FAILURES[code].outcome.kind === 'bpmn-error');
  if (returned !== undefined) return { kind: 'returned', code: returned };
  const stuck = codes.find((code) => FAILURES[code].outcome.kind === 'incident');
  if (stuck !== undefined) return { kind: 'stuck', code: stuck };
  codes.filter((code) => FAILURES[code].outcome.kind === 'retry').forEach(onRetry);
  if (record.draftSha256 !== draftSha256) return { kind: 'returned', code: 'DRAFT_CHANGED' };
  const isBack = (await store.workList.open({ applicationNumber })).some(
    ({ element, taskId }) => element === HUMAN_TASKS[7] && taskId !== task,
  );
  return isBack ? { kind: 'returned', code: null } : undefined;
}

/**
 * Failures that lie in one document or one decision; every other one would meet the next document as well, and a wrong
 * passphrase may lock the certificate.
 */
const OF_ONE_DOCUMENT: readonly FailureCode[] = [
  'DRAFT_CHANGED',
  'SIGNATORY_DIFFERS',
  'DRAFT_NOT_SEEN',
  'FOUR_EYES',
  'OWN_FAMILY',
  'RENEWED_ACCESS',
  'CASE_UNKNOWN',
  'DOCUMENT_DAMAGED',
  'DOCUMENT_UNREADABLE',
];

export function endsBatch(outcome: Outcome | undefined): boolean {
  if (outcome === undefined) return true;
  return outcome.kind !== 'signed' && (outcome.code === null || !OF_ONE_DOCUMENT.includes(outcome.code));
}
