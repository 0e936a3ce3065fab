import type { JournalAnchor, JournalAnchors } from '../archive/journal-anchors.ts';
import type { Store } from '../store/store.ts';

/** What shows that the journal is not the one that the office wrote. */
export type JournalFinding =
  /** From this entry on the chain does not fit. */
  | { readonly code: 'CHAIN_BROKEN'; readonly entry: string }
  /** The chain is shorter than it was when this was written down. */
  | { readonly code: 'CUT_SHORT'; readonly source: string; readonly entry: string }
  /** The entry of that number is another one than it was. */
  | { readonly code: 'REWRITTEN'; readonly source: string; readonly entry: string }
  /** A file of anchors was altered, is not readable, or one before it is missing. */
  | { readonly code: 'ANCHOR_ALTERED'; readonly source: string; readonly fault: NonNullable<JournalAnchor['fault']> };

export interface JournalVerdict {
  readonly length: string;
  readonly hash: string;
  /** Heads written down elsewhere that were compared. */
  readonly anchors: number;
  /** Empty: the journal is whole. 100 at most. */
  readonly findings: readonly JournalFinding[];
}

const MOST_FINDINGS = 100;
const BATCH = 500;

/**
 * Recomputes the whole chain, and compares it with every head that was written down outside the database. Changes
 * nothing.
 */
export async function verifyJournal(
  journal: Pick<Store['journal'], 'firstBrokenLink' | 'head' | 'hashesAt'>,
  anchors: Pick<JournalAnchors, 'read'>,
): Promise<JournalVerdict> {
  const head = await journal.head();
  const findings: JournalFinding[] = [];
  const broken = await journal.firstBrokenLink();
  if (broken !== undefined) findings.push({ code: 'CHAIN_BROKEN', entry: broken });
  let compared = 0;
  let batch: JournalAnchor[] = [];
  const compare = async () => {
    const hashes = await journal.hashesAt(batch.map(({ length }) => length));
    for (const { source, length, hash } of batch) {
      const found = length === '0' ? hash : hashes.get(length);
      if (found === undefined) findings.push({ code: 'CUT_SHORT', source, entry: length });
      else if (found !== hash) findings.push({ code: 'REWRITTEN', source, entry: length });
    }
    compared += batch.length;
    batch = [];
  };
  for await (const anchor of anchors.read()) {
    if (anchor.fault !== null) findings.push({ code: 'ANCHOR_ALTERED', source: anchor.source, fault: anchor.fault });
    // A forged file proves nothing about the chain.
    if (anchor.fault === null || anchor.fault === 'GAP') batch.push(anchor);
    if (batch.length === BATCH) await compare();
  }
  await compare();
  return { ...head, anchors: compared, findings: findings.slice(0, MOST_FINDINGS) };
}

const FAULTS = {
  UNREADABLE: 'tidak terbaca',
  FORGED: 'tanda tangannya bukan dari kantor ini, atau isinya diubah',
  GAP: 'berkas hari sebelumnya hilang atau diganti',
} as const;

/** A finding as a sentence for the auditor, Indonesian. */
export function findingSentence(found: JournalFinding): string {
  switch (found.code) {
    case 'CHAIN_BROKEN':
      return `Rantai terputus mulai catatan ${found.entry}: ada yang diubah, dihapus, atau ditukar.`;
    case 'CUT_SHORT':
      return `Catatan ${found.entry} tidak ada lagi, padahal tercatat dalam ${found.source}: ujung jurnal dipotong.`;
    case 'REWRITTEN':
      return `Catatan ${found.entry} bukan yang tercatat dalam ${found.source}: jurnal ditulis ulang.`;
    case 'ANCHOR_ALTERED':
      return `Penanda ${found.source} ${FAULTS[found.fault]}.`;
  }
}
