import { INDONESIAN } from '../language/indonesian.ts';
import { cardNumbered, cardOf, isSameRegister, registerOf } from '../card/register.ts';
import { differencesBetween } from '../card/differences.ts';
import { kkPrefix } from '../card/address.ts';
import type { Reason } from '../reasons.ts';
import type { FamilyCard, PlainDate } from '../family-card.ts';
import { ktpAffected, kiaAffected, type AffectedPerson } from '../events/affected-cards.ts';
import type { EventApplication } from '../events/application.ts';
import { missingEvidence, type MissingPaper } from '../events/check-evidence.ts';
import { effectiveOn, planEvents, resolveEvents, type ResolvedEvent } from '../events/compose.ts';
import { documentName, type Paper } from '../events/documents.ts';
import type { EventContext, Plan } from '../events/event.ts';
import { mainReason, type F102Box } from '../events/f102.ts';
import { noticesFor, noticesOfCase } from '../events/notices.ts';
import { livesOutside, reachesOutside } from '../events/outside-bantul.ts';
import { DEFAULT_OFFICE_RULES, type OfficeRules } from '../events/office-rules.ts';
import { SERVICES, type Elsewhere } from '../events/services.ts';
import { findings, ruleNumbered, type Finding } from '../rules/table.ts';
import { standsOnAffectedCard } from '../rules/head-of-family.ts';
import type { OpenApplication, RuleContext } from '../rules/rule.ts';
import { completionNotice, completionText, serviceFor } from './explain.ts';

/** What is known beside the application itself. */
export interface Situation {
  readonly today: PlainDate;
  /** The cards of everybody the application names, as SIAK has them. */
  readonly cards: readonly FamilyCard[];
  /** False: SIAK was not read, and the card is what the applicant and the card in their hand say. */
  readonly read?: boolean;
  readonly papers: readonly Paper[];
  /** Whether the WhatsApp number was verified for a member of the card before. */
  readonly phoneKnown: boolean;
  readonly openApplications?: readonly OpenApplication[];
  readonly office?: OfficeRules;
}

/** What becomes of one card. */
export interface CardOutcome {
  /** issued in this file; changed in SIAK and issued only when its own head asks (A3); untouched; ended. */
  readonly effect: 'issued' | 'changed' | 'untouched' | 'ended';
  /** The number; a place-holder where SIAK gives a new one. */
  readonly kkNumber: string;
  /** Absent when the card ended. */
  readonly card?: FamilyCard;
  /** First six digits of the number that SIAK will give, from the address; only for new numbers. */
  readonly newNumberPrefix?: string;
}

export interface Assessment {
  /**
   * `complete`: something is asked of the resident. `elsewhere`: another service comes first, nothing is issued here.
   */
  readonly outcome: 'issue' | 'complete' | 'elsewhere';
  readonly boxes: readonly F102Box[];
  readonly reason: Reason;
  readonly effectiveOn: PlainDate;
  readonly missing: readonly MissingPaper[];
  readonly stops: readonly Finding[];
  readonly warnings: readonly Finding[];
  readonly informs: readonly Finding[];
  /** The cards afterwards; unless the outcome is `issue` only a plan of what would come of it. */
  readonly cards: readonly CardOutcome[];
  readonly ktp: readonly AffectedPerson[];
  readonly kia: readonly AffectedPerson[];
  readonly siakEntry: 'needed' | 'already' | 'none' | 'none-until-complete';
  readonly notices: readonly string[];
  /** What the resident reads when nothing can be issued yet. */
  readonly text?: string;
  readonly sendTo?: string;
  /** Whether the applicant may see anything of the family (false: a stranger without power of attorney). */
  readonly mayShowFamily: boolean;
  readonly plan: Plan;
}

/**
 * Judges an application before anything is entered: which cards come of it, what is missing, what is odd, where else to
 * go. Pure: the same application and situation give the same assessment.
 */
