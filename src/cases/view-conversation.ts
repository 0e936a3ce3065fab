import { maskPhone } from '../domain/phone.ts';
import type { MessageRecord, MessageType } from '../store/store.ts';
import type { Dependencies } from './dependencies.ts';
import { hasRole } from './identify-officer.ts';
import { wordsOf } from './message-words.ts';
import { openCase } from './open-case.ts';
import { WINDOW_MS } from './send-waiting-messages.ts';

type Needs = Pick<Dependencies, 'store' | 'documents' | 'now'>;

/** One message as the officer reads it. */
export interface SpokenMessage {
  readonly id: string;
  readonly mine: boolean;
  readonly at: Date;
  /** Name of the officer, 'Sistem' or 'Pemohon'. */
  readonly by: string;
  readonly from: string;
  readonly type: MessageType;
  readonly purpose: string;
  /** null: the text is that of its purpose. */
  readonly text: string | null;
  readonly place: { readonly latitude: string; readonly longitude: string; readonly label: string } | null;
  readonly files: readonly { readonly id: string; readonly mediaType: string }[];
  readonly status: string;
  readonly errorCode: string | null;
  readonly deliveredAt: Date | null;
  readonly readAt: Date | null;
  /** Waits for a person. */
  readonly open: boolean;
}
export interface CaseConversation {
  readonly messages: readonly SpokenMessage[];
  readonly open: number;
  /** Until when free text can be sent; null: only by template. */
  readonly windowUntil: Date | null;
  readonly stopped: boolean;
  /** The case waits for its applicant, and this officer may let it go on. */
  readonly mayContinue: boolean;
}

/** Who said what when in a case; journalled as 'conversation-viewed'. */
export function viewConversation(needs: Needs) {
  const { store, now } = needs;
  return async (username: string, applicationNumber: string): Promise<CaseConversation> => {
    const { identified, record } = await openCase(needs, username, applicationNumber, 'conversation-viewed');
    const messages = await store.messages.of(applicationNumber);
    const people = await store.people.all();
    const files = await store.messageFiles.of(messages.map(({ id }) => id));
    const nameOf = (author: string | null, mine: boolean) =>
      author === null || author === 'sistem' || author === 'pemohon'
        ? mine
          ? 'Sistem'
          : 'Pemohon'
        : (people.find((one) => one.username === author)?.name ?? author);
    const phone = phoneOfTalk(messages) ?? record.whatsapp;
    const conversation = phone === null ? undefined : await store.conversations.find(phone);
    const heard = conversation?.lastInboundAt?.getTime() ?? 0;
    const spoken: SpokenMessage[] = [];
    for (const message of messages) {
      const { id, direction, at, author, type, purpose, status, errorCode, deliveredAt, readAt } = message;
      const mine = direction === 'out';
      const words = await wordsOf(needs, message.content);
      spoken.push({
        id,
        mine,
        at,
        by: nameOf(author, mine),
        from: message.phone === null || mine ? '' : maskPhone(message.phone),
        type,
        purpose,
        text: words?.text ?? null,
        place: words?.place ?? null,
        files: files.flatMap((file) =>
          file.messageId === id && file.state === 'stored' && file.mediaType !== null
            ? [{ id: file.id, mediaType: file.mediaType }]
            : [],
        ),
        status,
        errorCode,
        deliveredAt,
        readAt,
        open: message.personSince !== null && message.personDoneAt === null,
      });
    }
    return {
      messages: spoken,
      open: spoken.filter((one) => one.open).length,
      windowUntil: now().getTime() - heard < WINDOW_MS ? new Date(heard + WINDOW_MS) : null,
      stopped: conversation?.stoppedAt != null,
      mayContinue:
        record.state === 'waiting-for-applicant' &&
        record.entryOfficer === username &&
        hasRole(identified, 'petugas-entri'),
    };
  };
}

/** The number that wrote last. */
export const phoneOfTalk = (messages: readonly MessageRecord[]): string | null =>
  messages.findLast(({ direction, phone }) => direction === 'in' && phone !== null)?.phone ?? null;
