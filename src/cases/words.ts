import type { Word } from '../store/store.ts';
import type { Means } from './means.ts';

/**
 * Says to the process what was kept (`store.words.keep`) with the change it tells of. When the engine is away nobody outside has to
 * know: `sayAgain` repeats it. Without that an applicant's papers would lie with a case that waits for them.
 */
export async function say(
  { store, engine, logger }: Pick<Means, 'store' | 'engine' | 'logger'>,
  word: Word,
): Promise<void> {
  try {
    await engine.publish(word);
  } catch (error) {
    logger.warn(
      {
        applicationNumber: word.applicationNumber,
        name: word.name,
        error: error instanceof Error ? error.name : typeof error,
      },
      'message not taken, will be sent again',
    );
    return;
  }
  await store.words.taken(word.messageId);
}

/** Sends what the engine has not taken yet; saying it twice is saying it once. Throws when the engine is still away. */
export function sayAgain(
  { store, engine }: Pick<Means, 'store' | 'engine'>,
  olderThanMs: number,
): () => Promise<number> {
  return async () => {
    const waiting = await store.words.waiting(olderThanMs);
    for (const word of waiting) {
      await engine.publish(word);
      await store.words.taken(word.messageId);
    }
    return waiting.length;
  };
}
