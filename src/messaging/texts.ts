import Handlebars from 'handlebars';
import { readFileSync } from 'node:fs';
import path from 'node:path';
import { holdsPersonalNumber } from '../domain/personal-data.ts';
import { MESSAGE_PURPOSES, type MessagePurpose, type OutgoingMessage } from './messaging.ts';

/** Twilio error 63021: template and parameters together. */
const LONGEST_MESSAGE = 1024;
const FOLDER = path.join(import.meta.dirname, '..', '..', 'templates', 'messages');

interface MessageText {
  /** Names in the order of their numbers at Twilio, "1" first. */
  readonly names: readonly string[];
  readonly source: string;
  readonly render: (values: Readonly<Record<string, string>>) => string;
}

// Chat is plain text: nothing to escape for, and an escaped apostrophe would be read as such.
const TEXTS: ReadonlyMap<MessagePurpose, MessageText> = new Map(
  MESSAGE_PURPOSES.map((purpose) => {
    const source = readFileSync(path.join(FOLDER, `${purpose}.txt`), 'utf8').trim();
    const names = [...new Set([...source.matchAll(/\{\{(\w+)\}\}/g)].map(([, name]) => name!))];
    return [
      purpose,
      { names, source, render: Handlebars.compile(source, { noEscape: true, strict: true, knownHelpersOnly: true }) },
    ];
  }),
);

function textOf(purpose: MessagePurpose): MessageText {
  const text = TEXTS.get(purpose);
  if (text === undefined) throw new Error(`no text for ${purpose}`);
  return text;
}

export type MessageValues = OutgoingMessage['values'];

/** The message as the applicant reads it. Values as in `OutgoingMessage.values`, with `applicationNumber` and `ref`. */
export function renderMessage(purpose: MessagePurpose, values: MessageValues): string {
  return textOf(purpose).render(fittingValues(purpose, values));
}

/** Twilio's ContentVariables: {"1": ..., "2": ...}; the media path, where there is one, has the next number. */
export function contentVariables(
  purpose: MessagePurpose,
  values: MessageValues,
  mediaPath?: string,
): Record<string, string> {
  const { names } = textOf(purpose);
  const fitting = fittingValues(purpose, values);
  const variables = Object.fromEntries(names.map((name, i) => [String(i + 1), fitting[name] ?? '-']));
  return mediaPath === undefined ? variables : { ...variables, [mediaNumber(purpose)]: mediaPath };
}

/** The text to hand in for approval: names replaced by Twilio's numbers. */
export function approvalText(purpose: MessagePurpose): string {
  const { source, names } = textOf(purpose);
  return source.replace(/\{\{(\w+)\}\}/g, (_, name: string) => `{{${names.indexOf(name) + 1}}}`);
}

/** Number of the media variable of a purpose that carries a file. */
export function mediaNumber(purpose: MessagePurpose): string {
  return String(textOf(purpose).names.length + 1);
}

/** Values as Twilio takes them (21656: not empty, one line), shortened until the whole message fits. */
function fittingValues(purpose: MessagePurpose, values: MessageValues): Record<string, string> {
  const { names, render } = textOf(purpose);
  const { missingDocuments, note } = values;
  const list = Array.isArray(missingDocuments)
    ? missingDocuments.filter((label: unknown) => typeof label === 'string')
    : [];
  const words = oneLine(typeof note === 'string' ? note : '');
  const fill = (listed: number, noteLength: number): Record<string, string> => {
    const all: Record<string, string> = {
      ...Object.fromEntries(
        Object.entries(values).flatMap(([name, value]) =>
          typeof value === 'string' ? [[name, oneLine(value) || '-']] : [],
        ),
      ),
      missingDocuments: listInOneLine(list, listed),
      note: safeNote(words, noteLength),
      oldCardNotice:
        values['isLostCard'] === true
          ? 'Bila KK yang hilang ditemukan, serahkan kepada petugas Dukcapil di kapanewon. KK itu sudah tidak berlaku.'
          : 'Serahkan KK lama kepada petugas Dukcapil di kapanewon. KK itu sudah tidak berlaku.',
      ktpNotice:
        values['ktpAffected'] === true
          ? 'Data KTP-el Anda ikut berubah. Ajukan pencetakan KTP-el lewat aplikasi Dukcapil Smart Bantul.'
          : 'KTP-el Anda tidak berubah, tidak perlu dicetak ulang.',
    };
    return Object.fromEntries(names.map((name) => [name, all[name] ?? '-']));
  };
  // The officer's words give way first down to a sentence, then the list; the tracking page shows both in full.
  for (let noteLength = 500; noteLength >= 80; noteLength -= 20) {
    const fitting = fill(list.length, noteLength);
    if (render(fitting).length <= LONGEST_MESSAGE) return fitting;
  }
  for (let listed = list.length; listed > 0; listed -= 1) {
    const fitting = fill(listed, 80);
    if (render(fitting).length <= LONGEST_MESSAGE) return fitting;
  }
  return fill(0, 80);
}

function oneLine(text: string): string {
  return text.replace(/\s+/g, ' ').trim();
}

/** A form refuses personal numbers in notes; a message leaves the office, so it is looked at once more. */
function safeNote(words: string, length: number): string {
  if (words === '') return 'tidak ada';
  if (holdsPersonalNumber(words)) return 'lihat halaman lacak';
  return words.length <= length ? words : `${words.slice(0, length - 1).trimEnd()}…`;
}

function listInOneLine(labels: readonly string[], listed: number): string {
  if (labels.length === 0) return 'lihat catatan petugas';
  if (labels.length === 1 && listed === 1) return oneLine(labels[0]!);
  const shown = labels.slice(0, listed).map((label, i) => `(${i + 1}) ${oneLine(label)}`);
  const rest = labels.length - listed;
  return [...shown, ...(rest > 0 ? [`${rest} dokumen lain di halaman lacak`] : [])].join('; ');
}
