import { expect } from 'chai';
import { existsSync } from 'node:fs';
import path from 'node:path';
import { scoreOf, tableOf } from '../tools/mutation/score.ts';
import { namesInTable, sourcesBelow, testsOf } from '../tools/mutation/tests-of.ts';

const ROOT = path.resolve(import.meta.dirname, '..');
const gone = (files: readonly string[]) => files.filter((file) => !existsSync(path.join(ROOT, file)));

describe('npm run mutate', () => {
  it('names no file and no test that is gone: its mutants would be left out in silence', () => {
    const { sources, tests } = namesInTable();
    expect(gone(sources)).to.deep.equal([]);
    expect(gone(tests)).to.deep.equal([]);
  });

  it('finds the tests of a file by its name, a table of the store by its own name, others by the table', () => {
    expect(testsOf('src/cases/decide.ts')).to.deep.equal(['test/cases/decide.test.ts']);
    expect(testsOf('src/store/tables/effects.ts')).to.deep.equal(['test/store/effects.test.ts']);
    expect(testsOf('src/archive/bag.ts')).to.deep.equal(['test/archive/archive.test.ts']);
    expect(testsOf('src/cases/counter.ts')).to.deep.equal([]);
  });

  it('takes some lines of a file, which have the tests of the file', () => {
    expect(sourcesBelow('src/cases/decide.ts:40-80')).to.deep.equal(['src/cases/decide.ts:40-80']);
    expect(testsOf('src/cases/decide.ts:40-80')).to.deep.equal(['test/cases/decide.test.ts']);
  });

  it('leaves out what no mutant can tell about: migrations, and what starts the database', () => {
    const sources = sourcesBelow('src/store');
    expect(sources).to.include.members(['src/store/limits.ts', 'src/store/tables/cases.ts']);
    expect(sources.filter((one) => /migrat|postgres/.test(one))).to.deep.equal([]);
  });

  it('counts what fell and what ran for ever as killed, and a change that no test came by as not killed', () => {
    const results = (['Killed', 'Killed', 'Timeout', 'Survived', 'NoCoverage', 'Ignored', 'CompileError'] as const).map(
      (status) => ({ status }),
    );
    const score = scoreOf('src/cases/a.ts', results, 30);
    expect(score).to.deep.equal({ source: 'src/cases/a.ts', mutants: 5, killed: 3, notReached: 1, seconds: 30 });
    expect(tableOf([score])).to.contain('| src/cases/a.ts | 5 | 60.0 | 1 | 0.5 | 10 |');
  });
});
