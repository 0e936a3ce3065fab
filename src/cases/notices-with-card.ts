import { noticesWithCard } from '../domain/assessment/assess.ts';
import { isEventApplication, toEventApplication } from '../domain/events/from-application.ts';
import type { CaseRecord } from '../store/store.ts';
import { applicationOf, storedCardsBefore } from './cards-before.ts';
import type { Dependencies } from './dependencies.ts';

type Needs = Pick<Dependencies, 'documents'> & {
  readonly settings: Pick<Dependencies['settings'], 'officeRules'>;
};

/**
 * What follows from the events of a case and is said with its card, in Indonesian: a new number, whose KTP-el is
 * replaced, which other family's card changes too. Names people: for whoever may have the card itself.
 */
export async function noticesOf(
  { documents, settings }: Needs,
  record: Pick<CaseRecord, 'application' | 'amendedSha256' | 'cardsBeforeSha256'>,
): Promise<readonly string[]> {
  if (!isEventApplication(record.application)) return [];
  const before = await storedCardsBefore({ documents }, record);
  if (before === undefined) return [];
  const application = toEventApplication(await applicationOf({ documents }, record));
  const { readOn: today, cards, read } = before;
  return noticesWithCard(application, {
    ...{ today, cards, read, papers: [], phoneKnown: true },
    office: settings.officeRules,
  });
}
