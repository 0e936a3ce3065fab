import type { Languages } from '../../domain/language/language.ts';
import { MESSAGE_PURPOSES, type MessagePurpose } from '../../messaging/messaging.ts';
import { standInContentSid } from '../../messaging/stand-in-template.ts';
import { approvalText, mediaNumber } from '../../messaging/texts.ts';

export interface RenderedTemplate {
  readonly body: string;
  /** Path of the file below the office's own address. */
  readonly mediaPath: string | undefined;
}

export interface ContentTemplate {
  readonly purpose: MessagePurpose;
  readonly language: string;
  render(variables: Readonly<Record<string, string>>): RenderedTemplate;
}

const WITH_MEDIA: readonly MessagePurpose[] = ['card'];

/** The approved templates, as Twilio keeps them: by ContentSid, with numbers for the values. */
export function contentTemplate(languages: Languages, contentSid: string): ContentTemplate | undefined {
  const known = languages.offered.flatMap((language) => MESSAGE_PURPOSES.map((purpose) => ({ language, purpose })));
  const found = known.find(({ language, purpose }) => standInContentSid(language, purpose) === contentSid);
  if (found === undefined) return undefined;
  const { language, purpose } = found;
  return {
    purpose,
    language: language.code,
    render: (variables) => ({
      body: approvalText(language, purpose).replace(
        /\{\{(\d+)\}\}/g,
        (placeholder, number: string) => variables[number] ?? placeholder,
      ),
      mediaPath: WITH_MEDIA.includes(purpose) ? variables[mediaNumber(language, purpose)] : undefined,
    }),
  };
}

/**
 * Twilio's rules for values (error 21656): a JSON object of texts, none empty, none with a line break, a tab or five
 * spaces in a row.
 */
export function readContentVariables(text: string): Record<string, string> | undefined {
  let value: unknown;
  try {
    value = JSON.parse(text);
  } catch {
    return undefined;
  }
  if (typeof value !== 'object' || value === null || Array.isArray(value)) return undefined;
  const entries = Object.entries(value);
  const good = entries.every(
    (entry): entry is [string, string] =>
      typeof entry[1] === 'string' && entry[1] !== '' && !/[\n\r\t]| {5}/.test(entry[1]),
  );
  return good ? Object.fromEntries(entries) : undefined;
}
