import { INDONESIAN } from '../language/indonesian.ts';

/** The sentence of a rule that residents read too, from `rules.json`; its values in single braces, as rules have them. */
export const ruleText = (id: keyof typeof INDONESIAN.rules): string =>
  INDONESIAN.rules[id].replace(/\{(\{\w+\})\}/g, '$1');
