import { expect } from 'chai';
import { readFileSync, readdirSync } from 'node:fs';
import path from 'node:path';
import { RULES } from '../../../src/domain/rules/table.ts';

describe('Examples of the rules', () => {
  it('are there for every rule, triggering and sparing', () => {
    const files = readdirSync(import.meta.dirname).filter(
      (name) => name.endsWith('.test.ts') && name !== 'coverage.test.ts',
    );
    const text = files.map((file) => readFileSync(path.join(import.meta.dirname, file), 'utf8')).join('\n');
    const without = RULES.filter(
      ({ id }) => !new RegExp(`^  ${id}: \\{\\n    triggers: \\[[^]*?^    spares: \\[`, 'm').test(text),
    );
    expect(without.map(({ id }) => id)).to.deep.equal([]);
  });
});
