import type { FailureCode } from '../domain/failures.ts';

type MessagingFailure = Extract<
  FailureCode,
  'NUMBER_UNREACHABLE' | 'WHATSAPP_NOT_TAKEN' | 'WHATSAPP_UNREACHABLE' | 'WHATSAPP_MISCONFIGURED'
>;

/**
 * Twilio's error codes that the office has an answer to (twilio.com/docs/api/errors, whatsapp/api/error-code-mapping).
 */
const ERRORS: Readonly<Record<string, MessagingFailure>> = {
  // This number cannot be reached by WhatsApp, now or later: a person takes over.
  '21211': 'NUMBER_UNREACHABLE', // no valid number
  '21610': 'NUMBER_UNREACHABLE', // the recipient said STOP
  '21614': 'NUMBER_UNREACHABLE', // no mobile number
  '63003': 'NUMBER_UNREACHABLE', // the channel does not know the address
  '63005': 'NUMBER_UNREACHABLE', // refused by the channel: no WhatsApp user
  '63024': 'NUMBER_UNREACHABLE', // invalid recipient
  // Later it may go.
  '20429': 'WHATSAPP_NOT_TAKEN', // too many requests
  '63012': 'WHATSAPP_UNREACHABLE', // the channel's own fault
  '63018': 'WHATSAPP_UNREACHABLE', // rate of the channel
  '63019': 'WHATSAPP_UNREACHABLE', // our media address did not answer Twilio
  '63037': 'WHATSAPP_UNREACHABLE', // Twilio repeats the upload itself
  // Somebody has to look at account, template or text.
  '20003': 'WHATSAPP_MISCONFIGURED', // credentials
  '21655': 'WHATSAPP_MISCONFIGURED', // ContentSid
  '21656': 'WHATSAPP_MISCONFIGURED', // ContentVariables
  '63007': 'WHATSAPP_MISCONFIGURED', // sender
  '63013': 'WHATSAPP_MISCONFIGURED', // the channel's policy
  '63016': 'WHATSAPP_MISCONFIGURED', // free text outside the 24 hours: a template is missing
  '63021': 'WHATSAPP_MISCONFIGURED', // content not supported or too long
  '63027': 'WHATSAPP_MISCONFIGURED', // template not there in this language
  '63028': 'WHATSAPP_MISCONFIGURED', // number of parameters
};

/** Meaning of a code from an answer or a status callback; undefined when we have none for it. */
export function failureOfTwilioError(code: string | number | null | undefined): MessagingFailure | undefined {
  const key = String(code);
  return Object.hasOwn(ERRORS, key) ? ERRORS[key] : undefined;
}
