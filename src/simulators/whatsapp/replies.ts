import express from 'express';
import multer from 'multer';
import { toE164 } from '../../domain/phone.ts';
import { newSid, type Conversations, type PhoneMessage } from './conversations.ts';
import type { Post } from './webhooks.ts';

export interface Photo {
  readonly bytes: Buffer;
  readonly contentType: string;
  readonly fileName: string;
}
/** WhatsApp sends each photo as a message of its own; Twilio passes on up to ten in one. */
const MOST_PHOTOS = 10;
const LARGEST_PHOTO = 16 * 1024 * 1024;

export interface RepliesOptions {
  readonly conversations: Conversations;
  readonly post: Post;
  readonly accountSid: string;
  readonly webhookUrl: string;
  /** Our own address, under which Twilio's media stand. */
  readonly ownUrl: () => string;
  /** The office's WhatsApp number, until a message from it names it. */
  readonly officeNumber: string;
}

/** What a person at the phone does: writes to the office, with or without photos. */
export function createReplies({ conversations, post, accountSid, webhookUrl, ownUrl, officeNumber }: RepliesOptions) {
  return async (from: string, text: string, photos: readonly Photo[]): Promise<PhoneMessage> => {
    const message: PhoneMessage = {
      sid: newSid(photos.length > 0 ? 'MM' : 'SM'),
      direction: 'inbound',
      from,
      to:
        conversations.all().findLast((sent) => sent.to === from && sent.direction === 'outbound-api')?.from ??
        officeNumber,
      body: text,
      status: 'received',
      errorCode: null,
      statusCallback: null,
      mediaUrl: null,
      media: photos.map(({ bytes, contentType, fileName }) => conversations.keepMedia(bytes, contentType, fileName)),
      createdAt: new Date().toISOString(),
      sentAt: new Date().toISOString(),
    };
    conversations.add(message);
    const media: [string, string][] = message.media.flatMap(({ sid, contentType }, i): [string, string][] => [
      [`MediaUrl${i}`, `${ownUrl()}/2010-04-01/Accounts/${accountSid}/Messages/${message.sid}/Media/${sid}`],
      [`MediaContentType${i}`, contentType],
    ]);
    const status = await post(webhookUrl, {
      AccountSid: accountSid,
      ApiVersion: '2010-04-01',
      Body: text,
      From: `whatsapp:${from}`,
      To: `whatsapp:${message.to}`,
      WaId: from.slice(1),
      ProfileName: 'Pemohon',
      MessageSid: message.sid,
      SmsSid: message.sid,
      SmsMessageSid: message.sid,
      SmsStatus: 'received',
      MessageType: photos.length > 0 ? 'image' : 'text',
      NumMedia: String(photos.length),
      NumSegments: '1',
      ...Object.fromEntries(media),
    });
    const taken = status !== undefined && status < 300;
    // 11200: Twilio could not hand the message to the office.
    return conversations.change(message.sid, { errorCode: taken ? null : 11200 }) ?? message;
  };
}
export type Reply = ReturnType<typeof createReplies>;

const photosInMemory = multer({
  storage: multer.memoryStorage(),
  limits: { files: MOST_PHOTOS, fileSize: LARGEST_PHOTO, fields: 5, fieldSize: 8000 },
}).array('photo', MOST_PHOTOS);

/**
 * `POST /api/replies`: JSON {from, text, photos: [{contentType, base64}]} or multipart from, text, photo. `GET
 * /api/messages?to=`.
 */
export function repliesApi(reply: Reply, conversations: Conversations): express.Router {
  const router = express.Router();
  router.get('/api/messages', (request, response) => {
    const { to } = request.query;
    const number = typeof to === 'string' ? toE164(to) : undefined;
    if (to !== undefined && number === undefined)
      return void response.status(422).json({ message: 'to: nomor seluler Indonesia, misalnya +6281234567890' });
    response.json(
      conversations.all().filter((message) => number === undefined || message.to === number || message.from === number),
    );
  });
  router.post('/api/replies', express.json({ limit: '30mb' }), photosInMemory, async (request, response) => {
    const asked = readReply(request);
    if (asked === undefined)
      return void response.status(422).json({ message: 'from: nomor seluler Indonesia; text atau photo harus ada' });
    const message = await reply(asked.from, asked.text, asked.photos);
    response.status(message.errorCode === null ? 201 : 502).json(message);
  });
  return router;
}

export const uploadedPhotos: express.RequestHandler = photosInMemory;

/** Undefined when there is no number or nothing to send. */
export function readReply(
  request: express.Request,
  knownFrom?: string,
): { readonly from: string; readonly text: string; readonly photos: Photo[] } | undefined {
  const body: unknown = request.body;
  const field = (name: string): unknown =>
    typeof body === 'object' && body !== null ? Object.entries(body).find(([key]) => key === name)?.[1] : undefined;
  const given = knownFrom ?? field('from');
  const from = typeof given === 'string' ? toE164(given) : undefined;
  const written = field('text');
  const text = typeof written === 'string' ? written.trim().slice(0, 4096) : '';
  const uploaded = Array.isArray(request.files)
    ? request.files.map(({ buffer, mimetype, originalname }) => ({
        bytes: buffer,
        contentType: mimetype,
        fileName: originalname.slice(0, 80),
      }))
    : [];
  const photos = [...uploaded, ...photosFromJson(field('photos'))]
    .filter(({ bytes }) => bytes.length > 0)
    .slice(0, MOST_PHOTOS);
  return from === undefined || (text === '' && photos.length === 0) ? undefined : { from, text, photos };
}

function photosFromJson(value: unknown): Photo[] {
  if (!Array.isArray(value)) return [];
  return value.flatMap((item: unknown) => {
    if (typeof item !== 'object' || item === null || !('base64' in item) || typeof item.base64 !== 'string') return [];
    const contentType = 'contentType' in item && typeof item.contentType === 'string' ? item.contentType : 'image/jpeg';
    return [{ bytes: Buffer.from(item.base64, 'base64'), contentType, fileName: 'foto' }];
  });
}
