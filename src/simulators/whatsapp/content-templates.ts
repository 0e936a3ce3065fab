import { MESSAGE_PURPOSES, type MessagePurpose } from '../../messaging/messaging.ts';
import { standInContentSid } from '../../messaging/stand-in-template.ts';
import { approvalText, mediaNumber } from '../../messaging/texts.ts';

export interface RenderedTemplate {
  readonly body: string;
  /** Path of the file below the office's own address. */
  readonly mediaPath: string | undefined;
}

const WITH_MEDIA: readonly MessagePurpose[] = ['card'];

/** The approved templates, as Twilio keeps them: by ContentSid, with numbers for the values. */
export function contentTemplate(
  contentSid: string,
):
  | { readonly purpose: MessagePurpose; render(variables: Readonly<Record<string, string>>): RenderedTemplate }
  | undefined {
  const purpose = MESSAGE_PURPOSES.find((candidate) => standInContentSid(candidate) === contentSid);
  if (purpose === undefined) return undefined;
  return {
    purpose,
    render: (variables) => ({
      body: approvalText(purpose).replace(
        /\{\{(\d+)\}\}/g,
        (placeholder, number: string) => variables[number] ?? placeholder,
      ),
      mediaPath: WITH_MEDIA.includes(purpose) ? variables[mediaNumber(purpose)] : undefined,
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
