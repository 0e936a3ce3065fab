import express from 'express';
import Handlebars from 'handlebars';
import { createHash } from 'node:crypto';
import { readFileSync } from 'node:fs';
import path from 'node:path';
import type { Conversations, PhoneMessage } from './conversations.ts';
import type { Delivery } from './delivery.ts';
import { CALLBACK_FATES, MEDIA_MISSES, type CallbackFate, type Lines } from './lines.ts';
import { clock, daysOf, grouped, linked, preview } from './phone-view.ts';
import { numberOf as readNumber, readReply, uploadedFiles } from './read-reply.ts';
import type { SendReply } from './replies.ts';

const templates = Handlebars.create();
const asset = (name: string) => readFileSync(path.join(import.meta.dirname, 'assets', name), 'utf8');
templates.registerPartial('messages', asset('messages.hbs'));
templates.registerHelper('equal', (a: unknown, b: unknown) => a === b);
templates.registerHelper('linked', (text: string) => new Handlebars.SafeString(linked(text)));
const phone = templates.compile(asset('phone.hbs'));
const home = templates.compile(asset('home.hbs'));
const messagesOnly = templates.compile('{{> messages}}');

const FATE_NAMES: Readonly<Record<CallbackFate, string>> = {
  'in-time': 'sampai seperti biasa',
  lost: 'hilang di jalan',
  late: 'terlambat',
  duplicate: 'datang dua kali',
  'out-of-order': 'tertukar urutannya',
};

export interface PhonePagesOptions {
  readonly conversations: Conversations;
  readonly lines: Lines;
  readonly delivery: Delivery;
  readonly reply: SendReply;
}

/**
 * `/` the phones, `/hp/{number}` one phone as its owner sees it: the messages that came, the PDF to open, and all that
 * can be sent; `/hp/{number}/jalur` sets what becomes of it on the way.
 */
export function phonePages({ conversations, lines, delivery, reply }: PhonePagesOptions): express.Router {
  const router = express.Router();
  const numberOf = ({ params }: { readonly params: Readonly<Record<string, string | string[]>> }) =>
    readNumber(params['number']);

  router.get('/', (request, response) => {
    const { nomor } = request.query;
    const asked = readNumber(nomor);
    if (asked !== undefined) return response.redirect(303, `/hp/${asked}`);
    const numbers = [
      ...new Set(conversations.all().map(({ direction, from, to }) => (direction === 'inbound' ? from : to))),
    ].reverse();
    response.status(nomor === undefined ? 200 : 422).send(
      home({
        wrong: nomor !== undefined,
        phones: numbers.map((number) => {
          const messages = conversationOf(number);
          const last = messages.at(-1);
          return {
            number,
            shown: grouped(number),
            last: last && preview(last),
            at: last && clock(last.createdAt),
            unread: messages.filter(({ status }) => status === 'delivered').length,
          };
        }),
      }),
    );
  });

  router.get('/hp/:number', (request, response) => {
    const number = numberOf(request);
    if (number === undefined) return response.redirect(303, '/?nomor=');
    delivery.read(number);
    const view = {
      number,
      shown: grouped(number),
      days: daysOf(conversationOf(number), number),
      line: lineView(number),
      misses: MEDIA_MISSES,
    };
    if (request.query['bagian'] !== 'pesan') return void response.send(phone(view));
    const part = messagesOnly(view);
    // The page asks every second; an unchanged conversation answers 304.
    response.set('ETag', `"${createHash('sha256').update(part).digest('base64url').slice(0, 22)}"`);
    if (request.fresh) return void response.status(304).end();
    response.send(part);
  });

  router.post('/hp/:number', uploadedFiles, async (request, response) => {
    const number = numberOf(request);
    const asked = number && readReply(request, number);
    if (asked) await reply(asked);
    response.redirect(303, number === undefined ? '/' : `/hp/${number}`);
  });

  router.post('/hp/:number/jalur', express.urlencoded({ extended: false, limit: '4kb' }), (request, response) => {
    const number = numberOf(request);
    if (number === undefined) return response.redirect(303, '/?nomor=');
    const form = request.body as Partial<Record<string, unknown>>;
    if (form['jendela'] === 'tutup') lines.set(number, { windowLeftAt: new Date().toISOString() });
    else
      lines.set(number, {
        callbacks: CALLBACK_FATES.find((fate) => fate === form['kabar']) ?? 'in-time',
        mediaLater: form['media'] === 'kemudian',
        optedOut: form['berhenti'] === 'ya',
        notOnWhatsApp: form['salah'] === 'ya',
      });
    response.redirect(303, `/hp/${number}`);
  });

  router.get('/hp/:number/berkas/:media', (request, response) => {
    const number = numberOf(request);
    const media = conversations
      .all()
      .filter(({ from, to }) => from === number || to === number)
      .flatMap((message) => message.media)
      .find(({ sid }) => sid === request.params.media);
    const bytes = media && conversations.mediaBytes(media.sid);
    if (media === undefined || bytes === undefined)
      return void response.status(404).type('text').send('Berkas tidak ditemukan.');
    // What a stranger sent as a picture must not run as a page.
    const shown = /^(application\/pdf|image\/(jpeg|png|webp)|audio\/(ogg|mpeg|mp4))$/.test(media.contentType);
    response
      .type(shown ? media.contentType : 'application/octet-stream')
      .set(
        'Content-Disposition',
        `${shown ? 'inline' : 'attachment'}; filename="${media.fileName.replace(/[^\w .-]/g, '_')}"`,
      )
      .send(bytes);
  });

  function lineView(number: string): object {
    const { callbacks, ...line } = lines.of(number);
    return {
      ...line,
      isUsual: callbacks === 'in-time' && !line.mediaLater && !line.optedOut && !line.notOnWhatsApp,
      fates: CALLBACK_FATES.map((fate) => ({ fate, name: FATE_NAMES[fate], chosen: fate === callbacks })),
    };
  }

  function conversationOf(number: string): PhoneMessage[] {
    // Not on this phone: what never arrived.
    return conversations
      .all()
      .filter(({ direction, from, to, status }) =>
        direction === 'inbound' ? from === number : to === number && ['delivered', 'read'].includes(status),
      );
  }
  return router;
}
