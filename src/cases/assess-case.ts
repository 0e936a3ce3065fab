import type { Application } from '../domain/application.ts';
import { isAwaited } from '../domain/card/awaited.ts';
import { isUnknownNumber } from '../domain/card/unread.ts';
import { assess, assessDraft, prepare, type Assessment, type Situation } from '../domain/assessment/assess.ts';
import { ktpAffected } from '../domain/events/affected-cards.ts';
import type { EventApplication } from '../domain/events/application.ts';
import { neededEvidence, type MissingPaper } from '../domain/events/check-evidence.ts';
import { noticesOfEvents } from '../domain/events/notices.ts';
import { DOCUMENT_CODES, type Paper } from '../domain/events/documents.ts';
import { isEventApplication, toEventApplication } from '../domain/events/from-application.ts';
import type { FamilyCard } from '../domain/family-card.ts';
import type { OpenApplication } from '../domain/rules/rule.ts';
import type { Finding } from '../domain/rules/table.ts';
import { isSameJson } from '../domain/same-json.ts';
import type { EnteredCard } from '../siak/siak.ts';
import {
  awaitedNumbers,
  withGivenNumbers,
  type AwaitedNumber,
  type GivenNumbers,
} from '../domain/card/given-numbers.ts';
import type { CaseRecord, PaperRecord } from '../store/store.ts';
import { subjectHash, subjectsOf } from './case-subjects.ts';
import { readingsOf, type Readings } from './record-reading.ts';
import { applicationOf, storedCardsAfter, storedCardsBefore, type CardsBefore } from './cards-before.ts';
import type { Dependencies } from './dependencies.ts';
import { papersThatCount } from './screen-signatures.ts';
import { numbersInForce } from './siak-numbers.ts';

export type AssessNeeds = Pick<Dependencies, 'store' | 'documents' | 'settings'>;

/** An event-based case, judged on what is known of it now. Holds names and numbers: for screens and SIAK only. */
export interface CaseAssessment {
  readonly application: EventApplication;
  readonly before: CardsBefore;
  readonly assessment: Assessment;
  /** Every paper that the events ask for, there or not. */
  readonly needed: readonly MissingPaper[];
  /** Those of them that are not there. */
  readonly lacking: readonly MissingPaper[];
  /** What an entry in SIAK has to change; empty: nothing. The card of this file comes first. */
  readonly entry: readonly EnteredCard[];
  /** Number of the card of this file; undefined: SIAK is to give it, or no card comes of it. */
  readonly kkNumber: string | undefined;
  /** The card of this file as it is to stand; undefined: none comes of it. */
  readonly card: FamilyCard | undefined;
  /** Every number that SIAK has to give for these cards, also when it was given meanwhile. */
  readonly awaited: readonly AwaitedNumber[];
  /** Whether somebody's KTP-el no longer says what the cards will say; also while papers are missing. */
  readonly ktpAffected: boolean;
  /** What follows from the events and is said with the card of this file; empty where none comes of it. */
  readonly notices: readonly string[];
  /** What the draft says against the application; empty while there is none. */
  readonly draftFindings: (draft: FamilyCard) => readonly Finding[];
}

/** Undefined for a case that is not event-based, or that the automatic check has not reached. */
export async function assessCase(needs: AssessNeeds, record: CaseRecord): Promise<CaseAssessment | undefined> {
  if (!isEventApplication(record.application)) return undefined;
  const before = await storedCardsBefore(needs, record);
  if (before === undefined) return undefined;
  const stored = await applicationOf(needs, record);
  const application = toEventApplication(stored);
  const situation = await situationOf(needs, record, stored, before);
  const planned = assess(application, situation);
  const assessment = numbered(planned, await numbersInForce(needs, record));
  const { c, events, plan } = prepare(application, situation);
  const others = await storedCardsAfter(needs, record);
  const main = mainCard(assessment, application.applicant.nik);
  return {
    application,
    before,
    assessment,
    needed: neededEvidence(events, c, plan),
    lacking: c.missing,
    entry: entryOf(assessment, before.cards, main),
    kkNumber:
      main === undefined || isAwaited(main.kkNumber) || isUnknownNumber(main.kkNumber) ? undefined : main.kkNumber,
    card: main?.card,
    awaited: awaitedNumbers(planned.cards.flatMap(({ card, effect }) => (effect === 'untouched' ? [] : (card ?? [])))),
    ktpAffected: ktpAffected(c.before, plan, c.today).length > 0,
    notices: main === undefined ? [] : noticesOfEvents(events, c, plan),
    draftFindings: (draft) => assessDraft(application, situation, [draft], others),
  };
}

