import type { TObject } from '@sinclair/typebox';
import type { ProcessCases } from '../src/cases/create-cases.ts';
import { Failure } from '../src/domain/failures.ts';
import type { WorkerDefinition } from '../src/process/process.ts';

/**
 * Gives a worker its type and its name: one file, one job type. The case that the input names must be the case of the
 * job: a process variable that somebody changed must not reach another applicant's case.
 */
export function worker<I extends TObject, O extends TObject>(
  type: string,
  definition: Omit<WorkerDefinition<ProcessCases, I, O>, 'type'>,
): WorkerDefinition<ProcessCases, I, O> {
  return {
    type,
    ...definition,
    handle(cases, input, job) {
      if (!('applicationNumber' in input) || input.applicationNumber !== job.caseNumber)
        throw new Failure('CASE_UNKNOWN', 'the input names another case than the job');
      return definition.handle(cases, input, job);
    },
  };
}
