import { randomBytes } from 'node:crypto';
import { mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { jsonFile } from '../json-file.ts';

/** What a person can send from the phone, in Twilio's own names (`MessageType`). */
export const INBOUND_TYPES = [
  'text',
  'image',
  'document',
  'audio',
  'video',
  'sticker',
  'location',
  'contacts',
  /** A quick reply below a template, and one below a message of the open conversation. */
  'button',
  'interactive',
] as const;
export type InboundType = (typeof INBOUND_TYPES)[number];

/** Decimal degrees as Twilio writes them; a place that has no name has neither label nor address. */
export interface Place {
  readonly latitude: string;
  readonly longitude: string;
  readonly label: string;
  readonly address: string;
}

export interface PhoneMedia {
  readonly sid: string;
  readonly contentType: string;
  readonly fileName: string;
  readonly bytes: number;
}
/** One message as both sides of the line know it. */
export interface PhoneMessage {
  readonly sid: string;
  readonly direction: 'outbound-api' | 'inbound';
  /** E.164 */
  readonly from: string;
  readonly to: string;
  readonly body: string;
  readonly status: string;
  readonly errorCode: number | null;
  readonly statusCallback: string | null;
  /** Where the file of an outgoing message is fetched from. */
  readonly mediaUrl: string | null;
  readonly media: readonly PhoneMedia[];
  /** What a person sent; absent for what the office sent. */
  readonly type?: InboundType;
  /** SID of the message that is answered. */
  readonly quoted?: string;
  readonly place?: Place;
  /** The quick reply that was pressed. */
  readonly button?: { readonly text: string; readonly payload: string };
  /** The office sent an approved template; else words of its own. */
  readonly isTemplate?: boolean;
  /** ISO instants */
  readonly createdAt: string;
  readonly sentAt: string | null;
}

/** What stands on all phones. With a folder it survives a restart. */
export interface Conversations {
  all(): readonly PhoneMessage[];
  find(sid: string): PhoneMessage | undefined;
  add(message: PhoneMessage): void;
  change(sid: string, change: Partial<PhoneMessage>): PhoneMessage | undefined;
  keepMedia(content: Buffer, contentType: string, fileName: string): PhoneMedia;
  mediaBytes(sid: string): Buffer | undefined;
}

/** The oldest go first: a simulator is not an archive. */
const MOST_MESSAGES = 2000;

export function createConversations(folder?: string): Conversations {
  const file = jsonFile<PhoneMessage[]>(
    folder === undefined ? undefined : path.join(folder, 'messages.json'),
    () => [],
  );
  const inMemory = new Map<string, Buffer>();
  const mediaFolder = folder === undefined ? undefined : path.join(folder, 'media');
  if (mediaFolder !== undefined) mkdirSync(mediaFolder, { recursive: true });
  let messages = file.read();
  const save = (next: PhoneMessage[]) => {
    messages = next.slice(-MOST_MESSAGES);
    file.write(messages);
  };
  return {
    all: () => messages,
    find: (sid) => messages.find((message) => message.sid === sid),
    add: (message) => save([...messages, message]),
    change: (sid, change) => {
      save(messages.map((message) => (message.sid === sid ? { ...message, ...change } : message)));
      return messages.find((message) => message.sid === sid);
    },
    keepMedia: (content, contentType, fileName) => {
      const sid = newSid('ME');
      if (mediaFolder === undefined) inMemory.set(sid, content);
      else writeFileSync(path.join(mediaFolder, sid), content, { mode: 0o600 });
      return { sid, contentType, fileName, bytes: content.length };
    },
    mediaBytes: (sid) => {
      if (mediaFolder === undefined || !/^ME[0-9a-f]{32}$/.test(sid)) return inMemory.get(sid);
      try {
        return readFileSync(path.join(mediaFolder, sid));
      } catch {
        return undefined;
      }
    },
  };
}

export function newSid(prefix: 'SM' | 'MM' | 'ME'): string {
  return `${prefix}${randomBytes(16).toString('hex')}`;
}
