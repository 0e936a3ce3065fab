import { NO_VARIABLES, variables } from '../src/domain/process.ts';
import { worker } from './worker.ts';

/**
 * Before step 2. Collects hints for the officer; what is wrong beyond doubt never gets past the portal. A second
 * delivery writes the same hints.
 */
export const validateApplication = worker('validate-application', {
  input: variables('applicationNumber'),
  output: NO_VARIABLES,
  errors: [],
  handle: async (cases, input) => {
    await cases.validate(input);
    return {};
  },
});
