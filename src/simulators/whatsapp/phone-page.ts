import express from 'express';
import Handlebars from 'handlebars';
import { createHash } from 'node:crypto';
import { readFileSync } from 'node:fs';
import path from 'node:path';
import { toE164 } from '../../domain/phone.ts';
import { plainDateOf } from '../../domain/plain-date.ts';
import type { Conversations, PhoneMessage } from './conversations.ts';
import type { Delivery } from './delivery.ts';
import { readReply, uploadedPhotos, type Reply } from './replies.ts';

const templates = Handlebars.create();
const asset = (name: string) => readFileSync(path.join(import.meta.dirname, 'assets', name), 'utf8');
templates.registerPartial('messages', asset('messages.hbs'));
templates.registerHelper('equal', (a: unknown, b: unknown) => a === b);
templates.registerHelper('linked', (text: string) => new Handlebars.SafeString(linked(text)));
const phone = templates.compile(asset('phone.hbs'));
const home = templates.compile(asset('home.hbs'));
const messagesOnly = templates.compile('{{> messages}}');

/**
 * `/` the phones, `/hp/{number}` one phone as its owner sees it: the messages that came, the PDF to open, and a box to
 * answer.
 */
export function phonePages(conversations: Conversations, delivery: Delivery, reply: Reply): express.Router {
  const router = express.Router();
  const numberOf = ({ params }: { readonly params: Readonly<Record<string, string | string[]>> }) =>
    typeof params['number'] === 'string' ? toE164(params['number']) : undefined;

  router.get('/', (request, response) => {
    const { nomor } = request.query;
    const asked = typeof nomor === 'string' ? toE164(nomor) : undefined;
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
    const view = { number, shown: grouped(number), days: days(conversationOf(number), number) };
    if (request.query['bagian'] !== 'pesan') return void response.send(phone(view));
    const part = messagesOnly(view);
    // The page asks every second; an unchanged conversation answers 304.
    response.set('ETag', `"${createHash('sha256').update(part).digest('base64url').slice(0, 22)}"`);
    if (request.fresh) return void response.status(304).end();
    response.send(part);
  });

  router.post('/hp/:number', uploadedPhotos, async (request, response) => {
    const number = numberOf(request);
    const asked = number && readReply(request, number);
    if (asked) await reply(asked.from, asked.text, asked.photos);
    response.redirect(303, number === undefined ? '/' : `/hp/${number}`);
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
    const shown = /^(application\/pdf|image\/(jpeg|png|webp))$/.test(media.contentType);
    response
      .type(shown ? media.contentType : 'application/octet-stream')
      .set(
        'Content-Disposition',
        `${shown ? 'inline' : 'attachment'}; filename="${media.fileName.replace(/[^\w .-]/g, '_')}"`,
      )
      .send(bytes);
  });

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

function days(
  messages: readonly PhoneMessage[],
  number: string,
): { readonly day: string; readonly messages: object[] }[] {
  const today = plainDateOf(new Date());
  const groups = new Map<string, PhoneMessage[]>();
  for (const message of messages) {
    const day = plainDateOf(new Date(message.createdAt));
    groups.set(day, [...(groups.get(day) ?? []), message]);
  }
  return [...groups].map(([day, group]) => ({
    day:
      day === today
        ? 'Hari ini'
        : new Date(`${day}T00:00:00Z`).toLocaleDateString('id-ID', {
            day: 'numeric',
            month: 'long',
            year: 'numeric',
            timeZone: 'UTC',
          }),
    messages: group.map(({ sid, direction, body, media, createdAt, errorCode }) => ({
      sid,
      mine: direction === 'inbound',
      body,
      at: clock(createdAt),
      failed: errorCode !== null,
      media: media.map(({ sid: mediaSid, contentType, fileName, bytes }) => ({
        href: `/hp/${number}/berkas/${mediaSid}`,
        picture: contentType.startsWith('image/'),
        fileName,
        about: `${contentType === 'application/pdf' ? 'PDF' : contentType} · ${size(bytes)}`,
      })),
    })),
  }));
}

/** The first words that differ from message to message; every message of ours begins with the office's name. */
function preview({ body, media }: PhoneMessage): string {
  return (
    body
      .replace(/^\*[^\n]*\*\n/, '')
      .replace(/[*\s]+/g, ' ')
      .trim()
      .slice(0, 90) || (media.length > 0 ? 'Foto' : '')
  );
}
function clock(instant: string): string {
  return new Date(instant).toLocaleTimeString('id-ID', {
    hour: '2-digit',
    minute: '2-digit',
    timeZone: 'Asia/Jakarta',
  });
}
function size(bytes: number): string {
  return bytes < 1_000_000
    ? `${Math.max(1, Math.round(bytes / 1000))} kB`
    : `${(bytes / 1_000_000).toFixed(1).replace('.', ',')} MB`;
}
/** +62 812-3456-7890 */
function grouped(e164: string): string {
  return e164.replace(/^\+62(\d{3})(\d{4})(\d*)$/, '+62 $1-$2-$3');
}
/** WhatsApp's own marks: addresses become links, *words* between stars are bold. */
function linked(text: string): string {
  return text
    .split(/(https?:\/\/[^\s<>"']+)/)
    .map((part, i) => {
      const escaped = Handlebars.escapeExpression(part);
      if (i % 2 === 1) return `<a href="${escaped}" target="_blank" rel="noopener">${escaped}</a>`;
      return escaped
        .replace(/\*([^*\n]+)\*/g, '<strong>$1</strong>')
        .replace(/KK-\d{6}-[0-9A-Z]{6}/g, '<span class="number">$&</span>');
    })
    .join('');
}
