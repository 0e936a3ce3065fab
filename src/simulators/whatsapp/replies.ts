import express from 'express';
import type { CallbackFate, Lines } from './lines.ts';
import { newSid, type Conversations, type PhoneMessage } from './conversations.ts';
import { inboundFields } from './inbound.ts';
import { numberOf, readReply, uploadedFiles, type Reply } from './read-reply.ts';
import type { Post } from './webhooks.ts';

export interface RepliesOptions {
  readonly conversations: Conversations;
  readonly lines: Lines;
  readonly post: Post;
  readonly accountSid: string;
  readonly webhookUrl: string;
  /** Our own address, under which Twilio's media stand. */
  readonly ownUrl: () => string;
  /** The office's WhatsApp number, until a message from it names it. */
  readonly officeNumber: string;
  /** A long pause: a webhook that comes late. */
  readonly longPause: () => Promise<unknown>;
  /** Runs beside the answer to the phone. */
  readonly inBackground: (work: Promise<void>) => void;
}

/** 11200: Twilio could not hand the message to the office. */
const NOT_TAKEN = 11200;

/** What a person at the phone does: sends something to the office. Resolves when the webhook was answered, or waits. */
export function createReplies(options: RepliesOptions) {
  const { conversations, lines, accountSid, post, webhookUrl, ownUrl, officeNumber, longPause, inBackground } = options;
  /** By number: a message whose webhook lets the next one pass. */
  const heldBack = new Map<string, PhoneMessage>();

  async function tell(message: PhoneMessage): Promise<PhoneMessage> {
    const sender = (message.quoted === undefined ? undefined : conversations.find(message.quoted))?.from ?? message.to;
    const fields = inboundFields(message, { accountSid, ownUrl: ownUrl(), sender });
    const status = await post(webhookUrl, fields);
    const taken = status !== undefined && status < 300;
    return conversations.change(message.sid, { errorCode: taken ? null : NOT_TAKEN }) ?? message;
  }

  async function passOn(message: PhoneMessage, fate: CallbackFate): Promise<PhoneMessage> {
    if (fate === 'lost') return message;
    if (fate === 'duplicate') await tell(message);
    if (fate === 'late') {
      inBackground(longPause().then(() => tell(message).then(() => undefined)));
      return message;
    }
    const earlier = heldBack.get(message.from);
    if (fate === 'out-of-order' && earlier === undefined) {
      heldBack.set(message.from, message);
      inBackground(longPause().then(() => release(message)));
      return message;
    }
    const told = await tell(message);
    if (earlier !== undefined) await release(earlier);
    return told;
  }

  async function release(message: PhoneMessage): Promise<void> {
    if (heldBack.get(message.from)?.sid !== message.sid) return;
    heldBack.delete(message.from);
    await tell(message);
  }

  return async ({ from, type, text, files, ...more }: Reply): Promise<PhoneMessage> => {
    const quoted = more.quoted === undefined ? undefined : conversations.find(more.quoted);
    const message: PhoneMessage = {
      ...more,
      sid: newSid(files.length > 0 ? 'MM' : 'SM'),
      direction: 'inbound',
      from,
      to:
        conversations.all().findLast((sent) => sent.to === from && sent.direction === 'outbound-api')?.from ??
        officeNumber,
      body: text,
      // Below an approved template a quick reply is a "button", below other words "interactive".
      type: more.button === undefined ? type : quoted?.isTemplate === true ? 'button' : 'interactive',
      status: 'received',
      errorCode: null,
      statusCallback: null,
      mediaUrl: null,
      media: files.map(({ bytes, contentType, fileName }) => conversations.keepMedia(bytes, contentType, fileName)),
      createdAt: new Date().toISOString(),
      sentAt: new Date().toISOString(),
    };
    conversations.add(message);
    return passOn(message, lines.of(from).callbacks);
  };
}
export type SendReply = ReturnType<typeof createReplies>;

/**
 * `POST /api/replies`: what `readReply` takes, as JSON or multipart. `GET /api/messages?to=`.
 */
export function repliesApi(reply: SendReply, conversations: Conversations): express.Router {
  const router = express.Router();
  router.get('/api/messages', (request, response) => {
    const { to } = request.query;
    const number = numberOf(to);
    if (to !== undefined && number === undefined)
      return void response.status(422).json({ message: 'to: nomor seluler, misalnya +6281234567890' });
    response.json(
      conversations.all().filter((message) => number === undefined || message.to === number || message.from === number),
    );
  });
  router.post('/api/replies', express.json({ limit: '30mb' }), uploadedFiles, async (request, response) => {
    const asked = readReply(request);
    if (asked === undefined)
      return void response.status(422).json({ message: 'from: nomor seluler; harus ada sesuatu yang dikirim' });
    const message = await reply(asked);
    response.status(message.errorCode === null ? 201 : 502).json(message);
  });
  return router;
}
