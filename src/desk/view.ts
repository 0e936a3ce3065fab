import { fileURLToPath } from 'node:url';
import type { DocumentKind } from '../domain/document-kinds.ts';
import { documentLabel } from '../domain/document-kinds.ts';
import { elementOf, type ElementCode } from '../domain/elements.ts';
import { isPlainDate, printedDate } from '../domain/plain-date.ts';
import { TAKE_BACK_REASON_LABELS, TAKE_BACK_REASONS } from '../domain/take-back-reason.ts';
import { createView, type View } from '../web/create-view.ts';
import { officeDuration } from '../domain/office-age.ts';
import { duration } from './labels.ts';
import { sign } from './signs.ts';

const FOLDER = fileURLToPath(new URL('../../templates/desk/', import.meta.url));
const takeBackReasons = TAKE_BACK_REASONS.map((code) => ({ code, label: TAKE_BACK_REASON_LABELS[code] }));
const CLOCK = new Intl.DateTimeFormat('id-ID', { hour: '2-digit', minute: '2-digit', timeZone: 'Asia/Jakarta' });

/** The pages of `templates/desk/`. */
export function createDeskView(assetUrl: (name: string) => string): View {
  return createView({
    pages: FOLDER,
    helpers: {
      asset: assetUrl,
      clock: (value: Date) => CLOCK.format(value),
      duration,
      officeTime: officeDuration,
      fingerprint: (sha256: string) => sha256.slice(0, 12),
      paperLabel: (kind: DocumentKind) => documentLabel(kind),
      elementLabel: (code: ElementCode) => elementOf(code).label,
      /** A NIK in groups is read aloud and compared more easily. */
      grouped: (value: string) => value.replace(/(\d{6})(\d{6})(\d{4})/, '$1 $2 $3'),
      shown: (text: string) => (isPlainDate(text) ? printedDate(text) : text),
      or: (a: readonly unknown[], b: readonly unknown[]) => a.length > 0 || b.length > 0,
      includes: (list: readonly unknown[], value: unknown) => list.includes(value),
      sign,
    },
    everywhere: { takeBackReasons },
  });
}
