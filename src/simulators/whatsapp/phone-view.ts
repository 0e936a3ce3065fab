import Handlebars from 'handlebars';
import { plainDateOf } from '../../domain/plain-date.ts';
import type { PhoneMessage } from './conversations.ts';

/** The conversation as the page draws it, by days. */
export function daysOf(
  messages: readonly PhoneMessage[],
  number: string,
): { readonly day: string; readonly messages: object[] }[] {
  const today = plainDateOf(new Date());
  const groups = new Map<string, PhoneMessage[]>();
  for (const message of messages) {
    const day = plainDateOf(new Date(message.createdAt));
    groups.set(day, [...(groups.get(day) ?? []), message]);
  }
  const last = messages.at(-1);
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
    messages: group.map((message) => ({
      ...bubble(message, number, messages),
      quickReplies: message === last && message.direction === 'outbound-api' ? quickReplies(message.body) : [],
    })),
  }));
}

function bubble(message: PhoneMessage, number: string, all: readonly PhoneMessage[]): object {
  const { sid, direction, body, media, createdAt, errorCode, type, place, quoted } = message;
  const answered = quoted === undefined ? undefined : all.find((one) => one.sid === quoted);
  return {
    sid,
    mine: direction === 'inbound',
    body,
    preview: preview(message),
    quoted: answered && preview(answered),
    at: clock(createdAt),
    failed: errorCode !== null,
    place,
    media: media.map(({ sid: mediaSid, contentType, fileName, bytes }) => ({
      href: `/hp/${number}/berkas/${mediaSid}`,
      sticker: type === 'sticker',
      picture: contentType.startsWith('image/') && type !== 'document',
      sound: contentType.startsWith('audio/'),
      mark: MARKS.find(([form]) => form.test(contentType))?.[1] ?? 'BERKAS',
      fileName,
      about: `${NAMES.find(([form]) => form.test(contentType))?.[1] ?? contentType} · ${size(bytes)}`,
    })),
  };
}
const MARKS = [
  [/pdf$/, 'PDF'],
  [/vcard/, 'VCF'],
  [/^image/, 'FOTO'],
] as const;
const NAMES = [
  [/pdf$/, 'PDF'],
  [/vcard/, 'Kartu kontak'],
] as const;

/**
 * Answers that the office's words ask for, to press instead of to type: numbered choices, and words in capitals after
 * "balas". Our templates carry no buttons of their own; WhatsApp shows three at most below a message.
 */
function quickReplies(body: string): string[] {
  const numbers = [...body.matchAll(/^(\d)\. /gm)].map(([, digit]) => digit!);
  const words = [...body.matchAll(/[Bb]alas ([A-Z]{4,12})\b/g)].map(([, word]) => word!);
  // Numbered steps of a template are no choices.
  const choices = /[Bb]alas dengan angkanya/.test(body) ? numbers : [];
  return [...new Set([...choices, ...words])];
}

/** The first words that differ from message to message; every message of ours begins with the office's name. */
export function preview({ body, media, place, type }: PhoneMessage): string {
  const words = body
    .replace(/^\*[^\n]*\*\n/, '')
    .replace(/[*\s]+/g, ' ')
    .trim()
    .slice(0, 90);
  if (words !== '') return words;
  if (place !== undefined) return 'Lokasi';
  if (media.length === 0) return '';
  return (
    { audio: 'Pesan suara', sticker: 'Stiker', contacts: 'Kontak', document: 'Dokumen', video: 'Video' }[
      type as string
    ] ?? 'Foto'
  );
}

export function clock(instant: string): string {
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
export function grouped(e164: string): string {
  return e164.replace(/^\+62(\d{3})(\d{4})(\d*)$/, '+62 $1-$2-$3');
}
/** WhatsApp's own marks: addresses become links, *words* between stars are bold. */
export function linked(text: string): string {
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
