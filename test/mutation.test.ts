import { expect } from 'chai';
import { execFile } from 'node:child_process';
import { existsSync } from 'node:fs';
import path from 'node:path';
import { promisify } from 'node:util';
import {
  fingerprintOf,
  keepScore,
  keptScoreOf,
  placesOfSurvivors,
  readScores,
  withSurvivorsTriedAgain,
} from '../tools/mutation/kept-scores.ts';
import { planOf, withTheSameTests, type Plan } from '../tools/mutation/plan.ts';
import { scoreOf, tableOf } from '../tools/mutation/score.ts';
import { namesInTable, sourcesBelow, testsOf } from '../tools/mutation/tests-of.ts';
import { temporaryFolder } from './store/database.ts';
import { program } from './program.ts';

const ROOT = path.resolve(import.meta.dirname, '..');
const gone = (files: readonly string[]) => files.filter((file) => !existsSync(path.join(ROOT, file)));

describe('npm run mutate', () => {
  it('names no file and no test that is gone: its mutants would be left out in silence', () => {
    const { sources, tests } = namesInTable();
    expect(gone(sources)).to.deep.equal([]);
    expect(gone(tests)).to.deep.equal([]);
  });

  it('finds the tests of a file by its name, a table of the store by its own name, others by the table', () => {
    expect(testsOf('src/domain/office-hours.ts')).to.deep.equal(['test/domain/office-hours.test.ts']);
    expect(testsOf('src/store/tables/effects.ts')).to.deep.equal(['test/store/effects.test.ts']);
    expect(testsOf('src/cases/close-case.ts')).to.deep.equal(['test/cases/closing.test.ts']);
    expect(testsOf('src/cases/audit/views.ts')).to.deep.equal(['test/cases/audit/*.test.ts']);
    expect(testsOf('src/cases/dependencies.ts')).to.deep.equal([]);
  });

  it('takes some lines of a file, which have the tests of the file', () => {
    expect(sourcesBelow('src/cases/decide.ts:40-80')).to.deep.equal(['src/cases/decide.ts:40-80']);
    expect(testsOf('src/cases/decide.ts:40-80')).to.deep.equal(testsOf('src/cases/decide.ts'));
  });

  it('leaves out what no mutant can tell about: migrations, and what starts the database', () => {
    const sources = sourcesBelow('src/store');
    expect(sources).to.include.members(['src/store/limits.ts', 'src/store/tables/cases.ts']);
    expect(sources.filter((one) => /\/(migrations?|migrate|postgres)\b/.test(one))).to.deep.equal([]);
  });

  it('counts what fell and what ran for ever as killed, and a change that no test came by as not killed', () => {
    const results = (['Killed', 'Killed', 'Timeout', 'Survived', 'NoCoverage', 'Ignored', 'CompileError'] as const).map(
      (status) => ({ status }),
    );
    const score = scoreOf('src/cases/a.ts', results, 30);
    expect(score).to.deep.equal({ source: 'src/cases/a.ts', mutants: 5, killed: 3, notReached: 1, seconds: 30 });
    expect(tableOf([score])).to.contain('|  | src/cases/a.ts | 5 | 60.0 | 1 | 0.5 | 10 |');
  });

  it('measures small files of the same tests together, but lines of a file alone, and never too many in one run', () => {
    const plan = (source: string, test: string, how: 'all' | 'aside' = 'all'): Plan => ({ source, tests: [test], how });
    const names = (plans: readonly Plan[]) => withTheSameTests(plans).map((run) => run.map(({ source }) => source));
    expect(names([plan('a', 'one'), plan('b', 'other'), plan('c', 'one')])).to.deep.equal([['a', 'c'], ['b']]);
    const lines = [plan('a:1-4', 'one', 'aside'), plan('a:9-12', 'one', 'aside'), plan('b', 'one')];
    expect(names(lines)).to.deep.equal([['a:1-4'], ['a:9-12'], ['b']]);
    const many = names(Array.from({ length: 20 }, (_, place) => plan(`${place}`, 'one')));
    expect(many.map(({ length }) => length)).to.deep.equal([8, 8, 4]);
    expect(many.flat()).to.have.length(20);
  });

  it('really changes a file and sees its tests notice', async function () {
    // Measures by itself, in processes of its own: beside a busy machine that takes its time.
    this.timeout(600_000);
    const command = [
      program('tools/mutation/mutate.ts'),
      'src/domain/same-json.ts',
      '--tests',
      'test/domain/same-json.test.ts',
    ];
    const { stdout } = await promisify(execFile)(process.execPath, command, { cwd: ROOT });
    const [, mutants, killed] = /\| src\/domain\/same-json\.ts \| (\d+) \| ([\d.]+) \|/.exec(stdout) ?? [];
    expect(Number(mutants), stdout).to.be.above(10);
    expect(Number(killed), stdout).to.be.above(84);
  });

  describe('keeps the score of a file', () => {
    const SOURCE = 'src/cases/close-case.ts';
    const TESTS = ['test/cases/closing.test.ts'];
    const NOTHING = { again: false, survivors: false, otherTests: false };
    const fingerprint = fingerprintOf(SOURCE, TESTS);
    const mutant = (status: 'Killed' | 'Survived' | 'NoCoverage', line: number, replacement = 'true') => ({
      status,
      location: { start: { line, column: 7 }, end: { line, column: 13 } },
      mutatorName: 'ConditionalExpression',
      replacement,
    });
    const kept = keptScoreOf(SOURCE, [mutant('Killed', 3), mutant('Survived', 4), mutant('NoCoverage', 5)], {
      seconds: 20,
      date: '2026-11-27',
      fingerprint,
    });

    it('with what survived, by the places that are given to try them again', () => {
      expect(kept).to.include({ mutants: 3, killed: 1, notReached: 1 });
      expect(kept.survivors).to.deep.equal({
        '4:6-4:12 ConditionalExpression true': 'Survived',
        '5:6-5:12 ConditionalExpression true': 'NoCoverage',
      });
      expect(placesOfSurvivors(kept)).to.deep.equal([`${SOURCE}:4:6-4:12`, `${SOURCE}:5:6-5:12`]);
    });

    it('beside those of the other files, in a file that a stopped run reads when it goes on', () => {
      const file = path.join(temporaryFolder(), 'scores.json');
      expect(readScores(file)).to.deep.equal({});
      const other = { ...kept, source: 'src/archive/bag.ts' };
      for (const score of [kept, other, kept]) keepScore(score, file);
      expect(Object.entries(readScores(file))).to.deep.equal([
        ['src/archive/bag.ts', other],
        [SOURCE, kept],
      ]);
    });

    it('and does not measure it again until the file, one of its tests or the rules of change are others', () => {
      const how = (change: object, wish: object = {}) =>
        planOf(SOURCE, TESTS, { ...kept, ...change }, { ...NOTHING, ...wish }).how;
      expect(planOf(SOURCE, TESTS, undefined, NOTHING).how).to.equal('all');
      expect(how({})).to.equal('unchanged');
      expect(how({ sourceHash: 'other' })).to.equal('all');
      expect(how({ testsHash: 'other' })).to.equal('all');
      expect(how({}, { again: true })).to.equal('all');
      expect(fingerprintOf(SOURCE, [...TESTS, 'test/cases/decide.test.ts']).testsHash).to.not.equal(
        fingerprint.testsHash,
      );
      expect(fingerprintOf('src/cases/note-delay.ts', TESTS).sourceHash).to.not.equal(fingerprint.sourceHash);
    });

    it('but not that of some lines, nor one by other tests than its own', () => {
      expect(planOf(`${SOURCE}:1-9`, TESTS, kept, NOTHING).how).to.equal('aside');
      expect(planOf(SOURCE, TESTS, kept, { ...NOTHING, otherTests: true }).how).to.equal('aside');
    });

    it('and tries what survived again after its tests have grown, but everything after the file was changed', () => {
      const wish = { ...NOTHING, survivors: true };
      expect(planOf(SOURCE, TESTS, { ...kept, testsHash: 'before' }, wish).how).to.equal('survivors');
      expect(planOf(SOURCE, TESTS, { ...kept, sourceHash: 'before' }, wish).how).to.equal('all');
      expect(planOf(SOURCE, TESTS, { ...kept, survivors: {} }, wish).how).to.equal('unchanged');
      expect(planOf(`${SOURCE}:5-9`, TESTS, kept, wish), 'in some lines').to.deep.include({
        how: 'survivors',
        places: [`${SOURCE}:5:6-5:12`],
      });
      const some = { ...wish, otherTests: true };
      expect(planOf(SOURCE, TESTS, kept, some).how, 'by some of its own tests').to.equal('survivors');
      expect(planOf(SOURCE, ['test/cases/decide.test.ts'], kept, some).how, 'by strange ones').to.equal('aside');
      // The second stands inside the range of a survivor and had fallen before.
      const results = [mutant('Killed', 4), mutant('Survived', 4, 'false'), mutant('NoCoverage', 5)];
      const again = withSurvivorsTriedAgain(kept, results, { date: '2026-11-28', fingerprint });
      expect(again).to.include({ mutants: 3, killed: 2, notReached: 1, date: '2026-11-28', seconds: 20 });
      expect(Object.keys(again.survivors)).to.deep.equal(['5:6-5:12 ConditionalExpression true']);
      const passedBy = withSurvivorsTriedAgain(kept, [mutant('NoCoverage', 4), mutant('Killed', 7)], {
        date: '2026-11-28',
        fingerprint,
      });
      expect(passedBy.survivors, 'not tried, or no test came by: as before').to.deep.equal(kept.survivors);
    });
  });
});
