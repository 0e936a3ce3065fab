import { changesOfCards } from '../domain/card/changes.ts';
import { printOfCard, printOfElements, type ExpectedPrint } from '../domain/card/expected-print.ts';
import type { CaseRecord } from '../store/store.ts';
import { assessCase, type AssessNeeds } from './assess-case.ts';

/** What the card of this case must show, for comparison with a card that SIAK drew. */
export async function expectedPrint(needs: AssessNeeds, record: CaseRecord): Promise<ExpectedPrint> {
  const assessed = await assessCase(needs, record);
  if (assessed?.card === undefined) return printOfElements(record.application, keptNumber(record));
  const { card, kkNumber, before } = assessed;
  const [change] = changesOfCards(before.cards, [{ effect: 'issued', kkNumber: card.kkNumber, card }]);
  return printOfCard(card, change?.cells ?? [], kkNumber ?? null);
}

/** The number that the card must carry; null where SIAK gives it a new one, or the applicant did not know it. */
function keptNumber({ reason, kkNumber, application }: CaseRecord): string | null {
  return reason === 'baru' ? null : (kkNumber ?? application.kkNumber ?? null);
}
