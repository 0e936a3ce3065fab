import { variables } from '../src/domain/process.ts';
import { worker } from './worker.ts';

/**
 * Step 7 where SIAK issues the card: the record of SIAK's own signature. The key is the card's hash: a second delivery
 * finds it taken.
 */
export const takeSignedCard = worker('take-signed-card', {
  input: variables('applicationNumber', 'signedSha256'),
  output: variables('signedSha256'),
  errors: ['SIGNED_CARD_REFUSED'],
  timeoutMs: 60_000,
  handle: (cases, input) => cases.takeSignedCard(input),
});
