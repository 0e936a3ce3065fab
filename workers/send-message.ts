import { NO_VARIABLES, variables } from '../src/domain/process.ts';
import { MESSAGE_PURPOSES, type MessagePurpose } from '../src/messaging/messaging.ts';
import { worker } from './worker.ts';

/**
 * WhatsApp to the applicant; the header `purpose` says which text. The key is the visit to the element: Twilio is asked
 * for our ref before the request is repeated.
 */
export const sendMessage = worker('send-message', {
  input: variables('applicationNumber'),
  output: NO_VARIABLES,
  errors: ['UNDELIVERABLE'],
  handle: async (cases, input, job) => {
    await cases.sendMessage(input, messagePurpose(job.headers['purpose']), job);
    return {};
  },
});

function messagePurpose(header: string | undefined): MessagePurpose {
  const purpose = MESSAGE_PURPOSES.find((known) => known === header);
  if (purpose === undefined) throw new Error('send-message: the task header "purpose" names no message');
  return purpose;
}
