import { INDONESIAN } from '../../domain/language/indonesian.ts';
import { DOCUMENT_KINDS } from '../../domain/document-kinds.ts';
import type { FieldFault } from '../../domain/check-application.ts';

/** A fault of one sent file: "/papers/ijazah/0" is the first file of part `ijazah`. */
export function fileFault(part: string, index: number, remedy: string): FieldFault {
  const title = DOCUMENT_KINDS.find((kind) => kind.code === part)?.label ?? INDONESIAN.fields['photo-or-pdf'];
  return { field: `/papers/${part.slice(0, 60).replace(/[^\w-]/g, '?')}/${index}`, title, remedy };
}
