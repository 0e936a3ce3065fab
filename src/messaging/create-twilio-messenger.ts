import type { Logger } from 'pino';
import twilio from 'twilio';
import { Failure } from '../domain/failures.ts';
import { maskPhone } from '../domain/phone.ts';
import { fetchTwilioMedia } from './twilio-media.ts';
import { MESSAGE_PURPOSES, type MessagePurpose, type Messenger } from './messaging.ts';
import type { Language, Languages } from '../domain/language/language.ts';
import { standInContentSid, templateName } from './stand-in-template.ts';
import { contentVariables } from './texts.ts';
import { twilioClient, twilioFailure } from './twilio-line.ts';

export interface TwilioOptions {
  /** "https://api.twilio.com", or the simulator. */
  readonly url: string;
  readonly accountSid: string;
  readonly authToken: string;
  /** Our WhatsApp sender, E.164. */
  readonly from: string;
  /** ContentSid by MessagePurpose; a missing one is known to the simulator only, and `ready` says so. */
  readonly templates: Readonly<Record<string, string>>;
  /** Each message needs a template in each of them. */
  readonly languages: Languages;
  /** Public address of the status webhook. */
  readonly statusCallbackUrl: string;
  readonly timeoutMs: number;
  readonly logger: Logger;
}

/** Clocks of two services differ; our ref is what identifies the message. */
const CLOCK_MARGIN_MS = 15 * 60_000;
const LISTED = 200;
const RECEIVED = 10_000;
const LISTED_AT_ONCE = 1000;

/**
 * WhatsApp by Twilio. Every message is an approved template (ContentSid + ContentVariables): the applicant came by the
 * portal, so there may be no open 24-hour window, and free text would fail with 63016. Twilio takes no idempotency key;
 * `find` asks its list instead.
 */
