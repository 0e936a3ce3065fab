import type { DeclaredEvent, EventApplication, EventData } from '../events/application.ts';
import type { EventName } from '../events/catalogue.ts';
import type { MissingPaper } from '../events/check-evidence.ts';
import type { ResolvedEvent } from '../events/compose.ts';
import type { Paper } from '../events/documents.ts';
import type { EventContext, Fact, Plan } from '../events/event.ts';
import type { Elsewhere } from '../events/services.ts';
import type { FamilyCard } from '../family-card.ts';

/**
 * refuse: this step does not go on until it is corrected or completed (never the final refusal of a person: that is an
 * officer's decision with a reason). warn: shown to the officer, who notes what they found. inform: a sentence, no
 * answer.
 */
export type Severity = 'refuse' | 'warn' | 'inform';

/** What a rule looks at, and so where its sentence is shown. */
export type Where = 'application' | 'evidence' | 'draft vs SIAK' | 'draft alone';

/** Where a person reads the sentence: the resident at the field, the unit officer at step 3, Kasi/Kabid at step 5. */
export const SHOWN_AT: Readonly<Record<Where, readonly ('pemohon' | 'petugas-entri' | 'kasi')[]>> = {
  application: ['pemohon', 'petugas-entri'],
  evidence: ['pemohon', 'petugas-entri'],
  'draft vs SIAK': ['petugas-entri', 'kasi'],
  'draft alone': ['petugas-entri', 'kasi'],
};

/** Another application that is still running. */
export interface OpenApplication {
  readonly number: string;
  readonly kkNumber?: string;
  readonly niks: readonly string[];
}

/** All that the rules look at; nothing is changed. */
export interface RuleContext extends EventContext {
  readonly application: EventApplication;
  readonly events: readonly ResolvedEvent[];
  readonly papers: readonly Paper[];
  readonly missing: readonly MissingPaper[];
  readonly plan: Plan;
  readonly elsewhere: Elsewhere | undefined;
  /** The cards to be judged: what SIAK gives after the entry, or, before that, the planned cards of this file. */
  readonly draft: readonly FamilyCard[];
  /** Whether `draft` is SIAK's. */
  readonly drafted: boolean;
  /** Other cards that the entry changes, as SIAK has them after it; empty before the draft. */
  readonly alsoInSiak: readonly FamilyCard[];
  /** Whether the WhatsApp number was verified for a member of the card before. */
  readonly phoneKnown: boolean;
  readonly openApplications: readonly OpenApplication[];
}

/** One thing that a rule found. */
export interface Hit {
  /** NIK or number of the card it is about. */
  readonly subject?: string;
  /** What fills the braces of the sentence. */
  readonly words?: Readonly<Record<string, string>>;
  /** JSON pointer into the application, where a field is to be corrected. */
  readonly field?: string;
  /** Replaces the sentence where the standard one does not fit (an alternative that does not exist). */
  readonly sentence?: string;
}

export interface Rule {
  /** Number and name in rules.csv. */
  readonly id: string;
  readonly name: string;
  readonly where: Where;
  readonly severity: Severity;
  readonly source: string;
  /** Indonesian, for the person at that place; braces are filled in. What residents read: `rules.json` of the language. */
  readonly sentence: string;
  readonly check: (c: RuleContext) => readonly Hit[];
}

/** The events of one name with their place in the application, as a JSON pointer. */
export function declaredAs<Name extends EventName>(
  { application }: Pick<RuleContext, 'application'>,
  name: Name,
): readonly { readonly data: EventData<Name>; readonly at: string }[] {
  return application.events.flatMap((declared: DeclaredEvent, i) =>
    declared.event === name ? [{ data: declared.data as EventData<Name>, at: `/events/${i}/data` }] : [],
  );
}

export const eventsNamed = <Name extends EventName>(c: Pick<RuleContext, 'application'>, name: Name) =>
  declaredAs(c, name).map(({ data }) => data);

export function factsOf<Kind extends Fact['fact']>(
  { plan }: Pick<RuleContext, 'plan'>,
  kind: Kind,
): readonly (Fact & { readonly fact: Kind })[] {
  return plan.facts.filter((fact): fact is Fact & { readonly fact: Kind } => fact.fact === kind);
}

export const hasPaper = ({ papers }: Pick<RuleContext, 'papers'>, ...documents: readonly Paper['document'][]) =>
  papers.some((paper) => documents.includes(paper.document));

/** Every row of the judged cards with its card. */
export function draftRows({ draft }: Pick<RuleContext, 'draft'>) {
  return draft.flatMap((card) => card.members.map((row) => ({ row, card })));
}
