import type { Language } from '../domain/language/language.ts';
import type { TRACKING } from '../domain/language/tracking.ts';
import { MESSAGE_PURPOSES, STATUS_RANK } from '../messaging/messaging.ts';
import type { MessageRecord } from '../store/store.ts';
import type { Dependencies } from './dependencies.ts';
import { wordsOf } from './message-words.ts';

/** One message as its applicant reads it on the tracking page: what was said, and how far it came. */
export interface TrackedMessage {
  readonly at: string;
  readonly by: 'office' | 'applicant';
  readonly text: string;
  /** Of ours only. */
  readonly delivery: 'on-its-way' | 'delivered' | 'read' | 'failed' | null;
  readonly deliveredAt: string | null;
  readonly readAt: string | null;
}

const GIVEN_UP = ['failed', 'undelivered', 'canceled'];
const SHOWN = 50;

/**
 * The conversation of a case for the holder of its PIN; what somebody else wrote from another number is not theirs to
 * read.
 */
export async function trackedMessages(
  needs: Pick<Dependencies, 'documents'>,
  messages: readonly MessageRecord[],
  whatsapp: string | null,
  { tracking }: Pick<Language, 'tracking'>,
): Promise<TrackedMessage[]> {
  const own = messages.filter(({ phone }) => phone === null || phone === whatsapp).slice(-SHOWN);
  return Promise.all(
    own.map(async (message) => {
      const { at, direction, purpose, type, status, deliveredAt, readAt, content } = message;
      const isOurs = direction === 'out';
      const words = (await wordsOf(needs, content))?.text ?? '';
      return {
        at: at.toISOString(),
        by: isOurs ? ('office' as const) : ('applicant' as const),
        text: words || tracking(isOurs ? sentKey(purpose) : `wrote.${type}`),
        delivery: isOurs ? deliveryOf(status) : null,
        deliveredAt: deliveredAt?.toISOString() ?? null,
        readAt: readAt?.toISOString() ?? null,
      };
    }),
  );
}

/** A message of ours without words in its file is a template. */
function sentKey(purpose: string): Extract<keyof typeof TRACKING, `sent.${string}`> {
  return `sent.${[...MESSAGE_PURPOSES, 'officer' as const].find((known) => known === purpose) ?? 'talk'}`;
}

function deliveryOf(status: string): Exclude<TrackedMessage['delivery'], null> {
  if (GIVEN_UP.includes(status)) return 'failed';
  if (status === 'read') return 'read';
  return (STATUS_RANK[status] ?? 0) >= STATUS_RANK['delivered']! ? 'delivered' : 'on-its-way';
}

/** Whether the newest message of ours that was to reach them by WhatsApp did not. */
export const lastFailed = (messages: readonly TrackedMessage[]): boolean =>
  messages.findLast(({ by, delivery }) => by === 'office' && delivery !== 'on-its-way')?.delivery === 'failed';