export function createTwilioMessenger(options: TwilioOptions): Messenger {
  const { accountSid, authToken, from, templates, languages, statusCallbackUrl, logger } = options;
  const client = twilioClient(options);
  const contentSid = (language: Language, purpose: MessagePurpose) =>
    templates[templateName(language, purpose)] || standInContentSid(language, purpose);
  let templatesSeen = false;

  return {
    send: async ({ ref, purpose, language, to, values, applicationNumber, mediaUrl }) => {
      const variables = contentVariables(
        language,
        purpose,
        { ...values, applicationNumber, ref },
        mediaUrl === undefined ? undefined : pathOf(mediaUrl),
      );
      const startedAt = Date.now();
      const logFields = { ref, purpose, to: maskPhone(to) };
      try {
        const { sid, status } = await client.messages.create({
          to: `whatsapp:${to}`,
          from: `whatsapp:${from}`,
          contentSid: contentSid(language, purpose),
          contentVariables: JSON.stringify(variables),
          statusCallback: statusCallbackUrl,
        });
        // An empty answer with status 200: accepted or not, nobody knows.
        if (typeof sid !== 'string' || sid === '') throw new Failure('WHATSAPP_UNREACHABLE', 'answer without sid');
        logger.info({ ...logFields, sid, status, ms: Date.now() - startedAt }, 'WhatsApp message accepted');
        return { sid, status };
      } catch (error) {
        const failure = twilioFailure(error);
        logger.warn(
          { ...logFields, code: failure.code, detail: failure.detail, ms: Date.now() - startedAt },
          'WhatsApp message not accepted',
        );
        throw failure;
      }
    },

    say: async ({ ref, to, text }) => {
      const logFields = { ref, purpose: 'talk', to: maskPhone(to) };
      try {
        const { sid, status } = await client.messages.create({
          to: `whatsapp:${to}`,
          from: `whatsapp:${from}`,
          body: withRef(text, ref),
          statusCallback: statusCallbackUrl,
        });
        if (typeof sid !== 'string' || sid === '') throw new Failure('WHATSAPP_UNREACHABLE', 'answer without sid');
        logger.info({ ...logFields, sid, status }, 'WhatsApp message accepted');
        return { sid, status };
      } catch (error) {
        const failure = twilioFailure(error);
        logger.warn({ ...logFields, code: failure.code, detail: failure.detail }, 'WhatsApp message not accepted');
        throw failure;
      }
    },

    statusOf: async (sid) => {
      try {
        const { status, errorCode } = await client.messages(sid).fetch();
        return { status, errorCode: errorCode ? String(errorCode) : null };
      } catch (error) {
        if (error instanceof twilio.RestException && error.status === 404) return undefined;
        throw twilioFailure(error);
      }
    },

    find: async ({ ref, to }, since) => {
      const earliest = since.getTime() - CLOCK_MARGIN_MS;
      try {
        // Not filtered by DateSent at Twilio: a message still in its queue has none.
        const messages = await client.messages.list({ to: `whatsapp:${to}`, limit: LISTED });
        const found = messages.find(({ body, dateCreated }) => dateCreated.getTime() >= earliest && hasRef(body, ref));
        return found && { sid: found.sid, status: found.status };
      } catch (error) {
        throw twilioFailure(error);
      }
    },

    received: async (since) => {
      try {
        const messages = await client.messages.list({
          to: `whatsapp:${from}`,
          dateSentAfter: since,
          limit: RECEIVED,
          pageSize: LISTED_AT_ONCE,
        });
        const incoming = messages.filter(
          ({ direction, dateCreated }) => direction === 'inbound' && dateCreated >= since,
        );
        return incoming.toReversed().map(({ sid, from: sender, body, numMedia, dateCreated }) => ({
          sid,
          from: sender.replace(/^whatsapp:/, ''),
          text: body,
          hasMedia: Number(numMedia) > 0,
          at: dateCreated,
        }));
      } catch (error) {
        throw twilioFailure(error);
      }
    },

    mediaOf: async (sid) => {
      try {
        const media = await client.messages(sid).media.list({ limit: 10 });
        return {
          mediaUrls: media.map(({ uri }) => `${options.url.replace(/\/$/, '')}${uri.replace(/\.json$/, '')}`),
          mediaTypes: media.map(({ contentType }) => contentType),
        };
      } catch (error) {
        throw twilioFailure(error);
      }
    },

    fetchMedia: (url) => fetchTwilioMedia(url, options),

    isSigned: (signature, url, fields) =>
      signature !== undefined && twilio.validateRequest(authToken, signature, url, { ...fields }),

    ready: async () => {
      try {
        const { status } = await client.api.v2010.accounts(accountSid).fetch();
        if (status !== 'active') throw new Failure('WHATSAPP_MISCONFIGURED', `account is ${status}`);
        // Templates do not vanish; a good answer holds until the next start.
        if (!templatesSeen)
          await Promise.all(
            languages.offered.flatMap((language) =>
              MESSAGE_PURPOSES.map((purpose) => client.content.v1.contents(contentSid(language, purpose)).fetch()),
            ),
          );
        templatesSeen = true;
      } catch (error) {
        throw twilioFailure(error);
      }
    },
  };
}

/** A media template fixes scheme and domain; its variable is the path, "media/....pdf". */
function pathOf(mediaUrl: string): string {
  const { pathname, search } = new URL(mediaUrl);
  return `${pathname.slice(1)}${search}`;
}

/** WhatsApp's limit at Twilio for words without a template. */
const LONGEST_WORDS = 1600;
const withRef = (text: string, ref: string): string => {
  const last = `\n\n(Ref: ${ref})`;
  const available = LONGEST_WORDS - last.length;
  return (text.length <= available ? text : `${text.slice(0, available - 1).trimEnd()}…`) + last;
};

function hasRef(body: string | null, ref: string): boolean {
  return body !== null && body.includes(`(Ref: ${ref})`);
}
