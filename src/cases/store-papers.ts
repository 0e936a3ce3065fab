import type { CleanPaper } from '../documents/documents.ts';
import type { DocumentKind } from '../domain/document-kinds.ts';
import type { ScreenSignature } from '../domain/forms/screen-signature.ts';
import type { PaperRecord } from '../store/store.ts';
import type { Dependencies } from './dependencies.ts';
import { noteScreenSignature } from './screen-signatures.ts';

export interface SubmittedPaper {
  readonly kind: DocumentKind;
  readonly paper: CleanPaper;
  /** The paper is a form that the applicant signed on the screen. */
  readonly signature?: ScreenSignature | undefined;
}

/**
 * Encrypts and lists papers of a case, with what was signed on the screen. The same picture sent twice for the same
 * purpose is one paper. `signedFor`: the application for which it was signed, by default as it is submitted.
 */
export async function storePapers(
  { store, documents }: Pick<Dependencies, 'store' | 'documents'>,
  applicationNumber: string,
  papers: readonly SubmittedPaper[],
  source: PaperRecord['source'],
  signedFor: Parameters<typeof noteScreenSignature>[3] = { amendedSha256: null, way: 'application' },
): Promise<void> {
  const known = await store.papers.of(applicationNumber);
  for (const { kind, paper, signature } of papers) {
    const { sha256 } = await documents.put(paper.bytes);
    if (known.some((other) => other.kind === kind && other.sha256 === sha256)) continue;
    const added = await store.papers.add({
      applicationNumber,
      kind,
      sha256,
      mediaType: paper.mediaType,
      bytes: paper.bytes.length,
      source,
    });
    if (signature !== undefined) await noteScreenSignature(store, added, signature, signedFor);
  }
}
