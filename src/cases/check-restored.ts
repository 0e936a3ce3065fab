import type { Archive } from '../archive/archive.ts';
import type { Documents } from '../documents/documents.ts';
import { isDocumentLost } from '../domain/failures.ts';
import type { RestoredOffice } from '../store/restored-office.ts';
import { listPacked } from './pack-case.ts';

/** What does not fit together in an office that was restored, or in any other. */
export type RestoredFinding =
  /** A document that the database names is not in the folder, cannot be read, was altered, or sealed with another key. */
  | { readonly code: 'DOCUMENT_DAMAGED'; readonly applicationNumber: string | null; readonly column: string }
  /** The folder of a layer that has copies is there, its medium is not. */
  | { readonly code: 'LAYER_UNMARKED'; readonly layer: string }
  /** The copy that the database calls whole is not on the medium, which is there. */
  | { readonly code: 'COPY_MISSING'; readonly applicationNumber: string; readonly layer: string }
  /** A copy of a case which this database has not archived: it ended after the backup. */
  | { readonly code: 'COPY_UNKNOWN'; readonly bag: string; readonly layer: string };

export interface RestoredVerdict {
  /** Time of the newest entry of the journal; null: there is none. */
  readonly databaseUntil: Date | null;
  readonly documents: { readonly named: number; readonly damaged: number };
  readonly copies: { readonly present: number; readonly missing: number; readonly unknown: number };
  /** Layers whose medium was away, so that nothing is known of them. */
  readonly away: readonly string[];
  /** Empty: all that was looked at is there. MOST_FINDINGS at most. */
  readonly findings: readonly RestoredFinding[];
}

interface Needs {
  readonly office: RestoredOffice;
  readonly documents: Pick<Documents, 'get'>;
  readonly archive: Pick<Archive, 'layers' | 'present' | 'strange' | 'bags'>;
}

const MOST_FINDINGS = 200;
/** This document lists others. */
const PACKED = 'archive_packages.contents_sha256';

/**
 * Whether database, documents and archive belong to the same moment: reads every document that the database names, and
 * compares its copies with the bags on the media that are there (what is in the bags, the fixity check reads). Changes
 * nothing.
 */
export async function checkRestored({ office, documents, archive }: Needs): Promise<RestoredVerdict> {
  const findings: RestoredFinding[] = [];
  const found = { DOCUMENT_DAMAGED: 0, LAYER_UNMARKED: 0, COPY_MISSING: 0, COPY_UNKNOWN: 0 };
  const note = (finding: RestoredFinding) => {
    found[finding.code] += 1;
    if (findings.length < MOST_FINDINGS) findings.push(finding);
  };

  const here = await archive.present();
  const bags = new Map<string, Set<string>>();
  for (const layer of here) bags.set(layer, new Set(await archive.bags(layer)));
  const used = new Set<string>();
  let present = 0;
  for await (const batch of office.copies())
    for (const { applicationNumber, layer, bag, state } of batch) {
      if (state !== 'absent') used.add(layer);
      const onMedium = bags.get(layer);
      if (onMedium === undefined || (state !== 'stored' && state !== 'repaired')) continue;
      if (onMedium.has(bag)) present += 1;
      else note({ code: 'COPY_MISSING', applicationNumber, layer });
    }
  for (const [layer, onMedium] of bags) {
    const known = await office.archived([...onMedium].map(numberOf));
    for (const bag of onMedium) if (!known.has(numberOf(bag))) note({ code: 'COPY_UNKNOWN', bag, layer });
  }
  for (const layer of await archive.strange()) if (used.has(layer)) note({ code: 'LAYER_UNMARKED', layer });

  let named = 0;
  for await (const batch of office.documents())
    for (const { sha256, applicationNumber, column } of batch)
      for (const each of [sha256, ...(column === PACKED ? await filesOf(documents, sha256) : [])]) {
        named += 1;
        if (!(await isWhole(documents, each))) note({ code: 'DOCUMENT_DAMAGED', applicationNumber, column });
      }

  return {
    databaseUntil: await office.newestEntryAt(),
    documents: { named, damaged: found.DOCUMENT_DAMAGED },
    copies: { present, missing: found.COPY_MISSING, unknown: found.COPY_UNKNOWN },
    away: archive.layers.filter((layer) => !here.includes(layer)),
    findings,
  };
}

/** None where the list itself is damaged, which is a finding of its own. */
async function filesOf(documents: Needs['documents'], contentsSha256: string): Promise<string[]> {
  if (!(await isWhole(documents, contentsSha256))) return [];
  return (await listPacked(documents, contentsSha256)).map(({ sha256 }) => sha256);
}

/** Throws Failure DOCUMENTS_UNREACHABLE when the disk is at fault. */
async function isWhole(documents: Needs['documents'], sha256: string): Promise<boolean> {
  try {
    await documents.get(sha256);
    return true;
  } catch (error) {
    if (isDocumentLost(error)) return false;
    throw error;
  }
}

/** "KK-261122-7Q4F2M" of "2026/KK-261122-7Q4F2M-v2". */
function numberOf(bag: string): string {
  return bag.slice(bag.indexOf('/') + 1).slice(0, 'KK-261122-7Q4F2M'.length);
}

/** A finding as a sentence for whoever restores the office, Indonesian. */
export function restoredSentence(finding: RestoredFinding): string {
  switch (finding.code) {
    case 'DOCUMENT_DAMAGED':
      return `${finding.applicationNumber ?? 'Pesan tanpa berkas'}: dokumen (${finding.column}) tidak ada di folder dokumen, rusak, tidak terbaca dari cakramnya, atau dikunci dengan kunci lain.`;
    case 'LAYER_UNMARKED':
      return `Lapisan ${finding.layer}: foldernya ada, tetapi tanpa tanda lapisan itu (.lapisan). Pasang medianya, atau beri tanda media yang baru (docs/archive.md).`;
    case 'COPY_MISSING':
      return `${finding.applicationNumber}: salinan di lapisan ${finding.layer} tidak ada. Kantor menulisnya lagi dari salinan lain atau dari dokumen.`;
    case 'COPY_UNKNOWN':
      return `${finding.bag} di lapisan ${finding.layer}: diarsipkan sesudah cadangan basis data ini dibuat (docs/restore.md).`;
  }
}
