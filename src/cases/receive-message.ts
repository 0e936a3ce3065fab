import { isE164 } from '../domain/phone.ts';
import type { MessageType } from '../store/store.ts';
import { handleMessage, type MessageNeeds } from './handle-message.ts';
import { putWords, type Words } from './message-words.ts';

export interface IncomingMessage {
  readonly sid: string;
  /** "+62..." or "whatsapp:+62..." */
  readonly from: string;
  readonly text: string;
  readonly mediaUrls: readonly string[];
  /** Media types as the messenger says, in the same order. */
  readonly mediaTypes?: readonly string[];
  readonly type?: MessageType;
  /** SID of the message that is answered. */
  readonly quoted?: string | null;
  readonly place?: Words['place'];
  /** When it was written, where the messenger reports it; default: now. */
  readonly at?: Date;
}

/**
 * A message of anybody: stored first, with its number and its words encrypted, so that nothing that happens afterwards
 * can lose it; then handled. What cannot be handled now (media not there yet) is handled by the duty
 * (`handleMessages`).
 */
export function receiveMessage(needs: MessageNeeds) {
  const { logger } = needs;
  const handle = handleMessage(needs);
  return async (message: IncomingMessage): Promise<void> => {
    const phone = message.from.replace(/^whatsapp:/, '');
    if (!isE164(phone)) return;
    const id = await keep(needs, phone, message);
    if (id === undefined) return;
    try {
      await handle(id);
    } catch (error) {
      logger.warn(
        { sid: message.sid, error: error instanceof Error ? error.name : 'unknown' },
        'message not handled yet',
      );
    }
  };
}

/** Stores message and files; answers undefined when it is here already. */
async function keep(needs: MessageNeeds, phone: string, message: IncomingMessage): Promise<string | undefined> {
  const { store, now } = needs;
  const { sid, text, place, mediaUrls, mediaTypes = [], quoted } = message;
  if ((await store.messages.bySid(sid)) !== undefined) return undefined;
  const content = await putWords(needs, { text, ...(place === undefined ? {} : { place }) });
  return store.transaction(async (tables) => {
    // A second delivery at the same moment finds the row of the first, with other words.
    const added = await tables.messages.add({
      applicationNumber: null,
      direction: 'in',
      purpose: 'reply',
      sid,
      status: 'received',
      errorCode: null,
      phone,
      type: message.type ?? (place === undefined ? typeOf(mediaUrls.length, mediaTypes[0]) : 'location'),
      content,
      author: 'pemohon',
      about: quoted ?? null,
      nextTryAt: now(),
      at: message.at ?? now(),
    });
    if (added.content !== content) return undefined;
    for (const [position, url] of mediaUrls.entries())
      await tables.messageFiles.add({ messageId: added.id, position, url, declared: mediaTypes[position] ?? null });
    return added.id;
  });
}

function typeOf(media: number, declared = 'image/jpeg'): MessageType {
  if (media === 0) return 'text';
  if (declared.startsWith('image/')) return 'photo';
  if (declared.startsWith('audio/')) return 'voice';
  if (declared.startsWith('video/')) return 'video';
  return /vcard/i.test(declared) ? 'contact' : 'document';
}
