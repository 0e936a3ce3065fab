import { NO_VARIABLES, variables } from '../src/domain/process.ts';
import { worker } from './worker.ts';

/** Step 4, data of the draft from SIAK. A second delivery reads again. */
export const draftCard = worker('draft-card', {
  input: variables('applicationNumber'),
  output: NO_VARIABLES,
  errors: ['FAMILY_UNKNOWN'],
  handle: async (cases, input) => {
    await cases.draftCard(input);
    return {};
  },
});
