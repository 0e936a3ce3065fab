import { NO_VARIABLES, variables } from '../src/domain/process.ts';
import { worker } from './worker.ts';

/** Compensation of step 3. The key is SIAK's reference: cancelling what is cancelled is done. */
export const cancelSiakEntry = worker('cancel-siak-entry', {
  input: variables('applicationNumber'),
  output: NO_VARIABLES,
  errors: [],
  handle: async (cases, input) => {
    await cases.cancelSiakEntry(input);
    return {};
  },
});
