import type { Application } from '../domain/application.ts';
import { isEventApplication } from '../domain/events/from-application.ts';
import type { OfficeRules } from '../domain/events/office-rules.ts';
import { FORM_CODES, formContent } from '../domain/forms/form-content.ts';
import type { FormContent } from '../domain/forms/form-shape.ts';
import { formForScreen, formSha256, otherSigners } from '../domain/forms/screen-signature.ts';
import { INDONESIAN } from '../domain/language/indonesian.ts';
import { plainDateOf } from '../domain/plain-date.ts';
import { applicationOf } from './cards-before.ts';
import type { Dependencies } from './dependencies.ts';
import { NotNow } from './not-possible.ts';
import { ownCase } from './own-case.ts';
import type { PinGuard } from './pin-guard.ts';

/** A form as it is filled in now, and what its reader may do with it. */
export interface FilledForm {
  readonly content: FormContent;
  readonly sha256: string;
  readonly signer: string;
  /** Who signs beside the applicant; empty: nobody. */
  readonly others: readonly string[];
  readonly mayBeSignedOnScreen: boolean;
}

/** Undefined when nothing of the application belongs on the form, or there is no such form. */
export function filledForm(
  code: string,
  application: Application,
  office: OfficeRules,
  at: Date,
): FilledForm | undefined {
  const known = FORM_CODES.find((one) => one === code);
  if (known === undefined || !isEventApplication(application)) return undefined;
  const content = formContent(known, application, plainDateOf(at));
  if (content === undefined) return undefined;
  return {
    content,
    sha256: formSha256(content),
    signer: application.applicant.name,
    others: otherSigners(content, application),
    mayBeSignedOnScreen: formForScreen(code, application, office, at) !== undefined,
  };
}

/**
 * A form of the applicant's own case, to be printed or signed while an officer waits for it. Journalled, because it
 * shows personal data. Throws NotYourCase, and NotNow when nothing is awaited or the case needs no such form.
 */
export function viewOwnForm(
  dependencies: Pick<Dependencies, 'store' | 'documents' | 'settings' | 'now'>,
  guard: PinGuard,
) {
  return async (applicationNumber: string, pin: string, code: string, from?: string): Promise<FilledForm> => {
    const record = await ownCase(dependencies, guard, applicationNumber, pin, from);
    if (record.state !== 'waiting-for-applicant') throw new NotNow(INDONESIAN.refusals['saat-ini-petugas-tidak']);
    const application = await applicationOf(dependencies, record);
    const form = filledForm(code, application, dependencies.settings.officeRules, dependencies.now());
    if (form === undefined) throw new NotNow(INDONESIAN.refusals['permohonan-ini-tidak-memerlukan']);
    await dependencies.store.journal.write({
      applicationNumber,
      actor: 'pemohon',
      event: 'form-shown-to-applicant',
      step: 3,
      detail: { form: code, contentSha256: form.sha256 },
    });
    return form;
  };
}
