import type { Application } from '../domain/application.ts';
import { changesOfCards, type CardChange, type PlannedCard } from '../domain/card/changes.ts';
import { cardNumbered, cardOf } from '../domain/card/register.ts';
import { statedIn, withClaims } from '../domain/card/claimed-cells.ts';
import { unreadCard } from '../domain/card/unread.ts';
import type { Plan } from '../domain/events/event.ts';
import { toEventApplication } from '../domain/events/from-application.ts';
import { Failure, isSiakAway } from '../domain/failures.ts';
import type { FamilyCard, PlainDate } from '../domain/family-card.ts';
import { plainDateOf } from '../domain/plain-date.ts';
import type { CaseRecord } from '../store/store.ts';
import { subjectsOf } from './case-subjects.ts';
import type { Dependencies } from './dependencies.ts';

/** The cards that an application names, before anything is entered. */
export interface CardsBefore {
  /** False: SIAK could not be read; the one card is what the applicant and the card in their hand say. */
  readonly read: boolean;
  /** The day on which everything is judged. */
  readonly readOn: PlainDate;
  readonly cards: readonly FamilyCard[];
}

/** More people than any application names; a made-up application must not let us ask SIAK without end. */
const MOST_QUESTIONS = 60;

const HEAD = 'KEPALA KELUARGA';

type Needs = Pick<Dependencies, 'siak' | 'now'>;

/** The application with the events as the resident completed them last. */
export async function applicationOf(
  { documents }: Pick<Dependencies, 'documents'>,
  { application, amendedSha256 }: Pick<CaseRecord, 'application' | 'amendedSha256'>,
): Promise<Application> {
  if (amendedSha256 === null) return application;
  return JSON.parse((await documents.get(amendedSha256)).toString()) as Application;
}

/**
 * Reads the cards of everybody the application names. Where SIAK does not answer, what the applicant says stands in.
 */
export async function readCardsBefore(
  needs: Needs,
  applicationNumber: string,
  application: Application,
): Promise<CardsBefore> {
  const readOn = plainDateOf(needs.now());
  const cards = await readFromSiak(needs, applicationNumber, application).catch((error: unknown) => {
    if (isSiakAway(error)) return [];
    throw error;
  });
  if (cards.length > 0) return { read: true, readOn, cards };
  const card = unreadCard(toEventApplication(application), readOn);
  return { read: false, readOn, cards: card === undefined ? [] : [card] };
}

async function readFromSiak(needs: Needs, applicationNumber: string, application: Application): Promise<FamilyCard[]> {
  const cards = await namedCards(needs, application);
  if (cards.length > 0) return cards;
  // A register in simulation believes a family on its first verification; the ministry's believes nobody.
  const { kkNumber = null, address } = application;
  await needs.siak.check(
    peopleOf(application).map((person) => ({ ...person, kkNumber })),
    { ownReference: applicationNumber, address },
  );
  return namedCards(needs, application);
}

/** Who stands on the card as the applicant says; one who names nobody else speaks for themselves, as its head. */
function peopleOf({
  members,
  listed = [],
  applicant,
}: Application): Pick<Application['members'][number], 'nik' | 'name' | 'shdk'>[] {
  if (members.length > 0) return members.map(({ nik, name, shdk }) => ({ nik, name, shdk }));
  const named = listed.flatMap(({ nik = '', name, shdk = '' }) => (nik === '' ? [] : [{ nik, name, shdk }]));
  const all = named.some(({ nik }) => nik === applicant.nik)
    ? named
    : [{ nik: applicant.nik, name: applicant.name, shdk: '' }, ...named];
  const hasHead = all.some(({ shdk }) => shdk === HEAD);
  return all.map((person, i) => ({
    ...person,
    shdk: person.shdk === '' ? (i === 0 && !hasHead ? HEAD : 'LAINNYA') : person.shdk,
  }));
}

async function namedCards({ siak }: Needs, application: Application): Promise<FamilyCard[]> {
  const { niks, kkNumbers } = subjectsOf(application);
  const cards: FamilyCard[] = [];
  for (const nik of niks.slice(0, MOST_QUESTIONS)) {
    if (cardOf({ cards }, nik) !== undefined) continue;
    const card = await siak.cardOf(nik);
    if (card !== undefined) cards.push(card);
  }
  for (const kkNumber of kkNumbers.slice(0, MOST_QUESTIONS)) {
    if (cardNumbered({ cards }, kkNumber) !== undefined) continue;
    const card = await familyIfKnown(siak, kkNumber);
    if (card !== undefined) cards.push(card);
  }
  return cards;
}

/**
 * Undefined where SIAK knows no card of this number, or no longer. `niks`: whom to ask where single people are read.
 */
export async function familyIfKnown(
  siak: Needs['siak'],
  kkNumber: string,
  niks?: readonly string[],
): Promise<FamilyCard | undefined> {
  try {
    return await siak.family(kkNumber, niks);
  } catch (error) {
    if (error instanceof Failure && error.code === 'FAMILY_UNKNOWN') return undefined;
    throw error;
  }
}

/** The cards as they were read for this case; undefined while nobody has looked. */
export async function storedCardsBefore(
  { documents }: Pick<Dependencies, 'documents'>,
  { cardsBeforeSha256 }: Pick<CaseRecord, 'cardsBeforeSha256'>,
): Promise<CardsBefore | undefined> {
  if (cardsBeforeSha256 === null) return undefined;
  return JSON.parse((await documents.get(cardsBeforeSha256)).toString()) as CardsBefore;
}

/** The other cards that the entry changed, as SIAK had them when the draft was drawn. */
export async function storedCardsAfter(
  { documents }: Pick<Dependencies, 'documents'>,
  { cardsAfterSha256 }: Pick<CaseRecord, 'cardsAfterSha256'>,
): Promise<readonly FamilyCard[]> {
  if (cardsAfterSha256 === null) return [];
  return JSON.parse((await documents.get(cardsAfterSha256)).toString()) as FamilyCard[];
}

/** Old and new of every card of a plan, as an officer reads it; what was not read is named as such, with who claims it. */
export function changesFrom(
  { read, cards }: CardsBefore,
  planned: readonly PlannedCard[],
  plan: Pick<Plan, 'facts'>,
): CardChange[] {
  const changes = changesOfCards(cards, planned);
  const stated = statedIn(plan);
  return read ? changes : changes.map((change) => withClaims(change, stated));
}
