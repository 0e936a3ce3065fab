import { LONGEST_WORDS, typedText } from '../domain/typed-text.ts';
import type { Dependencies } from './dependencies.ts';
import { NotNow } from './not-possible.ts';
import { openToPassOn } from './open-case.ts';

/**
 * Writes down a note for colleagues at a case that the officer may open. The applicant never sees it and nobody changes
 * it; the journal holds who wrote which note, not its words. A case of one's own family too: colleagues read why it is
 * theirs. Throws NotNow for an empty or too long one, Refusal.
 */
export function addNote(needs: Pick<Dependencies, 'store' | 'now'>) {
  return async (username: string, applicationNumber: string, written: string): Promise<void> => {
    const text = typedText(written);
    if (text === '') throw new NotNow('Tulis catatannya dahulu.');
    if (text.length > LONGEST_WORDS) throw new NotNow(`Catatan terlalu panjang: paling banyak ${LONGEST_WORDS} huruf.`);
    const { ground } = await openToPassOn(needs, username, applicationNumber, 'note-added');
    await needs.store.transaction(async ({ caseNotes, journal }) => {
      const note = await caseNotes.add({ applicationNumber, author: username, text });
      await journal.write({
        applicationNumber,
        actor: username,
        event: 'note-added',
        step: ground.step,
        detail: { note },
      });
    });
  };
}
