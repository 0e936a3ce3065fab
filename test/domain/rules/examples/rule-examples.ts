import type { RuleContext } from '../../../../src/domain/rules/rule.ts';

/** A situation in words, and how it is made. */
export type Example = readonly [what: string, make: () => RuleContext];

/**
 * What triggers a rule and what must not, as rules.csv gives it ("example", "near miss", the first ones) and neighbours
 * of both.
 */
export interface RuleExamples {
  readonly triggers: readonly Example[];
  readonly spares: readonly Example[];
}
