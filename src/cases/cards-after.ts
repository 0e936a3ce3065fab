import { isAwaited } from '../domain/card/awaited.ts';
import { isEventApplication } from '../domain/events/from-application.ts';
import type { FamilyCard } from '../domain/family-card.ts';
import type { CaseRecord } from '../store/store.ts';
import { assessCase, type AssessNeeds } from './assess-case.ts';
import { familyIfKnown } from './cards-before.ts';
import type { Dependencies } from './dependencies.ts';

/**
 * The other cards that the entry changes or ends, as SIAK has them now: somebody who was to leave may still stand there
 * (rule R65). None of a case without events, or where SIAK is not read. Throws Failure('SIAK_UNREACHABLE').
 */
export async function readCardsAfter(
  needs: AssessNeeds & Pick<Dependencies, 'siak'>,
  record: CaseRecord,
): Promise<FamilyCard[]> {
  if (!needs.siak.reads || !isEventApplication(record.application)) return [];
  const assessed = await assessCase(needs, record);
  if (assessed === undefined || !assessed.before.read) return [];
  const others = assessed.entry.filter(({ kkNumber }) => !isAwaited(kkNumber) && kkNumber !== record.kkNumber);
  const cards = await Promise.all(
    others.map(({ kkNumber }) => {
      const was = assessed.before.cards.find((card) => card.kkNumber === kkNumber);
      return familyIfKnown(
        needs.siak,
        kkNumber,
        was?.members.map(({ nik }) => nik),
      );
    }),
  );
  return cards.filter((card) => card !== undefined);
}