/** The cards with the numbers that an officer typed from SIAK; as planned while there are none. */
function numbered(assessment: Assessment, given: GivenNumbers): Assessment {
  return {
    ...assessment,
    cards: assessment.cards.map(({ card, ...one }) => ({
      ...one,
      kkNumber: given[one.kkNumber] ?? one.kkNumber,
      ...(card === undefined ? {} : { card: withGivenNumbers(card, given) }),
    })),
  };
}

interface Numbered {
  readonly nik?: string;
  readonly kkNumber?: string;
}

async function situationOf(
  { store, documents, settings }: AssessNeeds,
  record: CaseRecord,
  application: Application,
  { read, cards, readOn }: CardsBefore,
): Promise<Situation> {
  const { applicationNumber } = record;
  const own = subjectsOf(application);
  const niks = [...new Set([...own.niks, ...cards.flatMap(({ members }) => members.map(({ nik }) => nik))])];
  const kkNumbers = [...new Set([...own.kkNumbers, ...cards.map(({ kkNumber }) => kkNumber)])];
  const hash = (kind: 'nik' | 'kk' | 'phone') => (number: string) => subjectHash(settings.linkKey, kind, number);
  const byHash = new Map<string, Numbered>([
    ...niks.map((nik) => [hash('nik')(nik), { nik }] as const),
    ...kkNumbers.map((kkNumber) => [hash('kk')(kkNumber), { kkNumber }] as const),
  ]);
  // One after the other: a decision is judged in a transaction, where all are on one connection.
  const open = await store.subjects.openWith([...byHash.keys()], applicationNumber);
  const papers = await papersThatCount({ store, documents }, record, await store.papers.of(applicationNumber));
  const phoneKnown =
    own.phone !== undefined &&
    (await store.subjects.reachedBefore(hash('phone')(own.phone), [...byHash.keys()], applicationNumber));
  return {
    today: readOn,
    cards,
    read,
    papers: papersOf(papers, await readingsOf({ store, documents }, applicationNumber)),
    office: settings.officeRules,
    phoneKnown,
    openApplications: openApplications(open, byHash),
  };
}

function openApplications(
  found: readonly { readonly applicationNumber: string; readonly subject: string }[],
  byHash: ReadonlyMap<string, Numbered>,
): OpenApplication[] {
  return [...new Set(found.map(({ applicationNumber }) => applicationNumber))].map((number) => {
    const about = found.filter((one) => one.applicationNumber === number).map(({ subject }) => byHash.get(subject));
    const kkNumber = about.find((one) => one?.kkNumber !== undefined)?.kkNumber;
    return {
      number,
      niks: about.flatMap((one) => one?.nik ?? []),
      ...(kkNumber === undefined ? {} : { kkNumber }),
    };
  });
}

/** What was handed in, as far as the events know such a paper, with what an officer read on it. */
function papersOf(papers: readonly Pick<PaperRecord, 'id' | 'kind'>[], readings: Readings): Paper[] {
  return papers.flatMap(({ id, kind }) => {
    const document = DOCUMENT_CODES.find((code) => code === kind);
    return document === undefined ? [] : [{ document, ...readings.get(id) }];
  });
}

/** Of several cards that this file issues the applicant's, else the first; none where another service comes first. */
function mainCard({ cards }: Assessment, applicant: string): Assessment['cards'][number] | undefined {
  const issued = cards.filter(({ effect }) => effect === 'issued');
  return issued.find(({ card }) => card?.members.some(({ nik }) => nik === applicant) === true) ?? issued[0];
}

function entryOf(
  { cards }: Assessment,
  before: readonly FamilyCard[],
  main: Assessment['cards'][number] | undefined,
): EnteredCard[] {
  if (main === undefined) return [];
  const changed = cards.filter(({ effect, kkNumber, card }) => {
    const was = before.find((other) => other.kkNumber === kkNumber);
    return effect !== 'untouched' && !isSameJson(was, card);
  });
  const order = (one: Assessment['cards'][number]) => (one === main ? 0 : 1);
  return changed
    .toSorted((a, b) => order(a) - order(b))
    .map(({ kkNumber, card, effect }) => ({ kkNumber, card: card ?? null, issued: effect === 'issued' }));
}