export function assess(application: EventApplication, situation: Situation): Assessment {
  const { c, events, elsewhere, plan } = prepare(application, situation);
  if (elsewhere?.blocks === true) return sentElsewhere(c, events, elsewhere);
  const all = findings(c);
  const bySeverity = (severity: Finding['severity']) => all.filter((finding) => finding.severity === severity);
  const stops = bySeverity('refuse');
  const [ktp, kia] = [ktpAffected(c.before, plan, c.today), kiaAffected(c.before, plan, c.today)];
  const noCard = c.draft.length === 0;
  // Where SIAK was not read nobody was looked for.
  const nobodyFound = noCard && c.read && c.before.cards.every((card) => cardNumbered(plan.register, card.kkNumber));
  const complete = stops.length === 0 && !noCard;
  const service = complete ? undefined : serviceFor(c.missing);
  return {
    ...base(c, events),
    outcome: complete ? 'issue' : 'complete',
    missing: [
      ...(nobodyFound ? [FINDABLE_NIK] : []),
      ...(stops.some((stop) => stop.rule === 'R18') ? [POWER_OF_ATTORNEY] : []),
      ...c.missing,
    ],
    stops,
    warnings: bySeverity('warn'),
    informs: bySeverity('inform'),
    ktp: complete ? ktp : [],
    kia: complete ? kia : [],
    siakEntry: entryFor(c, events, complete),
    notices: complete ? noticesFor(events, c, plan, { ktp, kia }) : [completionNotice(c, stops)],
    ...(complete ? {} : { text: nobodyFound ? NOT_FOUND : noCard && c.read ? ENDED : completionText(c, stops) }),
    ...(service === undefined ? {} : { sendTo: SERVICES[service].name }),
  };
}

/**
 * Compares the draft that SIAK gives after the entry with the card before and with what was applied for (SOP steps
 * 4-6). `alsoInSiak`: the other cards that the entry changes, as SIAK has them now.
 */
export function assessDraft(
  application: EventApplication,
  situation: Situation,
  draft: readonly FamilyCard[],
  alsoInSiak: readonly FamilyCard[] = [],
): readonly Finding[] {
  const { c } = prepare(application, situation);
  return findings({ ...c, draft, drafted: true, alsoInSiak }).filter(({ where }) => where.startsWith('draft'));
}

/**
 * What the applicant reads beside the issued card, besides how to print it and where to hand in the old one. Also where
 * an officer issued it although something seemed to be missing. Whose KTP-el or KIA is replaced is said of nobody who
 * stands on another family's card (A3).
 */
export function noticesWithCard(application: EventApplication, situation: Situation): readonly string[] {
  const { c, events, elsewhere, plan } = prepare(application, situation);
  if (elsewhere?.blocks === true) return [];
  const issued = new Set(issuedCards(plan).flatMap(({ members }) => members.map(({ nik }) => nik)));
  return noticesOfCase(events, c, plan, {
    ktp: ktpAffected(c.before, plan, c.today).filter(({ nik }) => issued.has(nik)),
    kia: kiaAffected(c.before, plan, c.today).filter(({ nik }) => issued.has(nik)),
  });
}

/** Everything the rules look at, for one application in one situation. */
export function prepare(application: EventApplication, situation: Situation) {
  const base: EventContext = {
    today: situation.today,
    before: registerOf(situation.cards),
    read: situation.read ?? true,
    applicant: application.applicant.nik,
    office: situation.office ?? DEFAULT_OFFICE_RULES,
    ...(application.kkNumber === undefined ? {} : { kkNumber: application.kkNumber }),
    listed: (application.listed ?? []).flatMap(({ nik }) => nik ?? []),
  };
  const events = resolveEvents(base, application.events);
  const plan = planEvents(base, events);
  const elsewhere =
    events
      .map(({ definition, declared }) => definition.elsewhere(base, declared.data, plan))
      .find((found) => found !== undefined) ??
    livesOutside(application.events) ??
    reachesOutside(base, plan);
  const issued = issuedCards(plan);
  const c: RuleContext = {
    ...base,
    ...{ application, events, elsewhere, plan, papers: situation.papers, phoneKnown: situation.phoneKnown },
    missing: missingEvidence(events, base, plan, situation.papers),
    draft: issued,
    drafted: false,
    alsoInSiak: [],
    openApplications: situation.openApplications ?? [],
  };
  return { c, events, elsewhere, plan };
}

