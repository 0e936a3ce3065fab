import { NO_VARIABLES, variables } from '../src/domain/process.ts';
import { HUMAN_STEPS } from '../src/domain/sop.ts';
import { worker } from './worker.ts';

/**
 * A human step runs longer than the SOP gives it. Noted for the report and the officer's page; nobody is interrupted.
 */
export const noteDelay = worker('note-delay', {
  input: variables('applicationNumber'),
  output: NO_VARIABLES,
  errors: [],
  handle: async (cases, input, job) => {
    const step = HUMAN_STEPS.find((known) => String(known) === job.headers['step']);
    if (step === undefined) throw new Error('note-delay: the task header "step" names no human step of the SOP');
    await cases.noteDelay(input, step);
    return {};
  },
});
