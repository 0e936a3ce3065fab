import type { DocumentKind } from '../domain/document-kinds.ts';
import type { Store } from '../store/store.ts';
import { notePartOfCompletion } from './store-completion.ts';

export interface LaidFile {
  readonly fileId: string;
  readonly kind: DocumentKind;
  /** What it stands for, where that is another paper than its own kind. */
  readonly answers?: readonly DocumentKind[];
}

/**
 * Lays files of messages, which are stored and encrypted already, to the papers of a case. Waits the case for its
 * applicant, what lacks becomes less; `finishes`: the caller delivers the message to the process.
 */
export async function layPapers(
  tables: Store,
  applicationNumber: string,
  files: readonly LaidFile[],
  what: 'lays' | 'finishes',
  actor = 'pemohon',
): Promise<void> {
  for (const { fileId, kind } of files) {
    const file = await tables.messageFiles.find(fileId);
    if (file?.state !== 'stored' || file.sha256 === null || !isPaper(file.mediaType)) continue;
    await tables.papers.add({
      applicationNumber,
      kind,
      sha256: file.sha256,
      mediaType: file.mediaType,
      bytes: file.bytes ?? 0,
      source: 'whatsapp',
    });
  }
  const kinds = files.map(({ kind }) => kind);
  const { state, missingDocuments } = await tables.cases.get(applicationNumber);
  if (what === 'finishes') return;
  if (state === 'waiting-for-applicant') {
    const came = files.flatMap(({ kind, answers = [] }) => [kind, ...answers]);
    const missing = missingDocuments.filter((kind) => !came.includes(kind));
    await notePartOfCompletion(tables, applicationNumber, kinds, missing, 'whatsapp');
  } else
    await tables.journal.write({
      applicationNumber,
      actor,
      event: 'papers-added',
      step: 3,
      detail: { way: 'whatsapp', papers: kinds },
    });
}

export const isPaper = (mediaType: string | null): mediaType is 'image/jpeg' | 'application/pdf' =>
  mediaType === 'image/jpeg' || mediaType === 'application/pdf';
