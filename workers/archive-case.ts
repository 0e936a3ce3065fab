import { NO_VARIABLES, variables } from '../src/domain/process.ts';
import { worker } from './worker.ts';

/** Step 10. The key is the package's content: the same copy again is the same copy. */
export const archiveCase = worker('archive-case', {
  input: variables('applicationNumber'),
  output: NO_VARIABLES,
  errors: [],
  handle: async (cases, input) => {
    await cases.archive(input);
    return {};
  },
});
