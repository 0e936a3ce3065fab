import { createHash } from 'node:crypto';
import type { Application } from '../application.ts';
import { isEventApplication } from '../events/from-application.ts';
import type { OfficeRules } from '../events/office-rules.ts';
import { plainDateOf } from '../plain-date.ts';
import { formContent, type FormCode } from './form-content.ts';
import type { FormContent } from './form-shape.ts';

/**
 * Forms that nobody but the applicant signs. On the others also stand a husband or wife, witnesses, or who gives the
 * power of attorney: who they are the applicant's phone cannot say, so they sign on paper.
 */
export const SCREEN_FORMS = ['f-1-01', 'f-1-02', 'f-1-03', 'f-1-06'] as const satisfies readonly FormCode[];
export type ScreenForm = (typeof SCREEN_FORMS)[number];

export const isScreenForm = (code: string): code is ScreenForm => (SCREEN_FORMS as readonly string[]).includes(code);

/** That a form was signed on the screen: which one, and what stood on it. */
export interface ScreenSignature {
  readonly form: ScreenForm;
  /** Of what stood on the form (`formSha256`). */
  readonly contentSha256: string;
  readonly signedAt: Date;
}

/** Fingerprint of everything that a form says, by which a signature is bound to it. */
export function formSha256({ code, title, sections, statement, signatures }: FormContent): string {
  const said = [code, title, sections.map(({ heading, rows }) => [heading, rows]), statement, signatures];
  return createHash('sha256').update(JSON.stringify(said)).digest('hex');
}

/** Who signs beside the applicant, as the form names them. */
export function otherSigners({ signatures }: FormContent, { applicant }: Pick<Application, 'applicant'>): string[] {
  const own = signatures.findIndex((name) => name.toUpperCase() === applicant.name.toUpperCase());
  return signatures.filter((_, i) => i !== own);
}

/**
 * A form that the applicant may sign on the screen, as it is filled in at that moment; undefined where the office keeps
 * to paper, somebody else signs too, or nothing of the application belongs on it.
 */
export function formForScreen(
  code: string,
  application: Application,
  { formSignature }: Pick<OfficeRules, 'formSignature'>,
  at: Date,
): FormContent | undefined {
  if (formSignature !== 'screen' || !isScreenForm(code) || !isEventApplication(application)) return undefined;
  const content = formContent(code, application, plainDateOf(at));
  return content === undefined || otherSigners(content, application).length > 0 ? undefined : content;
}

/** Whether the form, filled in from this application, still says what was signed. */
export function isStillSigned({ form, contentSha256, signedAt }: ScreenSignature, application: Application): boolean {
  const content = formContent(form, application, plainDateOf(signedAt));
  return content !== undefined && formSha256(content) === contentSha256;
}
