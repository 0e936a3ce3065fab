import { createHmac } from 'node:crypto';
import type { Logger } from 'pino';

/**
 * X-Twilio-Signature: HMAC-SHA1 over the address and the fields in the order of their names, name and value run
 * together; base64.
 */
function twilioSignature(authToken: string, url: string, fields: Readonly<Record<string, string>>): string {
  const signed = Object.keys(fields)
    .sort()
    .reduce((text, key) => text + key + (fields[key] ?? ''), url);
  return createHmac('sha1', authToken).update(signed, 'utf8').digest('base64');
}

export type Post = (url: string, fields: Readonly<Record<string, string>>) => Promise<number | undefined>;

/**
 * Posts a signed webhook. Like Twilio: up to 15 s, one repeat when no line could be had, no repeat for an unwelcome
 * answer.
 */
export function signedPost(authToken: string, logger: Logger): Post {
  return async (url, fields) => {
    const headers = {
      'content-type': 'application/x-www-form-urlencoded',
      'x-twilio-signature': twilioSignature(authToken, url, fields),
      'user-agent': 'TwilioProxy/1.1',
    };
    for (const attempt of [1, 2]) {
      try {
        const { status } = await fetch(url, {
          method: 'POST',
          headers,
          body: new URLSearchParams(fields),
          redirect: 'manual',
          signal: AbortSignal.timeout(15_000),
        });
        return status;
      } catch (error) {
        logger.info(
          { attempt, sid: fields['MessageSid'], error: error instanceof Error ? error.name : 'unknown' },
          'webhook not reached',
        );
      }
    }
    return undefined;
  };
}
