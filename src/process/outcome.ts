import type { BpmnError } from '../domain/process.ts';
import { Failure, FAILURES, type FailureCode } from '../domain/failures.ts';
import { backOffMs } from './backoff.ts';
import type { ErrorVariables } from './process.ts';

/**
 * What is reported to the engine about a job that was not completed. `message` is read by administrators: never an exception's
 * text.
 */
export type Outcome =
  | {
      readonly kind: 'bpmn-error';
      readonly error: BpmnError;
      readonly message: string;
      readonly variables: ErrorVariables;
    }
  | {
      readonly kind: 'retry';
      readonly retries: number;
      readonly backOffMs: number;
      readonly message: string;
      readonly defect: boolean;
    }
  | { readonly kind: 'incident'; readonly message: string; readonly defect: boolean };

export interface FailedJob {
  readonly type: string;
  /** BPMN errors the worker declares. */
  readonly errors: readonly BpmnError[];
  /** Attempts the engine still grants, this one included. */
  readonly retries: number;
  /** Failures in a row before this one. */
  readonly failures: number;
  /** Stands beside the stack in our log. */
  readonly correlationId: string;
}

/**
 * FAILURES decides about a Failure: a BPMN error, a rest without end while the external service is away (or of so many
 * attempts as it says), or an incident. Anything else is a defect: it rests as well, and when the engine's attempts are
 * used up it becomes an incident.
 */
export function outcomeOf(error: unknown, job: FailedJob): Outcome {
  if (!(error instanceof Failure)) return defect(job);
  const outcome = error.outcome;
  const message = officerText(error.code);
  switch (outcome.kind) {
    case 'bpmn-error':
      // Nothing in the diagram waits for an error that was not declared.
      if (!job.errors.includes(outcome.error)) return { kind: 'incident', message: defectText(job), defect: true };
      return { kind: 'bpmn-error', error: outcome.error, message, variables: { returnReason: error.code } };
    case 'retry':
      if (outcome.attempts !== undefined && job.failures + 1 >= outcome.attempts)
        return { kind: 'incident', message, defect: false };
      // The attempts are not used up: an outage of a weekend must not leave an incident in every case.
      return {
        kind: 'retry',
        retries: Math.max(1, job.retries),
        backOffMs: backOffMs(job.failures, error.code),
        message,
        defect: false,
      };
    case 'incident':
      return { kind: 'incident', message, defect: false };
    // For the person who decides; no worker decides.
    case 'refusal':
      return defect(job);
  }
}

function defect(job: FailedJob): Outcome {
  const message = defectText(job);
  const retries = job.retries - 1;
  return retries <= 0
    ? { kind: 'incident', message, defect: true }
    : { kind: 'retry', retries, backOffMs: backOffMs(job.failures), message, defect: true };
}

function defectText({ type, correlationId }: FailedJob): string {
  return `defect in ${type} (${correlationId})`;
}

function officerText(code: FailureCode): string {
  return `${code}: ${FAILURES[code].officer}`;
}
