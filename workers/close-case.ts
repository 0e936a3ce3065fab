import { NO_VARIABLES, variables } from '../src/domain/process.ts';
import { worker } from './worker.ts';

/**
 * The end without a card; the header `as` says which. Closing twice leaves a second journal line and no other trace.
 */
export const closeCase = worker('close-case', {
  input: variables('applicationNumber'),
  output: NO_VARIABLES,
  errors: [],
  handle: async (cases, input, job) => {
    const as = job.headers['as'];
    if (as !== 'closed' && as !== 'withdrawn' && as !== 'refused')
      throw new Error('close-case: the task header "as" must be closed, withdrawn or refused');
    await cases.close(input, as);
    return {};
  },
});
