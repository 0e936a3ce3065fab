import { DOCUMENT_KINDS } from '../../domain/document-kinds.ts';
import { UPLOAD_LIMITS } from '../../documents/documents.ts';

/** Of each kind of paper, its photos and PDFs as parts of a form: one schema for applying and for completing. */
export const PAPER_PROPERTIES = Object.fromEntries(
  DOCUMENT_KINDS.map(({ code, label }) => [
    code,
    {
      type: 'array',
      description: label,
      maxItems: UPLOAD_LIMITS.files,
      items: { type: 'string', format: 'binary' },
    },
  ]),
);

export const PAPER_ENCODING = Object.fromEntries(
  DOCUMENT_KINDS.map(({ code }) => [code, { contentType: UPLOAD_LIMITS.accepted.join(', ') }]),
);
