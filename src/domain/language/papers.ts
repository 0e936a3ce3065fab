import { PAPERS_WITH_LABEL } from '../paper-codes.ts';
import { DOCUMENT_CODES } from '../events/documents.ts';
import { each } from './catalogue.ts';

/** Names of papers: `name` as it stands in a sentence, `label` where a label says more than the name. */
export const PAPERS = { ...each('label', PAPERS_WITH_LABEL), ...each('name', DOCUMENT_CODES) } as const;
