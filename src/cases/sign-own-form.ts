import { formPdf } from '../documents/form-pdf.ts';
import { applicationOf } from './cards-before.ts';
import { deliver } from './deliver-outbox.ts';
import type { Dependencies } from './dependencies.ts';
import { INDONESIAN } from '../domain/language/indonesian.ts';
import { NotNow } from './not-possible.ts';
import { ownCase } from './own-case.ts';
import type { PinGuard } from './pin-guard.ts';
import { signableForm, signed, type DrawnOnScreen } from './sign-form.ts';
import { storeCompletion } from './store-completion.ts';

/**
 * SOP step 3, "dilengkapi": a form that is asked for is signed on the screen by who has number and PIN, and counts as
 * the paper that was asked for. `office` stands at the head of the form. Throws NotYourCase, and NotNow where it is not
 * awaited, the office keeps to paper, the form says something else than what was read, or hardly anything was drawn.
 */
export function signOwnForm(
  dependencies: Pick<Dependencies, 'store' | 'documents' | 'engine' | 'logger' | 'settings' | 'now'>,
  guard: PinGuard,
) {
  const { store, settings, now } = dependencies;
  return async (
    applicationNumber: string,
    pin: string,
    { office, ...drawn }: DrawnOnScreen & { readonly office: string },
    from?: string,
  ): Promise<void> => {
    const own = await ownCase(dependencies, guard, applicationNumber, pin, from);
    if (own.state !== 'waiting-for-applicant') throw notWaiting();
    const signedAt = now();
    const content = signableForm(drawn.code, await applicationOf(dependencies, own), settings.officeRules, signedAt);
    const { drawing, signature } = signed(content, drawn, signedAt);
    const paper = { mediaType: 'application/pdf' as const, bytes: await formPdf(content, office, drawing) };
    const message = await store.transaction(async (tables) => {
      const record = await tables.cases.lock(applicationNumber);
      if (record.state !== 'waiting-for-applicant') throw notWaiting();
      // Another page corrected the answers while this one was signed.
      if (record.amendedSha256 !== own.amendedSha256) throw new NotNow(INDONESIAN.refusals['form-changed-since-read']);
      const papers = [{ kind: signature.form, paper, signature }];
      return storeCompletion(tables, dependencies, record, papers, 'when-all-is-there');
    });
    if (message !== undefined) await deliver(dependencies, message);
  };
}

const notWaiting = () => new NotNow(INDONESIAN.refusals['saat-ini-petugas-tidak']);
