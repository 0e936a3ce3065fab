import { timingSafeEqual } from 'node:crypto';
import express from 'express';
import type { FailOnCommand } from '../failing.ts';
import type { Languages } from '../../domain/language/language.ts';
import { contentTemplate, readContentVariables } from './content-templates.ts';
import { newSid, type Conversations, type PhoneMessage } from './conversations.ts';
import { FATES, type Delivery, type Fate } from './delivery.ts';
import type { CallbackFate, Lines } from './lines.ts';

/**
 * Failures that only Twilio knows: refusals in the answer, an answer that says nothing, and the fates of `delivery.ts`.
 */
export const OWN_FAILURES = ['21211', '21610', '20003', 'empty', ...FATES] as const;
export type OwnFailure = (typeof OWN_FAILURES)[number];

interface TwilioApiOptions {
  readonly accountSid: string;
  readonly authToken: string;
  /** Scheme and domain that the media template fixes. */
  readonly mediaBase: string;
  readonly conversations: Conversations;
  readonly delivery: Delivery;
  readonly lines: Lines;
  readonly failing: FailOnCommand<OwnFailure>;
  readonly languages: Languages;
}

const FATE_OF_LINE: Readonly<Record<CallbackFate, Fate | undefined>> = {
  'in-time': undefined,
  lost: 'no-callback',
  late: 'late',
  duplicate: 'duplicate',
  'out-of-order': 'out-of-order',
};
const isFate = (how: string | undefined): how is Fate => (FATES as readonly (string | undefined)[]).includes(how);

