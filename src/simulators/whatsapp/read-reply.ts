import type express from 'express';
import multer from 'multer';
import { toWhatsAppNumber } from '../../domain/phone.ts';
import { INBOUND_TYPES, type InboundType, type Place } from './conversations.ts';
import { MEDIA_TYPES, typeOfFiles } from './inbound.ts';
import { sampleOf } from './samples.ts';

export interface SentFile {
  readonly bytes: Buffer;
  readonly contentType: string;
  readonly fileName: string;
}
/** One message as the person at the phone sends it. */
export interface Reply {
  /** E.164 */
  readonly from: string;
  readonly type: InboundType;
  readonly text: string;
  readonly files: readonly SentFile[];
  readonly quoted?: string;
  readonly place?: Place;
  readonly button?: { readonly text: string; readonly payload: string };
}

/** WhatsApp sends each photo as a message of its own; Twilio passes on up to ten in one. */
const MOST_FILES = 10;
const LARGEST_FILE = 16 * 1024 * 1024;
const LONGEST_TEXT = 4096;
const DEGREE = /^-?\d{1,3}(\.\d{1,12})?$/;

export const uploadedFiles: express.RequestHandler = multer({
  storage: multer.memoryStorage(),
  limits: { files: MOST_FILES, fileSize: LARGEST_FILE, fields: 12, fieldSize: 8000 },
}).array('photo', MOST_FILES);

/** The number as the phone's owner has it; undefined when it is none that WhatsApp knows. */
export const numberOf = (given: unknown): string | undefined =>
  typeof given === 'string' ? toWhatsAppNumber(given) : undefined;

/**
 * Reads a form or JSON: from, kind, text, quoted, photo (files) or photos (base64); for a place latitude, longitude,
 * label, address; for a card of contact name, phone; for a quick reply button, payload. Undefined when there is no
 * number or nothing to send.
 */
export function readReply(request: express.Request, knownFrom?: string): Reply | undefined {
  const body: unknown = request.body;
  const raw = (name: string): unknown =>
    typeof body === 'object' && body !== null ? Object.entries(body).find(([key]) => key === name)?.[1] : undefined;
  const field = (name: string): string => {
    const value = raw(name);
    return typeof value === 'string' ? value.trim() : '';
  };
  const from = numberOf(knownFrom ?? raw('from'));
  if (from === undefined) return undefined;
  const kind = INBOUND_TYPES.find((known) => known === field('kind'));
  const text = field('text').slice(0, LONGEST_TEXT);
  const quoted = /^(SM|MM)[0-9a-f]{32}$/.exec(field('quoted'))?.[0];
  const common = { from, ...(quoted === undefined ? {} : { quoted }) };
  if (kind === 'location') {
    const [latitude, longitude] = [field('latitude'), field('longitude')];
    if (!DEGREE.test(latitude) || !DEGREE.test(longitude)) return undefined;
    const [label, address] = [field('label').slice(0, 100), field('address').slice(0, 200)];
    return { ...common, type: kind, text: '', files: [], place: { latitude, longitude, label, address } };
  }
  if (kind === 'button' || kind === 'interactive') {
    const pressed = field('button').slice(0, 25);
    if (pressed === '') return undefined;
    const button = { text: pressed, payload: field('payload').slice(0, 256) || pressed };
    return { ...common, type: kind, text: pressed, files: [], button };
  }
  if (kind === 'contacts') {
    const card = businessCard(field('name'), field('phone'));
    return card && { ...common, type: kind, text: '', files: [card] };
  }
  const given = [...uploadsOf(request), ...filesFromJson(raw('photos'))]
    .filter(({ bytes }) => bytes.length > 0)
    .slice(0, MOST_FILES);
  const files = given.length === 0 && (kind === 'audio' || kind === 'sticker') ? [sampleOf(kind)] : given;
  if (text === '' && files.length === 0) return undefined;
  const type =
    kind !== undefined && (files.length > 0 || kind === 'text')
      ? kind
      : typeOfFiles(files.map(({ contentType }) => contentType));
  return { ...common, type: files.length > 0 && type === 'text' ? 'document' : type, text, files };
}

function uploadsOf({ files }: express.Request): SentFile[] {
  if (!Array.isArray(files)) return [];
  return files.map(({ buffer, mimetype, originalname }) => ({
    bytes: buffer,
    contentType: mimetype,
    fileName: originalname.slice(0, 80),
  }));
}

function filesFromJson(value: unknown): SentFile[] {
  if (!Array.isArray(value)) return [];
  return value.flatMap((item: unknown) => {
    if (typeof item !== 'object' || item === null || !('base64' in item) || typeof item.base64 !== 'string') return [];
    const contentType = 'contentType' in item && typeof item.contentType === 'string' ? item.contentType : 'image/jpeg';
    return [{ bytes: Buffer.from(item.base64, 'base64'), contentType, fileName: 'foto' }];
  });
}

/** vCard 3.0, as WhatsApp passes on an entry of the phone book. */
function businessCard(name: string, phone: string): SentFile | undefined {
  const number = numberOf(phone);
  const shown = name.replace(/[\r\n;,\\]/g, ' ').slice(0, 60);
  if (number === undefined || shown === '') return undefined;
  const lines = [
    'BEGIN:VCARD',
    'VERSION:3.0',
    `N:;${shown};;;`,
    `FN:${shown}`,
    `TEL;type=CELL;waid=${number.slice(1)}:${number}`,
    'END:VCARD',
    '',
  ];
  return { bytes: Buffer.from(lines.join('\r\n')), contentType: MEDIA_TYPES.contacts, fileName: `${shown}.vcf` };
}
