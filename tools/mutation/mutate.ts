/**
 * Would the tests notice? npm run mutate -- src/cases/decide.ts [more files, lines of a file or folders]
 * [--tests test/cases/decide.test.ts] [--concurrency 1] [--survivors | --again]
 * Changes the file in hundreds of small ways, and runs its own tests (`tests-of.ts`) after each. Without a file: all
 * files that have tests of their own. The score of a whole file is kept (`scores.json`), and a file that has not
 * changed since, nor its tests, is not measured again unless `--again` is given: a run that was stopped goes on where
 * it was. Files that have the same tests are measured together: each mutant meets only the tests that pass by it.
 * `--survivors` tries only what survived, with `--tests` by these of its tests. Ends with 0 when at least 85 % of the
 * mutants of every file fall, 1 when not or when a file could not be measured, 2 for wrong usage.
 */
import { Stryker } from '@stryker-mutator/core';
import { chmodSync, existsSync, mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { parseArgs } from 'node:util';
import { pino } from 'pino';
import { startPostgres } from '../../src/store/postgres/start-postgres.ts';
import { runCommand, Unusable } from '../command.ts';
import { fingerprintOf, keepScore, keptScoreOf, readScores, withSurvivorsTriedAgain } from './kept-scores.ts';
import { planOf, withTheSameTests, type Plan } from './plan.ts';
import { scoreOf, tableOf, type Score } from './score.ts';
import { sourcesBelow, testsOf } from './tests-of.ts';

const ROOT = path.resolve(import.meta.dirname, '../..');
const USAGE =
  'Pemakaian: npm run mutate -- [berkas, baris (decide.ts:40-80) atau folder di src ...] [--tests berkas uji ...] ' +
  '[--concurrency 1] [--survivors | --again]\n';
/** What stands between a wrong file or a wrong decision and a resident. */
const WHERE = [
  'src/cases',
  'src/archive',
  'src/store',
  'src/signing/verifier',
  'src/signing/grants.ts',
  'src/signing/p12/key-ring.ts',
];

async function main(): Promise<number> {
  const { places, tests, concurrency, ...wish } = readArguments();
  const sources = (places.length > 0 ? places : WHERE).flatMap(sourcesBelow);
  const testsFor = (source: string) => (tests.length > 0 ? tests : testsOf(source));
  const untested = sources.filter((source) => testsFor(source).length === 0);
  if (places.length > 0 && untested.length === sources.length)
    throw new Unusable(`Belum ada uji untuk ${untested.join(', ')}: catat di tools/mutation/tests-elsewhere.ts.\n`);

  const kept = readScores();
  const plans = sources
    .filter((one) => !untested.includes(one))
    .map((source) => planOf(source, testsFor(source), kept[fileOf(source)], { ...wish, otherTests: tests.length > 0 }));
  const measured = await measureAll(
    plans.filter(({ how }) => how !== 'unchanged'),
    concurrency,
  );
  const scores = plans.flatMap((plan) => (plan.how === 'unchanged' ? plan.kept : measured.get(plan.source)) ?? []);
  process.stdout.write(`\n${tableOf(scores)}\n`);
  if (places.length > 0 && untested.length > 0) process.stdout.write(`Tanpa uji sendiri: ${untested.join(', ')}\n`);
  const failed = plans.length - scores.length;
  if (failed > 0) process.stdout.write(`${failed} berkas tidak terukur, lihat di atas.\n`);
  return failed === 0 && scores.every(({ killed, mutants }) => killed >= 0.85 * mutants) ? 0 : 1;
}

/** The scores by file, without those that could not be measured. */
async function measureAll(plans: readonly Plan[], concurrency: number): Promise<ReadonlyMap<string, Score>> {
  const scores = new Map<string, Score>();
  if (plans.length === 0) return scores;
  // Started once: a mutant that waited for a database of its own would cost three times as much.
  const folder = path.join(ROOT, 'var', `mutation-${process.pid}`);
  // Outside of `var`, which is closed to the server's account where root measures.
  const cluster = mkdtempSync(path.join(tmpdir(), 'kk-mutation-'));
  chmodSync(cluster, 0o711);
  const server = await startPostgres({
    dataDir: path.join(cluster, 'pg'),
    logger: pino({ level: 'silent' }),
    progress: () => undefined,
    durable: false,
  });
  process.env['TEST_POSTGRES_URL'] = server.url;
  const cleanUp = async () => {
    await server.stop();
    for (const each of [folder, cluster]) await rm(each, { recursive: true, force: true });
  };
  // Told to stop, Stryker ends this process at once: nothing can be waited for.
  const endAtOnce = () => {
    if (server.pid !== undefined) process.kill(server.pid, 'SIGQUIT');
    for (const each of [folder, cluster]) rmSync(each, { recursive: true, force: true });
  };
  process.once('exit', endAtOnce);
  try {
    for (const together of withTheSameTests(plans))
      try {
        for (const score of await measure(together, { folder, concurrency })) scores.set(score.source, score);
      } catch (error) {
        // The other files of a long night are measured all the same.
        const names = together.map(({ source }) => source).join(', ');
        process.stderr.write(`${names}: ${error instanceof Error ? error.message : String(error)}\n`);
      }
    return scores;
  } finally {
    process.off('exit', endAtOnce);
    await cleanUp();
  }
}

/** Measures files of the same tests, and keeps a score where it is that of a whole file by its own tests. */
async function measure(
  together: readonly Plan[],
  where: { folder: string; concurrency: number },
): Promise<readonly Score[]> {
  const begin = Date.now();
  const date = new Date().toISOString().slice(0, 10);
  // Of what is measured, not of what was there hours ago when the run was planned.
  const fingerprints = together.map(({ source }) => fingerprintOf(fileOf(source), testsOf(source)));
  const results = await mutate(
    together.flatMap((plan) => (plan.how === 'survivors' ? plan.places : [plan.source])),
    together[0]!.tests,
    { ...where, report: together[0]!.source },
  );
  const whole = Math.round((Date.now() - begin) / 1000);
  return together.map((plan, place) => {
    const own = results.filter(({ fileName }) => path.relative(ROOT, fileName) === fileOf(plan.source));
    if (own.length > 0 && own.every(({ status, coveredBy }) => status === 'Survived' && coveredBy === undefined))
      throw new Error(`no test of ${plan.tests.join(', ')} loads ${plan.source}: correct tests-elsewhere.ts`);
    const seconds = Math.round((whole * own.length) / Math.max(1, results.length));
    if (plan.how === 'aside') return scoreOf(plan.source, own, seconds);
    const fingerprint = fingerprints[place]!;
    const score =
      plan.how === 'survivors'
        ? withSurvivorsTriedAgain(plan.kept, own, { date, fingerprint })
        : keptScoreOf(plan.source, own, { seconds, date, fingerprint });
    keepScore(score);
    return score;
  });
}

/** `test/cases/decide.test.ts` as Node runs it, from the root. */
const compiledName = (test: string) => `dist/${test.replace(/\.ts$/, '.js')}`;

/** Without the lines of a place (`decide.ts:40-80`). */
const fileOf = (place: string) => place.replace(/:.*/, '');

async function mutate(
  places: readonly string[],
  tests: readonly string[],
  { folder, concurrency, report }: { folder: string; concurrency: number; report: string },
) {
  const { _comment, mochaOptions, ...settings } = JSON.parse(
    readFileSync(path.join(ROOT, 'stryker.config.json'), 'utf8'),
  ) as Record<string, object> & { _comment: string; mochaOptions: object };
  return new Stryker({
    ...settings,
    // Stryker would rewrite it for the sandbox by an interface that TypeScript 7 no longer has.
    tsconfigFile: 'none',
    ignorePatterns: ['dist', 'var', 'docs/pictures', '*.log'],
    buildCommand: 'node tools/compile.mjs',
    mutate: [...places],
    mochaOptions: { ...mochaOptions, spec: tests.map(compiledName) },
    concurrency,
    tempDirName: path.join(folder, 'sandbox'),
    reporters: ['progress-append-only', 'clear-text', 'json'],
    clearTextReporter: { logTests: false, allowColor: false, reportScoreTable: false },
    jsonReporter: { fileName: path.join('var/mutation', `${report.replaceAll(/[/:]/g, '-')}.json`) },
    thresholds: { high: 95, low: 85, break: null },
  }).runMutationTest();
}

function readArguments() {
  try {
    const { values, positionals } = parseArgs({
      allowPositionals: true,
      options: {
        tests: { type: 'string', multiple: true, default: [] },
        concurrency: { type: 'string', default: '1' },
        survivors: { type: 'boolean', default: false },
        again: { type: 'boolean', default: false },
      },
    });
    const concurrency = Number(values.concurrency);
    if (!Number.isInteger(concurrency) || concurrency < 1) throw new Unusable(USAGE);
    if (values.survivors && values.again) throw new Unusable(USAGE);
    if (!positionals.every((place) => existsSync(path.join(ROOT, place.replace(/:.*/, ''))))) throw new Unusable(USAGE);
    return { ...values, places: positionals, concurrency };
  } catch {
    throw new Unusable(USAGE);
  }
}

runCommand(main);
