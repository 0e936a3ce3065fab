import type { PaperRecord } from '../store/store.ts';
import type { SubmittedPaper } from './cases.ts';
import type { Means } from './means.ts';

/** Encrypts and lists papers of a case. The same picture sent twice for the same purpose is one paper. */
export async function keepPapers(
  { store, documents }: Pick<Means, 'store' | 'documents'>,
  applicationNumber: string,
  papers: readonly SubmittedPaper[],
  source: PaperRecord['source'],
): Promise<void> {
  const kept = await store.papers.of(applicationNumber);
  for (const { kind, paper } of papers) {
    const { sha256 } = await documents.put(paper.bytes);
    if (kept.some((other) => other.kind === kind && other.sha256 === sha256)) continue;
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
