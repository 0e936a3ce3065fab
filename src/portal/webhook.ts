import express, { Router, type RequestHandler } from 'express';
import type { Logger } from 'pino';
import { STATUS_RANK } from '../messaging/messaging.ts';
import type { MessageType } from '../store/store.ts';
import type { ApplicantCases } from './applicant-cases.ts';
import { Problem } from './middleware/problems.ts';

export interface WhatsAppWebhook {
  /** X-Twilio-Signature over the exact public URL and the form fields; `Messenger.isSigned`. */
  isSigned(signature: string | undefined, url: string, fields: Readonly<Record<string, string>>): boolean;
}
type Fields = Readonly<Record<string, string>>;

const SID = /^(SM|MM)[0-9a-f]{32}$/;
const ADDRESS = /^whatsapp:(\+\d{8,15})$/;
const HTTPS_OR_LOOPBACK = /^(https:\/\/|http:\/\/(localhost|127\.0\.0\.1)(:\d+)?\/)/;
/**
 * The parameters Twilio documents for incoming messages and status callbacks. The signature covers keys and values run
 * together without separators, so {A:1,B:2} and {A:'1B2'} are signed alike: unknown keys are refused, and the values
 * used must have their exact shape.
 */
const KNOWN_KEYS =
  /^(AccountSid|ApiVersion|Body|From|To|WaId|ProfileName|ExternalUserId|MessageSid|MessageStatus|MessageType|MessagingServiceSid|SmsSid|SmsStatus|SmsMessageSid|NumMedia|NumSegments|ReferralNumMedia|(Media(Url|ContentType)|ReferralMedia(Url|ContentType))\d|ErrorCode|ErrorMessage|EventType|Forwarded|FrequentlyForwarded|Latitude|Longitude|Address|Label|RawDlrDoneDate|StructuredMessage|InteractiveData|FlowData|(Channel|Referral|Button|List|OriginalReplied)[A-Za-z]{1,40})$/;

/**
 * Twilio's two callbacks. Signed or 403; what it means is for `Cases`, which takes every message and every status once
 * and only forward.
 */
export function whatsappWebhook(
  cases: Pick<ApplicantCases, 'incomingMessage' | 'messageStatus'>,
  webhook: WhatsAppWebhook,
  baseUrl: string,
  logger: Logger,
): Router {
  const signed: RequestHandler[] = [
    express.urlencoded({ extended: false, limit: '64kb', parameterLimit: 80 }),
    (request, response, next) => {
      const fields = plainFields(request.body);
      if (
        fields === undefined ||
        !webhook.isSigned(request.get('X-Twilio-Signature'), baseUrl + request.originalUrl, fields)
      )
        throw new Problem('SIGNATURE_WRONG');
      const unknown = Object.keys(fields).filter((key) => !KNOWN_KEYS.test(key));
      if (unknown.length > 0) {
        logger.warn(
          { keys: unknown.map((key) => key.slice(0, 30).replace(/\d/g, '#')) },
          'webhook with unknown parameters refused',
        );
        throw new Problem('SIGNATURE_WRONG');
      }
      response.locals['fields'] = fields;
      next();
    },
  ];
  const router = Router();
  router.post('/webhook/whatsapp', ...signed, async (_request, response) => {
    const fields = response.locals['fields'] as Fields;
    const from = ADDRESS.exec(fields['From'] ?? '')?.[1];
    const sid = fields['MessageSid'] ?? '';
    const count = Number(/^(\d|10)$/.exec(fields['NumMedia'] ?? '0')?.[0]);
    const mediaUrls = Array.from({ length: count || 0 }, (_, i) => fields[`MediaUrl${i}`] ?? '');
    if (
      from === undefined ||
      !SID.test(sid) ||
      Number.isNaN(count) ||
      !mediaUrls.every((url) => HTTPS_OR_LOOPBACK.test(url) && URL.canParse(url))
    )
      throw new Problem('REQUEST_UNREADABLE');
    const quoted = fields['OriginalRepliedMessageSid'];
    const type = TYPES[fields['MessageType'] ?? ''];
    const place = placeOf(fields);
    await cases.incomingMessage({
      sid,
      from,
      // A pressed button says its own words.
      text: (fields['Body'] || fields['ButtonText'] || '').slice(0, 4096),
      mediaUrls,
      mediaTypes: Array.from({ length: mediaUrls.length }, (_, i) =>
        (fields[`MediaContentType${i}`] ?? '').slice(0, 100),
      ),
      ...(type === undefined ? {} : { type }),
      ...(quoted !== undefined && SID.test(quoted) ? { quoted } : {}),
      ...(place === undefined ? {} : { place }),
    });
    answer(response);
  });
  router.post('/webhook/whatsapp/status', ...signed, async (_request, response) => {
    const fields = response.locals['fields'] as Fields;
    const sid = fields['MessageSid'] ?? '';
    const status = fields['MessageStatus'] ?? '';
    const errorCode = fields['ErrorCode'] ?? null;
    if (!SID.test(sid) || !Object.hasOwn(STATUS_RANK, status) || (errorCode !== null && !/^\d{1,6}$/.test(errorCode)))
      throw new Problem('REQUEST_UNREADABLE');
    await cases.messageStatus({ sid, status, errorCode });
    answer(response);
  });
  return router;
}

/** Twilio's names of what a message is; what has none here is known by its media. */
const TYPES: Readonly<Record<string, MessageType>> = {
  audio: 'voice',
  voice: 'voice',
  video: 'video',
  sticker: 'sticker',
  location: 'location',
  contacts: 'contact',
  contact: 'contact',
};

function placeOf(fields: Fields): { latitude: string; longitude: string; label: string } | undefined {
  const { Latitude: latitude = '', Longitude: longitude = '' } = fields;
  const isDegree = (text: string) => /^-?\d{1,3}(\.\d{1,12})?$/.test(text);
  if (!isDegree(latitude) || !isDegree(longitude)) return undefined;
  return { latitude, longitude, label: (fields['Label'] ?? fields['Address'] ?? '').slice(0, 200) };
}

/** A form in which every key stands once. */
function plainFields(body: unknown): Fields | undefined {
  if (typeof body !== 'object' || body === null) return undefined;
  const entries = Object.entries(body);
  return entries.every((entry): entry is [string, string] => typeof entry[1] === 'string')
    ? Object.fromEntries(entries)
    : undefined;
}

/** Empty TwiML: nothing to say in the same breath. */
function answer(response: Parameters<RequestHandler>[1]): void {
  response.type('text/xml').send('<?xml version="1.0" encoding="UTF-8"?><Response></Response>');
}
