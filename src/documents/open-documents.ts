import { mkdir, writeFile } from 'node:fs/promises';
import path from 'node:path';
import { Failure } from '../domain/failures.ts';
import { isThere } from '../machine/is-there.ts';
import { createDocuments } from './create-documents.ts';
import type { Documents } from './documents.ts';

/** Lies in the folder since its first day: where it is not, another disk is, or none. */
export const MARKER = '.dokumen';
const WORDS = 'Folder dokumen kantor. Jangan hapus atau pindahkan berkas ini: tanpanya kantor tidak dapat dibuka.\n';

/** Documents that the database names are not in the folder. The message is Indonesian, for whoever starts the office. */
export class DocumentsAbsent extends Error {
  override name = 'DocumentsAbsent';
}

export interface DocumentsFolder {
  readonly folder: string;
  readonly key: Uint8Array;
  /** Some of the documents that the database names; empty: the office has none yet. */
  readonly named: () => Promise<readonly string[]>;
}

export interface OfficeDocuments extends Documents {
  /** For /healthz: undefined, or that the disk is not there. */
  ready(): Promise<string | undefined>;
}

/**
 * The documents of the office. A disk that is not mounted leaves an empty folder, which would fill up unnoticed under
 * the mount point; so a folder is used only where its marker lies. A new office gets one, and an office from before
 * there were markers where one of its documents is found. Throws DocumentsAbsent.
 */
export async function openDocuments({ folder, key, named }: DocumentsFolder): Promise<OfficeDocuments> {
  const marker = path.join(folder, MARKER);
  const present = () => isThere(marker);
  if (!(await present())) {
    const sha256s = await named();
    if (sha256s.length > 0 && !(await holdsAny(createDocuments({ folder, key }), sha256s)))
      throw new DocumentsAbsent(
        `Dokumen kantor ini tidak ada di folder ${folder}. Pasang (mount) media tempat dokumen disimpan, periksa DOCUMENTS_DIR dan DOCUMENT_KEY, atau pulihkan folder itu dari cadangan. Lalu mulai lagi.`,
      );
    await mkdir(folder, { recursive: true, mode: 0o700 });
    await writeFile(marker, WORDS, { mode: 0o600, flush: true });
  }
  return {
    ...createDocuments({ folder, key, present }),
    ready: async () => ((await present()) ? undefined : `folder ${folder} tidak terpasang`),
  };
}

async function holdsAny(documents: Documents, sha256s: readonly string[]): Promise<boolean> {
  for (const sha256 of sha256s)
    try {
      await documents.get(sha256);
      return true;
    } catch (error) {
      if (!(error instanceof Failure)) throw error;
    }
  return false;
}
