import { isAwaited } from '../domain/card/awaited.ts';
import { isUnknownNumber } from '../domain/card/unread.ts';
import { isDocumentLost } from '../domain/failures.ts';
import type { CaseRecord } from '../store/store.ts';
import { assessCase, type AssessNeeds } from './assess-case.ts';
import { subjectHash } from './case-subjects.ts';

/**
 * The cards whose paper becomes void when the card of this case is issued, as keyed hashes of their numbers: those that
 * its entry changes or ends, among them cards of other families. Empty for a case without events.
 */
export async function touchedBy(needs: AssessNeeds, record: CaseRecord): Promise<string[]> {
  // A lost or damaged document of the cards before must not keep a finished card from being issued.
  const assessed = await assessCase(needs, record).catch((error: unknown) => {
    if (isDocumentLost(error)) return undefined;
    throw error;
  });
  const numbers = (assessed?.assessment.cards ?? [])
    .filter(({ effect }) => effect !== 'untouched')
    .map(({ kkNumber }) => kkNumber)
    .filter((kkNumber) => !isAwaited(kkNumber) && !isUnknownNumber(kkNumber));
  return [...new Set(numbers)].map((kkNumber) => subjectHash(needs.settings.linkKey, 'kk', kkNumber));
}
