import type { DocumentKind } from '../document-kinds.ts';
import type { Sentences } from './sentences.ts';
import type { TalkCase } from './talk-case.ts';
import type { Flaw, TalkState } from './talk-state.ts';

export interface TalkFile {
  readonly fileId: string;
  /** null: could not be taken. */
  readonly sha256: string | null;
  readonly flaw: Flaw | null;
  /** Why it cannot be read, as a sentence; null: it can. */
  readonly refused: string | null;
}

/** A message as it came, with its files fetched. */
export interface TalkMessage {
  readonly messageId: string;
  readonly type: 'text' | 'photo' | 'document' | 'voice' | 'video' | 'sticker' | 'location' | 'contact' | 'other';
  readonly text: string;
  readonly files: readonly TalkFile[];
  /** Case of the message that was quoted. */
  readonly quoted: string | null;
}

/** What the office does because of a message; carried out in one transaction. */
export type TalkAction =
  | {
      readonly do: 'add-paper';
      readonly applicationNumber: string;
      readonly kind: DocumentKind;
      /** What was asked for, and has come with it. */
      readonly answers: readonly DocumentKind[];
      readonly fileId: string;
      readonly messageId: string;
    }
  | { readonly do: 'complete'; readonly applicationNumber: string }
  | { readonly do: 'assign'; readonly messageId: string; readonly applicationNumber: string }
  | { readonly do: 'to-person'; readonly messageId: string }
  | { readonly do: 'no-person'; readonly messageId: string }
  | { readonly do: 'stop' | 'start' };

export interface TalkOutcome {
  readonly state: TalkState;
  readonly actions: readonly TalkAction[];
  /** One answer to each message, never empty. */
  readonly reply: string;
}

export interface TalkSituation {
  readonly state: TalkState;
  /** All cases of this number, newest first. */
  readonly cases: readonly TalkCase[];
  readonly stopped: boolean;
  /** The open question was sent: a number that came before it cannot be its answer. */
  readonly questionSent: boolean;
  /** When a person reads what comes now, as a sentence. */
  readonly whenRead: string;
  /** In the language of the number's newest case. */
  readonly say: Sentences;
  readonly now: Date;
}
