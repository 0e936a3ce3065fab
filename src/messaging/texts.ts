import type { Language } from '../domain/language/language.ts';
import { fill, namesIn } from '../domain/language/placeholders.ts';
import { holdsPersonalNumber } from '../domain/personal-data.ts';
import type { MessagePurpose, OutgoingMessage } from './messaging.ts';

/** Twilio error 63021: template and parameters together. */
const LONGEST_MESSAGE = 1024;

export type MessageValues = OutgoingMessage['values'];

/** The message as the applicant reads it. Values as in `OutgoingMessage.values`, with `applicationNumber` and `ref`. */
export function renderMessage(language: Language, purpose: MessagePurpose, values: MessageValues): string {
  return fill(language.messageText(purpose), fittingValues(language, purpose, values));
}

/** Twilio's ContentVariables: {"1": ..., "2": ...}; the media path, where there is one, has the next number. */
export function contentVariables(
  language: Language,
  purpose: MessagePurpose,
  values: MessageValues,
  mediaPath?: string,
): Record<string, string> {
  const fitting = fittingValues(language, purpose, values);
  const variables = Object.fromEntries(
    namesOf(language, purpose).map((name, i) => [String(i + 1), fitting[name] ?? '-']),
  );
  return mediaPath === undefined ? variables : { ...variables, [mediaNumber(language, purpose)]: mediaPath };
}

/** The text to hand in for approval: names replaced by Twilio's numbers. */
export function approvalText(language: Language, purpose: MessagePurpose): string {
  const numbered = namesOf(language, purpose).map((name, i) => [name, `{{${i + 1}}}`] as const);
  return fill(language.messageText(purpose), Object.fromEntries(numbered));
}

/** Number of the media variable of a purpose that carries a file. */
export function mediaNumber(language: Language, purpose: MessagePurpose): string {
  return String(namesOf(language, purpose).length + 1);
}

/** Names in the order of their numbers at Twilio, "1" first; another language may have another order. */
const namesOf = (language: Language, purpose: MessagePurpose): string[] => namesIn(language.messageText(purpose));

/** Values as Twilio takes them (21656: not empty, one line), shortened until the whole message fits. */
function fittingValues(language: Language, purpose: MessagePurpose, values: MessageValues): Record<string, string> {
  const { notices: say } = language;
  const names = namesOf(language, purpose);
  const render = (fitting: Record<string, string>) => fill(language.messageText(purpose), fitting);
  const { missingDocuments, note } = values;
  const list = Array.isArray(missingDocuments)
    ? missingDocuments.filter((label: unknown) => typeof label === 'string')
    : [];
  const words = oneLine(typeof note === 'string' ? note : '');
  const shortenedTo = (listed: number, noteLength: number): Record<string, string> => {
    const all: Record<string, string> = {
      ...Object.fromEntries(
        Object.entries(values).flatMap(([name, value]) =>
          typeof value === 'string' ? [[name, oneLine(value) || '-']] : [],
        ),
      ),
      missingDocuments: listInOneLine(language, list, listed),
      note: safeNote(language, words, noteLength),
      oldCardNotice: say(values['isLostCard'] === true ? 'old-card.lost' : 'old-card.hand-in'),
      ktpNotice: say(values['ktpAffected'] === true ? 'ktp.changes' : 'ktp.stays'),
    };
    return Object.fromEntries(names.map((name) => [name, all[name] ?? '-']));
  };
  // The officer's words give way first down to a sentence, then the list; the tracking page shows both in full.
  for (let noteLength = 500; noteLength >= 80; noteLength -= 20) {
    const fitting = shortenedTo(list.length, noteLength);
    if (render(fitting).length <= LONGEST_MESSAGE) return fitting;
  }
  for (let listed = list.length; listed > 0; listed -= 1) {
    const fitting = shortenedTo(listed, 80);
    if (render(fitting).length <= LONGEST_MESSAGE) return fitting;
  }
  return shortenedTo(0, 80);
}

function oneLine(text: string): string {
  return text.replace(/\s+/g, ' ').trim();
}

/** A form refuses personal numbers in notes; a message leaves the office, so it is looked at once more. */
function safeNote({ notices: say }: Language, words: string, length: number): string {
  if (words === '') return say('note.none');
  if (holdsPersonalNumber(words)) return say('note.on-page');
  return words.length <= length ? words : `${words.slice(0, length - 1).trimEnd()}…`;
}

function listInOneLine({ notices: say }: Language, labels: readonly string[], listed: number): string {
  if (labels.length === 0) return say('documents.in-note');
  if (labels.length === 1 && listed === 1) return oneLine(labels[0]!);
  const shown = labels.slice(0, listed).map((label, i) => `(${i + 1}) ${oneLine(label)}`);
  const rest = labels.length - listed;
  return [...shown, ...(rest > 0 ? [say('documents.more', { count: String(rest) })] : [])].join('; ');
}
