import { formPdf } from '../documents/form-pdf.ts';
import { UploadToken } from '../documents/sealed-by-token.ts';
import type { Application } from '../domain/application.ts';
import { signableForm, signed, type DrawnOnScreen } from './sign-form.ts';
import type { Dependencies } from './dependencies.ts';
import { refuseTooMuchWaiting } from './keep-upload.ts';

export interface FormAhead extends DrawnOnScreen {
  /** As it is written so far, already found well-formed. */
  readonly application: Application;
  /** Drawn by the browser; the signed form is sealed under it, as a photo that waits for the submission is. */
  readonly token: string;
  /** Stands at the head of the form. */
  readonly office: string;
}

/**
 * Signs a form before the application is submitted: the filled form with the strokes in it becomes an upload of its own,
 * which the submission takes as it takes photos, and which is forgotten with them. Answers its size in bytes. Throws
 * NotNow where the office keeps to paper, somebody else signs too, the form was read with other answers, or too much
 * waits; RangeError for a malformed token.
 */
export function signFormAhead({ store, settings, now }: Pick<Dependencies, 'store' | 'settings' | 'now'>) {
  return async ({ application, token, office, ...drawn }: FormAhead): Promise<{ readonly bytes: number }> => {
    const own = new UploadToken(token);
    const signedAt = now();
    const content = signableForm(drawn.code, application, settings.officeRules, signedAt);
    const { drawing, signature } = signed(content, drawn, signedAt);
    const pdf = await formPdf(content, office, drawing);
    await refuseTooMuchWaiting(store, pdf.length);
    await store.transaction(async (tables) => {
      // The same token again, after a broken line: the newest drawing counts.
      await tables.uploads.remove(own.id);
      await tables.uploads.begin(own.id, pdf.length);
      const sealed = own.seal(pdf, 'paper');
      await tables.uploads.finish(own.id, { mediaType: 'application/pdf', flaw: null, sealed, signature });
    });
    return { bytes: pdf.length };
  };
}
