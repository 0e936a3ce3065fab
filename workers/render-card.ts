import { variables } from '../src/domain/process.ts';
import { worker } from './worker.ts';

/** Step 4, the PDF and its picture. The newest print is the draft; verification and signature name it by its hash. */
export const renderCard = worker('render-card', {
  input: variables('applicationNumber'),
  output: variables('draftSha256'),
  errors: [],
  timeoutMs: 60_000,
  handle: (cases, input) => cases.renderCard(input),
});
