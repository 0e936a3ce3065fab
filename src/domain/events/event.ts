import type { Static, TSchema } from '@sinclair/typebox';
import type { EarlierMarriage } from '../card/marriages.ts';
import { isSameRegister, type CardRegister } from '../card/register.ts';
import type { PlainDate } from '../family-card.ts';
import type { ElementCode } from '../elements.ts';
import type { DocumentCode, Paper } from './documents.ts';
import type { F102Box } from './f102.ts';
import type { Elsewhere } from './services.ts';
import type { OfficeRules } from './office-rules.ts';

/** What an event can look at. Nothing here is changed. */
export interface EventContext {
  readonly today: PlainDate;
  /** The cards as SIAK has them. */
  readonly before: CardRegister;
  /** False: SIAK was not read, the card is what the applicant says; who stands on none may stand on any. */
  readonly read: boolean;
  /** NIK of the applicant: digits only. */
  readonly applicant: string;
  /** Number of the card that the family says it holds; finds a card, never decides anything. */
  readonly kkNumber?: string;
  /** NIK of the members whom the family lists: they find a card like its number. */
  readonly listed?: readonly string[];
  readonly office: OfficeRules;
}

/** What an event says besides the cells of the cards; the rules and the notices read it. */
export type Fact =
  | {
      readonly fact: 'wedding';
      readonly partners: readonly string[];
      readonly date?: PlainDate;
      readonly registered: boolean;
      /** Marriages in which the partners still stood on that day. */
      readonly earlier: readonly EarlierMarriage[];
    }
  | {
      readonly fact: 'divorce';
      readonly partners: readonly string[];
      readonly date?: PlainDate;
      /** False: the cards show them as no couple. */
      readonly wereSpouses: boolean;
    }
  | {
      readonly fact: 'death';
      readonly nik: string;
      readonly name: string;
      readonly date?: PlainDate;
      readonly akta: boolean;
    }
  | { readonly fact: 'birth'; readonly nik: string; readonly fatherNamed: boolean; readonly aktaThere: boolean }
  | { readonly fact: 'adopted' | 'stepchild'; readonly nik: string }
  /** Named among those who go, but not on the card from which they go: left where they are (rule R50). */
  | { readonly fact: 'left-in-place'; readonly nik: string }
  | {
      readonly fact: 'moved-out' | 'moved-inside' | 'left-citizenship' | 'joined';
      readonly nik: string;
      readonly name?: string;
      readonly date?: PlainDate;
    }
  | { readonly fact: 'new-head'; readonly nik: string }
  | { readonly fact: 'split'; readonly nik: string }
  | { readonly fact: 'address-changed'; readonly kkNumber: string }
  | { readonly fact: 'no-longer-foreign' | 'itap-renewed' | 'foreigner-new'; readonly nik: string }
  /** SIAK holds this already: made by akta, SKPWNI or another office (rule R47). */
  | { readonly fact: 'already'; readonly what: string }
  | { readonly fact: 'change'; readonly change: ElementChange };

/** One element of one row: F-1.06 semula, menjadi. */
export interface ElementChange {
  readonly nik: string;
  readonly element: ChangeableElement;
  /** As the resident writes it; undefined when the form does not ask. */
  readonly from?: string;
  readonly to: string;
}
export type ChangeableElement = Exclude<ElementCode, 'dokumen-imigrasi'> | 'paspor' | 'kitap' | 'tanggal-perkawinan';

/** The cards as they become, event after event. */
export interface Plan {
  readonly register: CardRegister;
  /** NIK of persons whose card is issued in this file; other changed cards only when their own head asks (A3). */
  readonly issueFor: readonly string[];
  readonly facts: readonly Fact[];
}

/** One row of the decision table "which evidence". */
export interface EvidenceRow<Data> {
  /** The paper the law names first, then what may stand for it. */
  readonly anyOf: readonly [DocumentCode, ...DocumentCode[]];
  /** [A] from the original, [F] the law is content with a copy, [P] a form we fill in, [O] issued by another office. */
  readonly mark: 'A' | 'F' | 'P' | 'PA' | 'AO' | 'FO';
  readonly law: string;
  readonly when?: (c: EvidenceContext<Data>) => boolean;
  /** One paper for each of these persons (NIK) or cards (number). */
  readonly each?: (c: EvidenceContext<Data>) => readonly string[];
  /** Whether this paper, as far as it was read, is the one that is needed. */
  readonly fits?: (paper: Paper, c: EvidenceContext<Data>, subject: string | undefined) => boolean;
  /** What is said to be missing, when the name of the paper does not say enough. */
  readonly missing?: (c: EvidenceContext<Data>, subject: string | undefined) => string;
  /** An answer, not a paper: given when the data hold it. */
  readonly answered?: (c: EvidenceContext<Data>) => boolean;
}
export interface EvidenceContext<Data> extends EventContext {
  readonly data: Data;
  readonly plan: Plan;
  readonly papers: readonly Paper[];
}

