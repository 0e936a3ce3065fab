import type { MessageRecord, Store } from '../store/store.ts';

/** Messages on which the applicant must act: SOP steps 3 and 6, and the reminder of them. */
const REQUESTS: readonly string[] = ['incomplete', 'invalid', 'reminder'];

/** The newest message of its kind that went to the applicant: the card, or a request for completion. */
export async function newestRequestMessage(
  { messages }: Pick<Store, 'messages'>,
  applicationNumber: string,
  kind: 'card' | 'request',
): Promise<MessageRecord | undefined> {
  const isOfKind = (purpose: string) => (kind === 'card' ? purpose === 'card' : REQUESTS.includes(purpose));
  return (await messages.of(applicationNumber))
    .filter(({ direction, purpose }) => direction === 'out' && isOfKind(purpose))
    .at(-1);
}

export const isRequest = (purpose: string): boolean => REQUESTS.includes(purpose);
