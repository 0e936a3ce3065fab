import { variables } from '../src/domain/process.ts';
import { worker } from './worker.ts';

/**
 * Step 7. Puts the electronic signature (TTE) on the approved draft. The key is the draft's hash: a second delivery
 * gets the first signature.
 */
export const signCard = worker('sign-card', {
  input: variables('applicationNumber', 'draftSha256'),
  output: variables('signedSha256'),
  errors: ['NO_SIGNING_GRANT', 'SIGNATURE_REFUSED', 'DRAFT_CHANGED'],
  handle: (cases, input) => cases.signCard(input),
});
