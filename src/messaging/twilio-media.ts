import { INDONESIAN } from '../domain/language/indonesian.ts';
import { PaperRefused } from '../documents/documents.ts';
import { Failure } from '../domain/failures.ts';

/** WhatsApp's own limit at Twilio. */
const LARGEST_MEDIA = 16 * 1024 * 1024;

/**
 * A picture from a reply. Only addresses under our own account at the messenger are fetched, so that a forged webhook
 * cannot send us elsewhere. Twilio answers with a redirect to its store; fetch does not carry our credentials there.
 */
export async function fetchTwilioMedia(
  address: string,
  {
    url,
    accountSid,
    authToken,
    timeoutMs,
  }: { readonly url: string; readonly accountSid: string; readonly authToken: string; readonly timeoutMs: number },
): Promise<Buffer> {
  const media = URL.canParse(address) ? new URL(address) : undefined;
  if (
    media === undefined ||
    media.origin !== new URL(url).origin ||
    !media.pathname.startsWith(`/2010-04-01/Accounts/${accountSid}/Messages/`)
  )
    throw new Failure('WHATSAPP_MISCONFIGURED', 'media address is not of our account');
  const authorization = `Basic ${Buffer.from(`${accountSid}:${authToken}`).toString('base64')}`;
  try {
    const response = await fetch(media, { headers: { authorization }, signal: AbortSignal.timeout(timeoutMs) });
    if (!response.ok)
      throw new Failure(
        response.status === 401 ? 'WHATSAPP_MISCONFIGURED' : 'WHATSAPP_UNREACHABLE',
        `media: ${response.status}`,
      );
    const chunks: Uint8Array[] = [];
    let size = 0;
    for await (const chunk of response.body ?? []) {
      size += chunk.length;
      if (size > LARGEST_MEDIA) throw new PaperRefused(INDONESIAN.refusals['kiriman-ini-lebih-besar']);
      chunks.push(chunk);
    }
    return Buffer.concat(chunks);
  } catch (error) {
    if (error instanceof Failure || error instanceof PaperRefused) throw error;
    throw new Failure('WHATSAPP_UNREACHABLE', `media: ${error instanceof Error ? error.name : 'unknown'}`);
  }
}
