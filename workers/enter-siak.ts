import { variables } from '../src/domain/process.ts';
import { worker } from './worker.ts';

/**
 * Step 3, entry in SIAK. The key is the application and its examination: SIAK is asked for our reference before the
 * request is repeated.
 */
export const enterSiak = worker('enter-siak', {
  input: variables('applicationNumber'),
  output: variables('siakReference'),
  errors: ['SIAK_MANUAL', 'SIAK_REFUSED'],
  handle: (cases, input) => cases.enterSiak(input),
});