const POWER_OF_ATTORNEY: MissingPaper = {
  text: documentName('f-1-07'),
  alternatives: [],
  law: ruleNumbered('R18').source,
};

/** No card comes of it: whoever is named stands on none of the cards that SIAK shows. */
const FINDABLE_NIK: MissingPaper = {
  text: INDONESIAN.advice['nik-yang-tercatat-pada'],
  alternatives: [],
  law: 'UU 23/2006 art. 13',
};
const NOT_FOUND = INDONESIAN.advice['nik-yang-anda-tulis'];
/** Everybody died, moved out or is no citizen any more. */
const ENDED = INDONESIAN.results['ended'];

/** The planned cards of this file. */
function issuedCards(plan: Plan): FamilyCard[] {
  const numbers = plan.issueFor.map((nik) => cardOf(plan.register, nik)?.kkNumber);
  return plan.register.cards.filter(({ kkNumber }) => numbers.includes(kkNumber));
}

function sentElsewhere(c: RuleContext, events: readonly ResolvedEvent[], elsewhere: Elsewhere): Assessment {
  return {
    ...base(c, events),
    outcome: 'elsewhere',
    missing: elsewhere.missing.map((text) => ({ text, alternatives: [], law: ruleNumbered('R55').source })),
    stops: elsewhere.rule === undefined ? [] : findings(c, [ruleNumbered(elsewhere.rule)]),
    warnings: [],
    informs: [],
    cards: c.before.cards.map((card) => ({ effect: 'untouched' as const, kkNumber: card.kkNumber, card })),
    ktp: [],
    kia: [],
    siakEntry: 'none',
    notices: [INDONESIAN.results['nothing']],
    text: elsewhere.text,
    sendTo: SERVICES[elsewhere.service].name,
  };
}

function base(c: RuleContext, events: readonly ResolvedEvent[]) {
  // In the order in which the resident declared the events, whatever the order in which they take effect.
  const boxes = events
    .toSorted((a, b) => a.place - b.place)
    .flatMap(({ definition, declared }) => definition.boxes(c, declared.data, c.plan));
  const distinct = [...new Set(boxes)];
  const strangerWithPower = c.papers.some((paper) => paper.document === 'f-1-07');
  return {
    boxes: distinct,
    reason: mainReason(distinct),
    effectiveOn: effectiveOn(events, c.today),
    cards: cardOutcomes(c),
    mayShowFamily: standsOnAffectedCard(c) || strangerWithPower,
    plan: c.plan,
  };
}

function cardOutcomes({ before, plan }: RuleContext): CardOutcome[] {
  const issued = issuedCards(plan);
  const after = plan.register.cards.map((card): CardOutcome => {
    const was = cardNumbered(before, card.kkNumber);
    const changed = was === undefined || differencesBetween(was, card).length > 0;
    const effect = issued.includes(card) ? 'issued' : changed ? 'changed' : 'untouched';
    const prefix = was === undefined ? kkPrefix(card) : undefined;
    return {
      ...{ effect, kkNumber: card.kkNumber, card },
      ...(prefix === undefined ? {} : { newNumberPrefix: prefix }),
    };
  });
  const ended = before.cards
    .filter(({ kkNumber }) => cardNumbered(plan.register, kkNumber) === undefined)
    .map(({ kkNumber }): CardOutcome => ({ effect: 'ended', kkNumber }));
  const order = ['issued', 'changed', 'untouched', 'ended'];
  return [...after, ...ended].toSorted((a, b) => order.indexOf(a.effect) - order.indexOf(b.effect));
}

/** SOP step 3: an entry only where something is to be changed; what SIAK has already goes straight to the draft. */
function entryFor(c: RuleContext, events: readonly ResolvedEvent[], complete: boolean): Assessment['siakEntry'] {
  if (events.every(({ definition }) => !definition.entry) || isReprintOnly(c)) return 'none';
  if (!complete) return 'none-until-complete';
  return isSameRegister(c.plan.register, c.before) ? 'already' : 'needed';
}

const isReprintOnly = (c: RuleContext) =>
  c.events.every(({ definition, declared }) =>
    definition.boxes(c, declared.data, c.plan).every((box) => box.startsWith('I.C')),
  );
