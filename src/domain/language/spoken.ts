import type { Catalogue } from './catalogue.ts';
import { INDONESIAN } from './indonesian.ts';
import { namesIn } from './placeholders.ts';

/** Every text of a subject with the values that its Indonesian text has. */
function catalogueOf<Key extends string>(
  texts: Readonly<Record<Key, string>>,
): Readonly<Record<Key, readonly string[]>> {
  const entries = Object.entries<string>(texts).map(([key, text]) => [key, namesIn(text)] as const);
  return Object.fromEntries(entries) as unknown as Readonly<Record<Key, readonly string[]>> satisfies Catalogue;
}

/**
 * What the rules, schemas and questions of the domain say in Indonesian, to officers and residents alike. A resident's
 * page translates it (`translator.ts`); the keys are those of `INDONESIAN`.
 */
export const EVENT_TEXTS = catalogueOf(INDONESIAN.events);
/** Names of the fields of the form. */
export const FIELDS = catalogueOf(INDONESIAN.fields);
/** What to do about a wrong field. */
export const FAULTS = catalogueOf(INDONESIAN.faults);
/** Sentences of the consistency rules that residents read. */
export const RULES = catalogueOf(INDONESIAN.rules);
/** Title and remedy of every refusal of the portal, by its code. */
export const PROBLEMS = catalogueOf(INDONESIAN.problems);
/** Why something cannot be done now, or a photo cannot be taken, and what to do instead. */
export const REFUSALS = catalogueOf(INDONESIAN.refusals);
/** What the public check of a card looked at: the rule, and whether it held. */
export const FINDINGS = catalogueOf(INDONESIAN.findings);
/** Which papers, of whom, and which other service comes first. */
export const ADVICE = catalogueOf(INDONESIAN.advice);
/** What is said with the issued card, or while none can be issued. */
export const RESULTS = catalogueOf(INDONESIAN.results);
/** What the scripts of the pages say; they find it on the page (`src/portal/assets/say.js`). */
export const SCRIPTS = catalogueOf(INDONESIAN.scripts);
