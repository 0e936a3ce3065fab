import { DOCUMENT_CODES, type DocumentCode } from './events/documents.ts';
import { sayFrom, type Say } from './language/catalogue.ts';
import { INDONESIAN } from './language/indonesian.ts';
import type { PAPERS } from './language/papers.ts';
import { ELEMENT_PAPERS, PAPERS_WITH_LABEL, type PaperCode } from './paper-codes.ts';

/** A paper that an applicant may photograph. One kind stands for one requirement. */
export type DocumentKind = PaperCode;

const CODES: readonly DocumentKind[] = [...new Set([...ELEMENT_PAPERS, ...DOCUMENT_CODES, 'lainnya' as const])];

type LabelledPaper = (typeof PAPERS_WITH_LABEL)[number];
const hasLabel = (code: DocumentKind): code is LabelledPaper => (PAPERS_WITH_LABEL as readonly string[]).includes(code);

/** Starts a label; the events name their papers inside sentences. */
const asLabel = (text: string) => text.replace(/^[a-z](?=[a-z])/, (letter) => letter.toUpperCase());

/** The name of a paper in the language of a resident, as a label. */
export function paperLabel(papers: Say<typeof PAPERS>, code: DocumentKind): string {
  return hasLabel(code) ? papers(`label.${code}`) : asLabel(papers(`name.${code as DocumentCode}`));
}

/** The same as officers read it. */
export const documentLabel = (code: DocumentKind): string => paperLabel(sayFrom(INDONESIAN.papers), code);

/**
 * All kinds with their Indonesian labels, which name the lawful alternatives (SE Dirjen Dukcapil 470/13287; F-1.02 part
 * III; SOP IKMT-PP-01-07 step 1). Which are needed: `bpmn/persyaratan.dmn` for an element-based application, the events
 * themselves for an event-based one.
 */
export const DOCUMENT_KINDS: readonly { readonly code: DocumentKind; readonly label: string }[] = CODES.map((code) => ({
  code,
  label: documentLabel(code),
}));
