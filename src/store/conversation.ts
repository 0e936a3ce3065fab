import type { SentBefore } from '../domain/talk/bounds.ts';
import type { TalkState } from '../domain/talk/talk-state.ts';

/** What a message is. Incoming ones as the messenger names them; what we write is text. */
export const MESSAGE_TYPES = [
  'text',
  'photo',
  'document',
  'voice',
  'video',
  'sticker',
  'location',
  'contact',
  'other',
] as const;
export type MessageType = (typeof MESSAGE_TYPES)[number];

/** One message of the conversation with the applicant. Its words are an encrypted document. */
export interface MessageRecord {
  readonly id: string;
  /** Null: not assigned to a case yet. */
  readonly applicationNumber: string | null;
  readonly direction: 'out' | 'in';
  readonly purpose: string;
  readonly sid: string | null;
  /** Twilio's status; only moves forward. 'waiting': we have not sent it yet. */
  readonly status: string;
  readonly errorCode: string | null;
  readonly at: Date;
  /** E.164 of the other side; null: written on the tracking page. */
  readonly phone: string | null;
  readonly type: MessageType;
  /** SHA-256 that names the encrypted words; null: the text is that of its purpose. */
  readonly content: string | null;
  /** 'pemohon', 'sistem' or a user name. */
  readonly author: string | null;
  /** Id of the message that this one answers. */
  readonly answers: string | null;
  /** SID of the message that was quoted. */
  readonly about: string | null;
  readonly handledAt: Date | null;
  readonly tries: number;
  readonly personSince: Date | null;
  readonly personDoneAt: Date | null;
  readonly personDoneBy: string | null;
  /** When the messenger took one of ours that waited. */
  readonly sentAt: Date | null;
  readonly deliveredAt: Date | null;
  readonly readAt: Date | null;
  readonly asks: number;
}

type RequiredField = 'applicationNumber' | 'direction' | 'purpose' | 'sid' | 'status' | 'errorCode';
export type NewMessage = Pick<MessageRecord, RequiredField> &
  Partial<Omit<MessageRecord, RequiredField | 'id'>> & {
    /** Idempotency key of what we write. */
    readonly once?: string;
    readonly nextTryAt?: Date;
  };
export type MessageChange = Partial<
  Pick<
    MessageRecord,
    | 'applicationNumber'
    | 'content'
    | 'sid'
    | 'status'
    | 'errorCode'
    | 'type'
    | 'purpose'
    | 'handledAt'
    | 'tries'
    | 'personSince'
    | 'personDoneAt'
    | 'personDoneBy'
    | 'sentAt'
    | 'asks'
  >
> & { readonly nextTryAt?: Date; readonly askedAt?: Date; readonly rank?: number };

/** A file that came with a message. */
export interface MessageFileRecord {
  readonly id: string;
  readonly messageId: string;
  readonly position: number;
  /** Where the messenger has it. */
  readonly url: string | null;
  /** Media type as the messenger says. */
  readonly declared: string | null;
  /** 'held': in `heldFiles`, as its sender has no case; 'forgotten': not any more. */
  readonly state: 'waiting' | 'stored' | 'refused' | 'gone' | 'held' | 'forgotten';
  /** Of a 'stored' one. */
  readonly sha256: string | null;
  readonly mediaType: string | null;
  readonly bytes: number | null;
  /** A `PictureFlaw`. */
  readonly flaw: string | null;
  /** What the sender read about a refused file. */
  readonly reason: string | null;
}
export type NewMessageFile = Pick<MessageFileRecord, 'messageId' | 'position' | 'url' | 'declared'>;

export interface ConversationRecord {
  readonly phone: string;
  readonly state: TalkState;
  readonly stoppedAt: Date | null;
  readonly lastInboundAt: Date | null;
}

export interface ConversationTables {
  readonly messages: {
    /**
     * `rank` of the status it starts with (default 0). A SID or an occasion (`once`) that is known already answers its
     * row.
     */
    add(message: NewMessage, rank?: number): Promise<MessageRecord>;
    of(applicationNumber: string): Promise<MessageRecord[]>;
    /** All with this number, oldest first, the newest 200. */
    ofPhone(phone: string): Promise<MessageRecord[]>;
    bySid(sid: string): Promise<MessageRecord | undefined>;
    find(id: string): Promise<MessageRecord | undefined>;
    /** Within a transaction: undefined when another process works on this message now. */
    lock(id: string): Promise<MessageRecord | undefined>;
    change(id: string, change: MessageChange): Promise<void>;
    /** Moves the status forward by `rank`; answers whether it moved (false: late, duplicate or out of order). */
    advance(sid: string, status: string, rank: number, errorCode: string | null, at?: Date): Promise<boolean>;
    /** Incoming ones that no rule has acted on and whose time has come, oldest first, 50 at most. */
    toHandle(now: Date): Promise<MessageRecord[]>;
    /** Ours that wait to be sent and whose time has come, those first whose time came first, 50 at most. */
    toSend(now: Date): Promise<MessageRecord[]>;
    /** What came from the number of this message since then and before it; counted up to 200 messages. */
    sentBefore(message: Pick<MessageRecord, 'id' | 'phone'>, since: Date): Promise<SentBefore>;
    /**
     * What a person has to look at, longest waiting first: of cases 1000 at most, five of each case, and beside them of
     * no case 200 at most, five of each number. What nobody's case is about hides nothing of a case.
     */
    forPerson(): Promise<MessageRecord[]>;
    /** How many of no case wait for a person; may be more than `forPerson` gives. */
    unassignedForPerson(): Promise<number>;
    /**
     * Ours that were accepted and of which nothing final is known, written since then, whose status is due to be asked
     * for: `pauses` after they were written, and then after each question, in minutes. Longest not asked first, 100 at
     * most.
     */
    underWay(now: Date, writtenSince: Date, pauses: readonly number[]): Promise<MessageRecord[]>;
  };
  readonly messageFiles: {
    /** The same position of the same message twice is one file. */
    add(file: NewMessageFile): Promise<void>;
    of(messageIds: readonly string[]): Promise<MessageFileRecord[]>;
    find(id: string): Promise<MessageFileRecord | undefined>;
    change(
      id: string,
      change: Partial<Pick<MessageFileRecord, 'state' | 'sha256' | 'mediaType' | 'bytes' | 'flaw' | 'reason'>>,
    ): Promise<void>;
  };
  readonly conversations: {
    find(phone: string): Promise<ConversationRecord | undefined>;
    /** Opens it when it is new. Within a transaction nobody else locks this conversation until it ends. */
    lock(phone: string): Promise<ConversationRecord>;
    save(phone: string, change: Partial<Omit<ConversationRecord, 'phone'>>): Promise<void>;
  };
}
