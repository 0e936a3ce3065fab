import type { DrawnSignature } from '../documents/form-signature.ts';
import type { Application } from '../domain/application.ts';
import type { OfficeRules } from '../domain/events/office-rules.ts';
import type { FormContent } from '../domain/forms/form-shape.ts';
import { formForScreen, formSha256, isScreenForm, type ScreenSignature } from '../domain/forms/screen-signature.ts';
import { readStrokes } from '../domain/forms/strokes.ts';
import { INDONESIAN } from '../domain/language/indonesian.ts';
import { NotNow } from './not-possible.ts';

/** What the page sends when somebody has signed. */
export interface DrawnOnScreen {
  readonly code: string;
  /** Fingerprint of the form that was shown. */
  readonly seen: string;
  /** As it came; judged here. */
  readonly strokes: unknown;
}

/** The form as it is filled in now. Throws NotNow where it cannot be signed on the screen, with what to do instead. */
export function signableForm(code: string, application: Application, office: OfficeRules, at: Date): FormContent {
  if (office.formSignature !== 'screen') throw new NotNow(INDONESIAN.refusals['sign-on-paper-here']);
  const content = formForScreen(code, application, office, at);
  if (content === undefined) throw new NotNow(INDONESIAN.refusals['form-signed-on-paper']);
  return content;
}

/** Binds the drawing to what was read. Throws NotNow when the form says something else by now, or hardly anything was drawn. */
export function signed(
  content: FormContent,
  { code, seen, strokes: sent }: DrawnOnScreen,
  signedAt: Date,
): { readonly drawing: DrawnSignature; readonly signature: ScreenSignature } {
  const contentSha256 = formSha256(content);
  if (!isScreenForm(code) || seen !== contentSha256) throw new NotNow(INDONESIAN.refusals['form-changed-since-read']);
  const strokes = readStrokes(sent);
  if (strokes === 'malformed') throw new NotNow(INDONESIAN.refusals['drawing-unreadable']);
  if (strokes === 'too-little') throw new NotNow(INDONESIAN.refusals['drawing-too-little']);
  return {
    drawing: { strokes, contentSha256, signedAt },
    signature: { form: code, contentSha256, signedAt },
  };
}
