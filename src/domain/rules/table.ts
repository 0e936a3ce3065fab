import { AGE_AND_PARENT_RULES } from './age-and-parents.ts';
import { DRAFT_RULES } from './drafts.ts';
import { EVIDENCE_RULES } from './evidence.ts';
import { HEAD_RULES } from './head-of-family.ts';
import { IMMIGRATION_RULES } from './immigration.ts';
import { MARRIAGE_RULES } from './marriage.ts';
import { NAME_AND_DATE_RULES } from './names-and-dates.ts';
import { NIK_RULES } from './nik.ts';
import { SHOWN_AT, type Hit, type Rule, type RuleContext, type Severity, type Where } from './rule.ts';
import { SEMULA_RULES } from './semula.ts';

/** All consistency rules of the family card, by their numbers. A new rule is one entry in the file of its family. */
export const RULES: readonly Rule[] = [
  ...NIK_RULES,
  ...NAME_AND_DATE_RULES,
  ...HEAD_RULES,
  ...MARRIAGE_RULES,
  ...AGE_AND_PARENT_RULES,
  ...IMMIGRATION_RULES,
  ...SEMULA_RULES,
  ...EVIDENCE_RULES,
  ...DRAFT_RULES,
].toSorted((a, b) => (a.id < b.id ? -1 : 1));

/** What a rule found, in words. Holds names: for screens only, never for a log or a process variable. */
export interface Finding {
  readonly rule: string;
  readonly name: string;
  readonly severity: Severity;
  readonly where: Where;
  readonly shownAt: readonly ('pemohon' | 'petugas-entri' | 'kasi')[];
  readonly sentence: string;
  readonly source: string;
  readonly subject?: string;
  readonly field?: string;
}

export function ruleNumbered(id: string): Rule {
  return RULES.find((rule) => rule.id === id)!;
}

export function findings(c: RuleContext, rules: readonly Rule[] = RULES): Finding[] {
  return rules.flatMap((rule) => rule.check(c).map((hit) => findingOf(rule, hit)));
}

function findingOf(rule: Rule, { sentence, words = {}, subject, field }: Hit): Finding {
  const { id, name, severity, where, source } = rule;
  return {
    ...{ rule: id, name, severity, where, source, shownAt: SHOWN_AT[where] },
    sentence: filledIn(sentence ?? rule.sentence, words),
    ...(subject === undefined ? {} : { subject }),
    ...(field === undefined ? {} : { field }),
  };
}

function filledIn(sentence: string, words: Readonly<Record<string, string>>): string {
  return sentence.replace(/\{([^}]+)\}/g, (_all, word: string) => words[word] ?? '').replace(/ +/g, ' ');
}
