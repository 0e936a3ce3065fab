import type { CleanPaper } from '../documents/documents.ts';
import type { DocumentKind } from '../domain/document-kinds.ts';
import type { PaperRecord } from '../store/store.ts';
import type { Dependencies } from './dependencies.ts';

export interface SubmittedPaper {
  readonly kind: DocumentKind;
  readonly paper: CleanPaper;
}

/** Encrypts and lists papers of a case. The same picture sent twice for the same purpose is one paper. */
export async function storePapers(
  { store, documents }: Pick<Dependencies, 'store' | 'documents'>,
  applicationNumber: string,
  papers: readonly SubmittedPaper[],
  source: PaperRecord['source'],
): Promise<void> {
  const known = await store.papers.of(applicationNumber);
  for (const { kind, paper } of papers) {
    const { sha256 } = await documents.put(paper.bytes);
    if (known.some((other) => other.kind === kind && other.sha256 === sha256)) continue;
    await store.papers.add({
      applicationNumber,
      kind,
      sha256,
      mediaType: paper.mediaType,
      bytes: paper.bytes.length,
      source,
    });
  }
}
