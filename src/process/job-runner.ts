import { randomUUID } from 'node:crypto';
import type { Logger } from 'pino';
import { Failure, type FailureCode } from '../domain/failures.ts';
import { outcomeOf, type Outcome } from './outcome.ts';
import type { Job, WorkerDefinition } from './process.ts';
import { checker, SchemaError } from './schema.ts';

/** A job as an engine hands it out. */
export interface RawJob extends Job {
  /** Attempts the engine still grants, this one included. */
  readonly retries: number;
  readonly variables: Readonly<Record<string, unknown>>;
}

/** What is reported to the engine about a job. */
export type Report = { readonly kind: 'completed'; readonly variables: Readonly<Record<string, unknown>> } | Outcome;

export interface JobRunner {
  readonly type: string;
  /** The declared inputs: nothing else is fetched from the engine. */
  readonly inputs: readonly string[];
  /** Runs the handler once. Never throws: what the handler throws becomes an outcome, its text goes to our log only. */
  run(job: RawJob): Promise<Report>;
}

/**
 * The engine-free half of a worker: checks input and output, runs the handler, and turns what it throws into an
 * outcome.
 */
export function createJobRunner<Deps>(definition: WorkerDefinition<Deps>, deps: Deps, logger: Logger): JobRunner {
  const { type, errors } = definition;
  const checkInput = checker(definition.input, `input of ${type}`);
  const checkOutput = checker(definition.output, `output of ${type}`);
  /** Failures of one kind in a row; a restart begins anew, which only shortens a rest. */
  const failures = new Map<string, { readonly code: FailureCode | undefined; readonly count: number }>();

  return {
    type,
    inputs: Object.keys(definition.input.properties),
    async run(job) {
      const { caseNumber, once, elementId, headers, retries } = job;
      const where = { type, case: caseNumber, element: elementId };
      try {
        const output = await definition.handle(deps, checkInput(present(job.variables)), {
          caseNumber,
          once,
          elementId,
          headers,
        });
        const variables = checkOutput(output);
        failures.delete(once);
        logger.debug(where, 'job done');
        return { kind: 'completed', variables };
      } catch (error) {
        const correlationId = randomUUID();
        const code = error instanceof Failure ? error.code : undefined;
        const last = failures.get(once);
        const before = last !== undefined && last.code === code ? last.count : 0;
        const outcome = outcomeOf(error, {
          type,
          errors,
          // The same variables have the same shape next time.
          retries: error instanceof SchemaError ? 1 : retries,
          failures: before,
          correlationId,
        });
        if (outcome.kind === 'retry') failures.set(once, { code, count: before + 1 });
        else failures.delete(once);
        log(outcome, error, { ...where, code, correlationId });
        return outcome;
      }
    },
  };

  function log(
    outcome: Outcome,
    error: unknown,
    where: { correlationId: string; code: FailureCode | undefined },
  ): void {
    const { correlationId, ...rest } = where;
    if (outcome.kind !== 'bpmn-error' && outcome.defect)
      logger.error({ ...rest, correlationId, err: error, outcome: outcome.kind }, 'defect in a worker');
    else
      logger.warn(
        { ...rest, detail: error instanceof Failure ? error.detail : undefined, outcome: outcome.kind },
        'job not done',
      );
  }
}

/** FEEL knows no absence but null: a variable that is null is one that nobody has set. */
function present(variables: Readonly<Record<string, unknown>>): Record<string, unknown> {
  return Object.fromEntries(Object.entries(variables).filter(([, value]) => value !== null));
}