/** Twilio's REST surface, as far as the office's client uses it. */
export function twilioApi({
  accountSid,
  authToken,
  mediaBase,
  conversations,
  delivery,
  lines,
  failing,
  languages,
}: TwilioApiOptions): express.Router {
  const router = express.Router();
  const account = `/2010-04-01/Accounts/${accountSid}`;
  const expected = Buffer.from(`Basic ${Buffer.from(`${accountSid}:${authToken}`).toString('base64')}`);
  const refuse = (response: express.Response, status: number, code: number, message: string) =>
    void response
      .status(status)
      .json({ code, message, more_info: `https://www.twilio.com/docs/errors/${code}`, status });

  router.use(['/2010-04-01', '/v1/Content'], (request, response, next) => {
    const given = Buffer.from(request.get('authorization') ?? '');
    if (given.length !== expected.length || !timingSafeEqual(given, expected))
      return refuse(response, 401, 20003, 'Authenticate');
    next();
  });
  router.use('/2010-04-01', express.urlencoded({ extended: false, limit: '64kb', parameterLimit: 60 }));
  router.use(['/2010-04-01', '/v1/Content'], (request, response, next) => failing.middleware(request, response, next));

  router.get(
    `${account}.json`,
    (_request, response) =>
      void response.json({
        sid: accountSid,
        friendly_name: 'Disdukcapil Bantul (simulasi)',
        status: 'active',
        type: 'Full',
      }),
  );

  router.get('/v1/Content/:sid', (request, response) => {
    const template = contentTemplate(languages, request.params.sid);
    if (template === undefined) return refuse(response, 404, 20404, 'The requested resource was not found');
    response.json({
      sid: request.params.sid,
      account_sid: accountSid,
      friendly_name: template.purpose,
      language: template.language,
      variables: {},
      types: {},
    });
  });

  router.post(`${account}/Messages.json`, (request, response) => {
    const fields = formFields(request.body);
    const ordered = failing.ownFailure(response);
    const to = phoneOf(request);
    const from = /^whatsapp:(\+\d{8,15})$/.exec(fields['From'] ?? '')?.[1];
    if (ordered === '20003') return refuse(response, 401, 20003, 'Authenticate');
    if (to === '' || ordered === '21211')
      return refuse(response, 400, 21211, `The 'To' number ${fields['To'] ?? ''} is not a valid phone number.`);
    if (from === undefined)
      return refuse(response, 400, 21212, `The 'From' number ${fields['From'] ?? ''} is not a valid phone number.`);
    if (ordered === '21610' || lines.of(to).optedOut)
      return refuse(response, 400, 21610, 'Attempt to send to unsubscribed recipient');

    const { ContentSid: contentSid, Body: freeText } = fields;
    let body = freeText ?? '';
    let mediaUrl = fields['MediaUrl'];
    if (contentSid !== undefined) {
      const template = contentTemplate(languages, contentSid);
      const variables = readContentVariables(fields['ContentVariables'] ?? '{}');
      if (template === undefined) return refuse(response, 400, 21655, 'The ContentSid Parameter is Invalid');
      if (variables === undefined) return refuse(response, 400, 21656, 'The ContentVariables Parameter is invalid');
      const rendered = template.render(variables);
      if (rendered.body.length > 1024) return refuse(response, 400, 63021, 'Channel invalid content error');
      body = rendered.body;
      mediaUrl = rendered.mediaPath === undefined ? undefined : `${mediaBase}/${rendered.mediaPath}`;
    } else if (body === '') return refuse(response, 400, 21619, 'A Message body or a media url must be specified');

    const message: PhoneMessage = {
      sid: newSid(mediaUrl === undefined ? 'SM' : 'MM'),
      direction: 'outbound-api',
      from,
      to,
      body,
      status: 'queued',
      errorCode: null,
      statusCallback: fields['StatusCallback'] ?? null,
      mediaUrl: mediaUrl ?? null,
      media: [],
      isTemplate: contentSid !== undefined,
      createdAt: new Date().toISOString(),
      sentAt: null,
    };
    conversations.add(message);
    delivery.start(message, fateOf(message, contentSid, isFate(ordered) ? ordered : undefined));
    if (ordered === 'empty') return void response.status(200).end();
    response.status(201).json(resource(message));
  });

  /** Free text needs a message from the person within 24 hours. */
  function fateOf({ to }: PhoneMessage, contentSid: string | undefined, ordered: Fate | undefined): Fate | undefined {
    if (ordered !== undefined) return ordered;
    const line = lines.of(to);
    if (line.notOnWhatsApp) return '63024';
    const opened = conversations
      .all()
      .some(
        ({ direction, from, createdAt }) =>
          direction === 'inbound' && from === to && lines.keepsWindowOpen(to, createdAt),
      );
    return contentSid === undefined && !opened ? '63016' : FATE_OF_LINE[line.callbacks];
  }

  router.get(`${account}/Messages.json`, (request, response) => {
    const { To, From, PageSize } = request.query;
    const size = Math.min(Number(PageSize) || 50, 1000);
    const found = conversations
      .all()
      .filter(
        (message) =>
          (To === undefined || `whatsapp:${message.to}` === To) &&
          (From === undefined || `whatsapp:${message.from}` === From),
      );
    const uri = `${account}/Messages.json`;
    response.json({
      messages: found.toReversed().slice(0, size).map(resource),
      page: 0,
      page_size: size,
      start: 0,
      end: Math.max(0, found.length - 1),
      uri,
      first_page_uri: uri,
      next_page_uri: null,
      previous_page_uri: null,
    });
  });

  router.get(`${account}/Messages/:sid.json`, (request, response) => {
    const message = conversations.find(request.params.sid);
    if (message === undefined) return refuse(response, 404, 20404, 'The requested resource was not found');
    response.json(resource(message));
  });

  router.get(`${account}/Messages/:sid/Media.json`, (request, response) => {
    const message = conversations.find(request.params.sid);
    if (message === undefined) return refuse(response, 404, 20404, 'The requested resource was not found');
    const uri = `${account}/Messages/${message.sid}/Media.json`;
    response.json({
      media_list: message.media.map(({ sid, contentType }) => ({
        sid,
        account_sid: accountSid,
        parent_sid: message.sid,
        content_type: contentType,
        date_created: new Date(message.createdAt).toUTCString().replace('GMT', '+0000'),
        date_updated: new Date(message.createdAt).toUTCString().replace('GMT', '+0000'),
        uri: `${account}/Messages/${message.sid}/Media/${sid}.json`,
      })),
      page: 0,
      page_size: 50,
      start: 0,
      end: Math.max(0, message.media.length - 1),
      uri,
      first_page_uri: uri,
      next_page_uri: null,
      previous_page_uri: null,
    });
  });

  router.get(`${account}/Messages/:sid/Media/:media`, (request, response) => {
    const message = conversations.find(request.params.sid);
    const media = message?.media.find(({ sid }) => sid === request.params.media);
    const bytes = media && conversations.mediaBytes(media.sid);
    if (message === undefined || media === undefined || bytes === undefined || !lines.hasMedia(message.from, media.sid))
      return refuse(response, 404, 20404, 'The requested resource was not found');
    response.type(media.contentType).send(bytes);
  });

  function resource({
    sid,
    direction,
    from,
    to,
    body,
    status,
    errorCode,
    media,
    createdAt,
    sentAt,
  }: PhoneMessage): object {
    const rfc2822 = (instant: string | null) =>
      instant === null ? null : new Date(instant).toUTCString().replace('GMT', '+0000');
    return {
      sid,
      account_sid: accountSid,
      api_version: '2010-04-01',
      messaging_service_sid: null,
      direction,
      from: `whatsapp:${from}`,
      to: `whatsapp:${to}`,
      body,
      status,
      error_code: errorCode,
      error_message: null,
      num_media: String(media.length),
      num_segments: '1',
      price: null,
      price_unit: 'USD',
      date_created: rfc2822(createdAt),
      date_updated: rfc2822(sentAt ?? createdAt),
      date_sent: rfc2822(sentAt),
      uri: `${account}/Messages/${sid}.json`,
      subresource_uris: { media: `${account}/Messages/${sid}/Media.json` },
    };
  }
  return router;
}

/** The phone that a message is for, "+62..."; '' when it is not a phone number. */
export function phoneOf({ body }: express.Request): string {
  return /^whatsapp:(\+\d{8,15})$/.exec(formFields(body)['To'] ?? '')?.[1] ?? '';
}

function formFields(body: unknown): Record<string, string> {
  if (typeof body !== 'object' || body === null) return {};
  return Object.fromEntries(
    Object.entries(body).flatMap(([key, value]: [string, unknown]) =>
      typeof value === 'string' ? [[key, value]] : [],
    ),
  );
}
