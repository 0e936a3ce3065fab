import { hintsAgainstSiak, hintsInTheHand, hintsOfDraft } from '../domain/check-by-rules.ts';
import { DOCUMENT_CODES, type Paper } from '../domain/events/documents.ts';
import type { FamilyCard, PlainDate } from '../domain/family-card.ts';
import type { CaseRecord, PaperRecord } from '../store/store.ts';
import { storedCardsBefore } from './cards-before.ts';
import type { Warning } from './compare-changes.ts';
import type { Dependencies } from './dependencies.ts';

/**
 * What the consistency rules find for the officer of an element-based case: in what was filled in, then in the draft, and what
 * differs from SIAK as it was read when the application came. Where nothing was read, nothing is compared.
 */
export async function ruleWarnings(
  needs: Pick<Dependencies, 'documents'>,
  record: Pick<CaseRecord, 'application' | 'cardsBeforeSha256'>,
  papers: readonly Pick<PaperRecord, 'kind'>[],
  draft: FamilyCard | undefined,
  today: PlainDate,
): Promise<Warning[]> {
  const { application } = record;
  const before = await storedCardsBefore(needs, record);
  const found = [
    ...(draft === undefined ? hintsInTheHand(application, today) : hintsOfDraft(application, draft, today)),
    ...(before?.read !== true
      ? []
      : hintsAgainstSiak(
          application,
          { cards: before.cards, papers: namedPapers(papers), today },
          draft === undefined ? 'examination' : 'draft',
        )),
  ];
  const texts = found.map(({ sentence }) => sentence.replace(/\.$/, ''));
  return [...new Set(texts)].map((text) => ({ text, about: null }));
}

function namedPapers(papers: readonly Pick<PaperRecord, 'kind'>[]): Paper[] {
  return papers.flatMap(({ kind }) => {
    const document = DOCUMENT_CODES.find((code) => code === kind);
    return document === undefined ? [] : [{ document }];
  });
}
