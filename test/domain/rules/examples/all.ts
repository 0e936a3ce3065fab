import { AGES_AND_IMMIGRATION } from './ages-and-immigration.ts';
import { EVIDENCE } from './evidence.ts';
import { HEADS } from './heads.ts';
import { MARRIAGE } from './marriage.ts';
import { NIK_AND_NAMES } from './nik-and-names.ts';
import type { RuleExamples } from './rule-examples.ts';
import { SEMULA_AND_DRAFTS } from './semula-and-drafts.ts';

/** The examples of every rule, by its number. */
export const EXAMPLES: Readonly<Record<string, RuleExamples>> = {
  ...NIK_AND_NAMES,
  ...HEADS,
  ...MARRIAGE,
  ...AGES_AND_IMMIGRATION,
  ...SEMULA_AND_DRAFTS,
  ...EVIDENCE,
};
