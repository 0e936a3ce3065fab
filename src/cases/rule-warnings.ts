import { hintsInTheHand, hintsOfDraft } from '../domain/check-by-rules.ts';
import type { FamilyCard, PlainDate } from '../domain/family-card.ts';
import type { CaseRecord } from '../store/store.ts';
import type { Warning } from './compare-changes.ts';

/** What the consistency rules tell the officer of an element-based case: of the isian, then of the draft. */
export function ruleWarnings(
  { application }: Pick<CaseRecord, 'application'>,
  draft: FamilyCard | undefined,
  today: PlainDate,
): Warning[] {
  const found = draft === undefined ? hintsInTheHand(application, today) : hintsOfDraft(application, draft, today);
  const texts = found.map(({ sentence }) => sentence.replace(/\.$/, ''));
  return [...new Set(texts)].map((text) => ({ text, about: null }));
}
