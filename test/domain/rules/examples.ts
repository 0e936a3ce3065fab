import { expect } from 'chai';
import type { RuleContext } from '../../../src/domain/rules/rule.ts';
import { RULES } from '../../../src/domain/rules/table.ts';
import { found } from '../families.ts';

/** A situation in words, and how it is made. */
export type Example = readonly [what: string, make: () => RuleContext];

/** What triggers a rule and what must not, as rules.csv gives it ("example", "near miss") and neighbours of both. */
export interface RuleExamples {
  readonly triggers: readonly Example[];
  readonly spares: readonly Example[];
}

export function tellExamples(examples: Readonly<Record<string, RuleExamples>>): void {
  for (const [id, { triggers, spares }] of Object.entries(examples)) {
    const { name } = RULES.find((rule) => rule.id === id)!;
    describe(`Rule ${id} ${name}`, () => {
      for (const [what, make] of triggers)
        it(`is triggered by: ${what}`, () => expect(found(id, make())).to.not.be.empty);
      for (const [what, make] of spares) it(`spares: ${what}`, () => expect(found(id, make())).to.deep.equal([]));
    });
  }
}
