import type { SopStep } from '../domain/sop.ts';
import type { Store } from '../store/store.ts';

const STEP_OF_MESSAGE: Readonly<Record<string, SopStep>> = { received: 1, incomplete: 3, invalid: 6, card: 8 };

interface MessageDetail {
  readonly purpose: string;
  readonly sid?: string;
  readonly code?: string;
  readonly at?: string;
}

/**
 * Journals that the messenger took a message of this case, or that it was given up, with the step of the SOP it belongs
 * to.
 */
export async function journalMessage(
  { journal }: Pick<Store, 'journal'>,
  applicationNumber: string,
  event: 'message-sent' | 'message-undelivered',
  detail: MessageDetail,
): Promise<void> {
  const step = STEP_OF_MESSAGE[detail.purpose] ?? null;
  await journal.write({ applicationNumber, actor: 'sistem', event, step, detail: { ...detail } });
}
