import twilio from 'twilio';
import { Failure } from '../domain/failures.ts';
import { failureOfTwilioError } from './twilio-errors.ts';

const TWILIO_API = 'https://api.twilio.com';
/** The hosts we speak to: messages, and the templates' own. */
const TWILIO_HOST = /^https:\/\/(api|content)\.twilio\.com/;

/** Reasons for which the line was never opened. */
const UNSAID = ['ECONNREFUSED', 'ENOTFOUND', 'EAI_AGAIN', 'EHOSTUNREACH', 'ENETUNREACH'];

/**
 * Twilio's client knows its own hosts only; with another `url` (the simulator, a proxy) every request goes there
 * instead.
 */
export function twilioClient({
  url,
  accountSid,
  authToken,
  timeoutMs,
}: {
  readonly url: string;
  readonly accountSid: string;
  readonly authToken: string;
  readonly timeoutMs: number;
}): twilio.Twilio {
  // No automatic repeats: after a silence the list is asked first.
  const httpClient = new twilio.RequestClient({ timeout: timeoutMs, autoRetry: false });
  const base = url.replace(/\/$/, '');
  httpClient.axios.interceptors.request.use((request) => {
    if (base !== TWILIO_API && request.url !== undefined) request.url = request.url.replace(TWILIO_HOST, base);
    return request;
  });
  return twilio(accountSid, authToken, { httpClient });
}

/**
 * What an error of Twilio's client means. 429 and a line that could not be opened are WHATSAPP_NOT_TAKEN: nothing was
 * accepted. Silence, a broken line, any 5xx and answers that cannot be read are WHATSAPP_UNREACHABLE: the message may
 * have been accepted. Twilio's own texts repeat the recipient's number, so only codes are kept.
 */
export function twilioFailure(error: unknown): Failure {
  if (error instanceof Failure) return error;
  if (!(error instanceof twilio.RestException)) {
    const reason = networkReason(error);
    return new Failure(UNSAID.includes(reason) ? 'WHATSAPP_NOT_TAKEN' : 'WHATSAPP_UNREACHABLE', reason);
  }
  const { status, code } = error;
  const detail = `${status} ${code ?? '-'}`;
  const known = failureOfTwilioError(code);
  if (known !== undefined) return new Failure(known, detail);
  if (status === 429) return new Failure('WHATSAPP_NOT_TAKEN', detail);
  return new Failure(status >= 500 ? 'WHATSAPP_UNREACHABLE' : 'WHATSAPP_MISCONFIGURED', detail);
}

function networkReason(error: unknown): string {
  if (error instanceof Error && 'code' in error && typeof error.code === 'string') return error.code;
  return error instanceof Error ? error.name : 'unknown';
}
