import type { Language } from '../domain/language/language.ts';
import { MESSAGES } from '../domain/language/messages.ts';

/** Why we write to the applicant; each is a text of every language and an approved template at Twilio (ContentSid). */
export const MESSAGE_PURPOSES = Object.keys(MESSAGES) as MessagePurpose[];
export type MessagePurpose = keyof typeof MESSAGES;

export interface OutgoingMessage {
  /**
   * Our own reference, printed as the last line ("Ref: ..."); by it Twilio's list is asked before anything is sent
   * again.
   */
  readonly ref: string;
  readonly applicationNumber: string;
  readonly purpose: MessagePurpose;
  readonly language: Language;
  /** E.164, "+62812..." */
  readonly to: string;
  /** Values of the template: lists of labels, links, the officer's note. */
  readonly values: Readonly<Record<string, string | boolean | readonly string[]>>;
  /** Short-lived public address of the PDF, for 'card'. */
  readonly mediaUrl?: string;
}

/**
 * Twilio's message statuses, worst to best; callbacks may come twice, late or out of order, so status only moves up
 * this list.
 */
export const STATUS_RANK: Readonly<Record<string, number>> = {
  accepted: 0,
  scheduled: 0,
  queued: 1,
  sending: 2,
  sent: 3,
  delivered: 5,
  read: 6,
  undelivered: 4,
  failed: 4,
  canceled: 4,
};

/** A message that came in, as the messenger lists it afterwards. */
export interface ReceivedMessage {
  readonly sid: string;
  /** E.164 */
  readonly from: string;
  readonly text: string;
  /** Files came with it: `mediaOf` says which. */
  readonly hasMedia: boolean;
  readonly at: Date;
}

/** The files of a message that came in, in their order. */
export interface ReceivedMedia {
  readonly mediaUrls: readonly string[];
  readonly mediaTypes: readonly string[];
}

/** Words of our own within an open conversation (24 hours after the last message of the person), without a template. */
export interface FreeMessage {
  readonly ref: string;
  readonly to: string;
  readonly text: string;
}

export interface Messenger {
  /**
   * Throws Failure('NUMBER_UNREACHABLE' | 'WHATSAPP_MISCONFIGURED' | 'WHATSAPP_NOT_TAKEN'): certainly not accepted; and
   * WHATSAPP_UNREACHABLE (time-out, reset, 5xx): it may have been accepted, ask `find` before sending again.
   */
  send(message: OutgoingMessage): Promise<{ sid: string; status: string }>;
  /** Sends words of our own; outside the 24 hours Twilio gives them up with 63016. Throws like `send`. */
  say(message: FreeMessage): Promise<{ sid: string; status: string }>;
  /** How far a message of ours is; undefined when Twilio does not know it. Throws like `send`. */
  statusOf(sid: string): Promise<{ status: string; errorCode: string | null } | undefined>;
  /** A message already accepted under our ref, by listing To + date and matching the ref line. */
  find(message: Pick<OutgoingMessage, 'ref' | 'to'>, since: Date): Promise<{ sid: string; status: string } | undefined>;
  /** What came in since then, oldest first, the newest 10 000: also what our webhook missed. Throws like `send`. */
  received(since: Date): Promise<ReceivedMessage[]>;
  /** The files of a message that came in. Throws like `send`. */
  mediaOf(sid: string): Promise<ReceivedMedia>;
  /**
   * Bytes of a file that came in, by Twilio's media address. Throws PaperRefused when it is too large, Failure when it
   * is not there.
   */
  fetchMedia(url: string): Promise<Buffer>;
  /** X-Twilio-Signature over the exact public URL and the form fields. */
  isSigned(signature: string | undefined, url: string, fields: Readonly<Record<string, string>>): boolean;
  ready(): Promise<void>;
}