export interface EventDefinition<Name extends string, Schema extends TSchema> {
  /** E01 to E28, as in docs/events.md. */
  readonly code: string;
  readonly name: Name;
  /** The resident's own words: the tile they press and the question they answer. */
  readonly tile: string;
  readonly title: string;
  readonly says: readonly string[];
  readonly question: string;
  /** What the page explains when the event is chosen. */
  readonly text: string;
  /** The same where a rule of the office makes it another sentence. */
  readonly textFor?: (office: OfficeRules) => string;
  readonly law: string;
  /** What was assumed where the law was not at hand (README of the specification, A1-A9). */
  readonly assumed?: string;
  /** Whether it changes who stands on a card, or only elements. */
  readonly changesMembers: boolean;
  /** Lost and damaged cards have no entry in SIAK (SOP step 3). */
  readonly entry: boolean;
  readonly data: Schema;
  readonly boxes: (c: EventContext, data: Static<Schema>, plan: Plan) => readonly [F102Box, ...F102Box[]];
  readonly evidence: readonly EvidenceRow<Static<Schema>>[];
  readonly effect: (plan: Plan, data: Static<Schema>, c: EventContext) => Plan;
  readonly elsewhere?: (c: EventContext, data: Static<Schema>, plan: Plan) => Elsewhere | undefined;
  /** What is said with the issued card beside the general notices. */
  readonly notices?: (c: EventContext, data: Static<Schema>, plan: Plan) => readonly string[];
  /** The date from which the change holds: wedding, death, move ...; the day of the application when there is none. */
  readonly effectiveOn?: (data: Static<Schema>) => PlainDate | undefined;
}

/** An event whose data are checked against its schema before any of these functions sees them. */
export interface FamilyEvent<Name extends string = string, Schema extends TSchema = TSchema> extends Omit<
  EventDefinition<Name, Schema>,
  'boxes' | 'evidence' | 'effect' | 'elsewhere' | 'notices' | 'effectiveOn'
> {
  readonly evidence: readonly EvidenceRow<unknown>[];
  boxes(c: EventContext, data: unknown, plan: Plan): readonly F102Box[];
  effect(plan: Plan, data: unknown, c: EventContext): Plan;
  elsewhere(c: EventContext, data: unknown, plan: Plan): Elsewhere | undefined;
  notices(c: EventContext, data: unknown, plan: Plan): readonly string[];
  effectiveOn(data: unknown): PlainDate | undefined;
}

/** What the page explains of an event in this office. */
export const textOfEvent = ({ text, textFor }: Pick<FamilyEvent, 'text' | 'textFor'>, office: OfficeRules): string =>
  textFor?.(office) ?? text;

/** Takes the type of the data out, so that all events fit in one table. `readApplication` has checked the data. */
export function defineEvent<const Name extends string, Schema extends TSchema>(
  event: EventDefinition<Name, Schema>,
): FamilyEvent<Name, Schema> {
  const typed = (data: unknown) => data as Static<Schema>;
  return {
    ...event,
    evidence: event.evidence,
    boxes: (c, data, plan) => event.boxes(c, typed(data), plan),
    effect: (plan, data, c) => event.effect(plan, typed(data), c),
    elsewhere: (c, data, plan) => event.elsewhere?.(c, typed(data), plan),
    notices: (c, data, plan) => event.notices?.(c, typed(data), plan) ?? [],
    effectiveOn: (data) => event.effectiveOn?.(typed(data)),
  };
}

/** Whether this application says that somebody has died. */
export const isReportedDead = ({ facts }: Pick<Plan, 'facts'>, nik: string): boolean =>
  facts.some((fact) => fact.fact === 'death' && fact.nik === nik);

/** The fact that SIAK has it already, where an event leaves the cards as they were (rule R47). */
export const alreadyThere = ({ register }: Pick<Plan, 'register'>, after: CardRegister, what: string): Fact[] =>
  isSameRegister(register, after) ? [{ fact: 'already', what }] : [];

export const withFacts = (plan: Plan, ...facts: readonly Fact[]): Plan => ({
  ...plan,
  facts: [...plan.facts, ...facts],
});
export const issuing = (plan: Plan, ...niks: readonly string[]): Plan => ({
  ...plan,
  issueFor: [...plan.issueFor, ...niks],
});
export const withRegister = (plan: Plan, register: CardRegister): Plan => ({ ...plan, register });
