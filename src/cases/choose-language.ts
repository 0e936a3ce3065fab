import { INDONESIAN } from '../domain/language/indonesian.ts';
import type { Dependencies } from './dependencies.ts';
import { NotNow } from './not-possible.ts';
import { ownCase } from './own-case.ts';
import type { PinGuard } from './pin-guard.ts';

/**
 * The applicant chooses another language for this application: from now on its pages, the messages of WhatsApp that are
 * composed and the answers of the conversation are in it. Throws NotNow for a language that the office does not offer.
 */
export function chooseLanguage({ store, languages }: Pick<Dependencies, 'store' | 'languages'>, guard: PinGuard) {
  return async (applicationNumber: string, pin: string, code: string, from?: string): Promise<void> => {
    await ownCase({ store }, guard, applicationNumber, pin, from);
    if (!languages.offered.some((language) => language.code === code))
      throw new NotNow(INDONESIAN.refusals['bahasa-itu-belum-ada']);
    await store.transaction(async (tables) => {
      const { application } = await tables.cases.lock(applicationNumber);
      if (languages.of(application.language).code === code) return;
      await tables.cases.change(applicationNumber, { language: code });
      await tables.journal.write({
        applicationNumber,
        actor: 'pemohon',
        event: 'language-chosen',
        step: null,
        detail: { language: code },
      });
    });
  };
}
