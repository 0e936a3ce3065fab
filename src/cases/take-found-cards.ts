import { comparePrinted, numbersIn, type CardComparison } from '../domain/card/compare-printed.ts';
import { TRIED_AGAIN, type FoundOutcome } from '../domain/found-card.ts';
import type { CardFolder } from '../siak/card-folder.ts';
import type { FoundCard } from '../store/found-cards.ts';
import type { CaseRecord, WorkItem } from '../store/store.ts';
import { keepBrought, readSigned, type SignedRead } from './bring-signed-card.ts';
import { subjectHash } from './case-subjects.ts';
import type { Dependencies } from './dependencies.ts';
import { each } from './each.ts';
import { expectedPrint } from './expected-print.ts';

type Needs = Pick<Dependencies, 'store' | 'documents' | 'publicVerifier' | 'readCard' | 'settings' | 'now'>;

/** A card that fits no case yet is tried again when its case may have come to wait. */
const AGAIN_AFTER_MS = 600_000;
/** Verifying and reading a card takes a second; the rest waits for the next run. */
const MOST_AT_ONCE = 20;
/** More were never found at once. */
const MOST_UNJUDGED = 1_000;

/**
 * SOP step 8 where SIAK issues the card: takes the PDFs from the watched folder and lays each with the case that waits
 * for it, judged like a file that is uploaded. Whether it is right the print officer decides, as ever. What fits no
 * case or is refused is kept and listed for the print officer. A file leaves the folder only when its bytes are stored
 * and its row is committed; taken a second time it is the same row. Returns how many were judged.
 */
export function takeFoundCards(needs: Needs, folder: CardFolder) {
  const { store, documents } = needs;
  /** Told of since this process began; one that an officer is done with does not come back at every look. */
  const told = new Set<string>();
  return async (): Promise<number> => {
    let judged = 0;
    const judge = async () => {
      const cards = await store.siakCards.foundToJudge(TRIED_AGAIN, AGAIN_AFTER_MS, MOST_AT_ONCE);
      await each(cards, (card) => place(needs, card));
      judged = cards.length;
    };
    await each([leaveTooLarge, keepFiles, judge], (part) => part());
    return judged;
  };

  async function leaveTooLarge(): Promise<void> {
    for await (const sha256 of folder.tooLarge()) {
      if (told.has(sha256)) continue;
      await leave(needs, sha256);
      told.add(sha256);
    }
  }

  async function keepFiles(): Promise<void> {
    for await (const file of folder.files()) {
      const { sha256 } = await documents.put(file.content);
      await store.siakCards.keepFound(sha256);
      await file.remove();
    }
  }
}

/** A file that is no card by its size: nothing of it is kept but its hash, by which it is listed. */
async function leave(needs: Needs, sha256: string): Promise<void> {
  await needs.store.transaction(async (tables) => {
    await tables.siakCards.keepFound(sha256);
    const unjudged = await tables.siakCards.foundToJudge([], 0, MOST_UNJUDGED);
    const card = unjudged.find((one) => one.sha256 === sha256);
    if (card !== undefined) await unplaced({ ...needs, store: tables }, card, 'left-in-folder');
  });
}

async function place(needs: Needs, card: FoundCard): Promise<void> {
  const pdf = await needs.documents.get(card.sha256);
  const signed = await readSigned(needs, pdf);
  if (signed.outcome !== 'accepted') return unplaced(needs, card, signed.outcome);
  const fitting = await casesFor(needs, signed);
  const best = fitting.filter(({ comparison }) => comparison.verdict === 'fits');
  const [only, ...others] = best.length > 0 ? best : fitting;
  if (only === undefined) return unplaced(needs, card, 'no-case');
  if (others.length > 0) return unplaced(needs, card, 'several-cases');
  return bring(needs, card, signed, only);
}

interface Fitting {
  readonly record: CaseRecord;
  readonly item: Pick<WorkItem, 'taskId'>;
  readonly comparison: CardComparison;
}

/** The cases that wait for a card on which one of these numbers stands, and that could be this card. */
async function casesFor(needs: Needs, { text }: Extract<SignedRead, { outcome: 'accepted' }>): Promise<Fitting[]> {
  const { store, settings } = needs;
  const hashes = numbersIn(text).flatMap((number) =>
    (['nik', 'kk'] as const).map((kind) => subjectHash(settings.linkKey, kind, number)),
  );
  const about = new Set((await store.subjects.openWith(hashes, '')).map((one) => one.applicationNumber));
  const fitting: Fitting[] = [];
  for (const applicationNumber of about) {
    const open = await store.workList.open({ applicationNumber });
    const item = open.find(({ element }) => element === 'bring-signed-card');
    if (item === undefined) continue;
    const record = await store.cases.get(applicationNumber);
    const comparison = comparePrinted(text, await expectedPrint(needs, record));
    const named = comparison.parts.some(
      ({ what, found }) => found === 'yes' && (what === 'nik' || what === 'kk-number'),
    );
    if (comparison.verdict !== 'other-family' && named) fitting.push({ record, item, comparison });
  }
  return fitting;
}

async function bring(
  needs: Needs,
  { id, sha256 }: FoundCard,
  signed: Extract<SignedRead, { outcome: 'accepted' }>,
  { record: { applicationNumber }, item: { taskId }, comparison }: Fitting,
): Promise<void> {
  const { sha256: previewSha256 } = await needs.documents.put(signed.preview);
  await needs.store.transaction(async (tables) => {
    // The officer may be deciding: what they looked at is not replaced behind their back.
    const task = await tables.workList.lock(taskId);
    const before = await tables.siakCards.newest(applicationNumber);
    const isThere = before?.taskId === taskId;
    if (task === undefined || task.endedAt !== null || (isThere && before.sha256 !== sha256))
      return tables.siakCards.judgeFound(id, {
        outcome: isThere && task?.endedAt === null ? 'already-brought' : 'no-case',
        applicationNumber: null,
      });
    if (!isThere)
      await keepBrought(
        tables,
        needs,
        { applicationNumber, taskId, sha256, previewSha256, comparison, by: null },
        signed,
      );
    await tables.siakCards.judgeFound(id, { outcome: 'brought', applicationNumber });
  });
}

async function unplaced(
  { store }: Needs,
  { id, sha256, outcome: before }: FoundCard,
  outcome: Exclude<FoundOutcome, 'brought'>,
): Promise<void> {
  await store.transaction(async (tables) => {
    await tables.siakCards.judgeFound(id, { outcome, applicationNumber: null });
    if (before === outcome) return;
    await tables.journal.write({
      applicationNumber: null,
      actor: 'sistem',
      event: 'found-card-unplaced',
      step: 8,
      detail: { outcome, sha256 },
    });
  });
}
