import { expect } from 'chai';
import { RULES } from '../../../src/domain/rules/table.ts';
import { found } from '../families.ts';
import { EXAMPLES } from './examples/all.ts';

describe('Examples of the rules', () => {
  it('are there for every rule of the table, triggering and sparing, and for no other', () => {
    const complete = Object.entries(EXAMPLES).filter(([, { triggers, spares }]) => triggers.length * spares.length > 0);
    expect(complete.map(([id]) => id).sort()).to.deep.equal(RULES.map(({ id }) => id));
  });
});

for (const { id, name } of RULES)
  describe(`Rule ${id} ${name}`, () => {
    for (const [what, make] of EXAMPLES[id]?.triggers ?? [])
      it(`is triggered by: ${what}`, () => expect(found(id, make())).to.not.be.empty);
    for (const [what, make] of EXAMPLES[id]?.spares ?? [])
      it(`spares: ${what}`, () => expect(found(id, make())).to.deep.equal([]));
  });
