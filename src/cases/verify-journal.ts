import { DAILY_FILE, type JournalAnchor, type JournalAnchors } from '../archive/journal-anchors.ts';
import type { PlainDate } from '../domain/family-card.ts';
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

/** Not of the journal but of a clock: what was written down is compared all the same, but its day proves nothing. */
export type JournalNote =
  /** A daily file of a day that is still to come: the clock was ahead when it was written, or is behind now. */
  | { readonly code: 'DATED_AHEAD'; readonly source: string; readonly today: PlainDate }
  /** It holds more entries than the file of a later day: one of the two was written by a wrong clock. */
  | { readonly code: 'DATES_SWAPPED'; readonly source: string; readonly later: string };

export interface JournalVerdict {
  readonly length: string;
  readonly hash: string;
  /** Heads written down elsewhere that were compared. */
  readonly anchors: number;
  /** Empty: the journal is whole. 100 at most. */
  readonly findings: readonly JournalFinding[];
  /** 100 at most. */
  readonly notes: readonly JournalNote[];
}

const MOST_FINDINGS = 100;
const BATCH = 500;

/**
 * Recomputes the whole chain, and compares it with every head that was written down outside the database, whatever day
 * it bears; `today` is the clock's. Changes nothing.
 */
export async function verifyJournal(
  journal: Pick<Store['journal'], 'firstBrokenLink' | 'head' | 'hashesAt'>,
  anchors: Pick<JournalAnchors, 'read'>,
  today: PlainDate,
): Promise<JournalVerdict> {
  const head = await journal.head();
  const findings: JournalFinding[] = [];
  const notes: JournalNote[] = [];
  let before: JournalAnchor | undefined;
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
    if (anchor.fault === null || anchor.fault === 'GAP') {
      batch.push(anchor);
      notes.push(...notesOn(anchor, before, today));
      before = anchor;
    }
    if (batch.length === BATCH) await compare();
  }
  await compare();
  return {
    ...head,
    anchors: compared,
    findings: findings.slice(0, MOST_FINDINGS),
    notes: notes.slice(0, MOST_FINDINGS),
  };
}

/** Of a daily file, by its name; `before`: the one of the day before. The heads in bags bear no day. */
function notesOn(
  { source, length }: JournalAnchor,
  before: JournalAnchor | undefined,
  today: PlainDate,
): JournalNote[] {
  const day = DAILY_FILE.exec(source)?.[1];
  if (day === undefined) return [];
  const isSwapped = before !== undefined && Number(before.length) > Number(length);
  return [
    ...(day > today ? [{ code: 'DATED_AHEAD', source, today } as const] : []),
    ...(isSwapped ? [{ code: 'DATES_SWAPPED', source: before.source, later: source } as const] : []),
  ];
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

/** A note as a sentence for the auditor, Indonesian. */
export function noteSentence(note: JournalNote): string {
  switch (note.code) {
    case 'DATED_AHEAD':
      return `Penanda ${note.source} bertanggal sesudah hari ini (${note.today}): jam komputer pernah terlalu cepat, atau sekarang terlambat. Periksa jamnya; isi penanda tetap dicocokkan, tanggalnya tidak membuktikan apa-apa.`;
    case 'DATES_SWAPPED':
      return `Penanda ${note.source} memuat lebih banyak catatan daripada ${note.later}: salah satunya ditulis saat jam komputer salah. Isi keduanya tetap dicocokkan, tanggalnya tidak membuktikan apa-apa.`;
  }
}
