/**
 * Would the tests notice? npm run mutate -- src/cases/decide.ts [more files, lines of a file or folders]
 * [--tests test/cases/decide.test.ts] [--concurrency 1]
 * Changes the file in hundreds of small ways, and runs its own tests (`tests-of.ts`) after each. Without a file: all
 * files that have tests of their own. Ends with 0 when at least 85 % of the mutants of every file fall, 1 when not, 2 for
 * wrong usage.
 */
import { Stryker } from '@stryker-mutator/core';
import { readFileSync, rmSync } from 'node:fs';
import { rm } from 'node:fs/promises';
import path from 'node:path';
import { parseArgs } from 'node:util';
import { pino } from 'pino';
import { startPostgres } from '../../src/store/postgres/start-postgres.ts';
import { runCommand, Unusable } from '../command.ts';
import { scoreOf, tableOf, type Score } from './score.ts';
import { sourcesBelow, testsOf } from './tests-of.ts';

const ROOT = path.resolve(import.meta.dirname, '../..');
const USAGE =
  'Pemakaian: npm run mutate -- [berkas, baris (decide.ts:40-80) atau folder di src ...] [--tests berkas uji ...] [--concurrency 1]\n';
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
  const { places, tests, concurrency } = readArguments();
  const sources = (places.length > 0 ? places : WHERE).flatMap(sourcesBelow);
  const testsFor = (source: string) => (tests.length > 0 ? tests : testsOf(source));
  const untested = sources.filter((source) => testsFor(source).length === 0);
  if (places.length > 0 && untested.length === sources.length)
    throw new Unusable(`Belum ada uji untuk ${untested.join(', ')}: catat di tools/mutation/tests-of.ts.\n`);

  // Started once: a mutant that waited for a database of its own would cost three times as much.
  const folder = path.join(ROOT, 'var', `mutation-${process.pid}`);
  const server = await startPostgres({
    dataDir: path.join(folder, 'pg'),
    logger: pino({ level: 'silent' }),
    progress: () => undefined,
    durable: false,
  });
  process.env['TEST_POSTGRES_URL'] = server.url;
  const cleanUp = async () => {
    await server.stop();
    await rm(folder, { recursive: true, force: true });
  };
  // Told to stop, Stryker ends this process at once: nothing can be waited for.
  const endAtOnce = () => {
    if (server.pid !== undefined) process.kill(server.pid, 'SIGQUIT');
    rmSync(folder, { recursive: true, force: true });
  };
  process.once('exit', endAtOnce);
  try {
    const scores: Score[] = [];
    for (const source of sources.filter((one) => !untested.includes(one)))
      scores.push(await mutate(source, testsFor(source), { folder, concurrency }));
    process.stdout.write(`\n${tableOf(scores)}\n`);
    if (places.length > 0 && untested.length > 0) process.stdout.write(`Tanpa uji sendiri: ${untested.join(', ')}\n`);
    return scores.every(({ killed, mutants }) => killed >= 0.85 * mutants) ? 0 : 1;
  } finally {
    process.off('exit', endAtOnce);
    await cleanUp();
  }
}

async function mutate(
  source: string,
  tests: readonly string[],
  { folder, concurrency }: { folder: string; concurrency: number },
): Promise<Score> {
  const { _comment, mochaOptions, ...settings } = JSON.parse(
    readFileSync(path.join(ROOT, 'stryker.config.json'), 'utf8'),
  ) as Record<string, object> & { _comment: string; mochaOptions: object };
  const begin = Date.now();
  const results = await new Stryker({
    ...settings,
    mutate: [source],
    mochaOptions: { ...mochaOptions, spec: [...tests] },
    concurrency,
    tempDirName: path.join(folder, 'sandbox'),
    reporters: ['progress-append-only', 'clear-text', 'json'],
    clearTextReporter: { logTests: false, allowColor: false, reportScoreTable: false },
    jsonReporter: { fileName: path.join('var/mutation', `${source.replaceAll(/[/:]/g, '-')}.json`) },
    thresholds: { high: 95, low: 85, break: null },
  }).runMutationTest();
  return scoreOf(source, results, (Date.now() - begin) / 1000);
}

function readArguments() {
  try {
    const { values, positionals } = parseArgs({
      allowPositionals: true,
      options: {
        tests: { type: 'string', multiple: true, default: [] },
        concurrency: { type: 'string', default: '1' },
      },
    });
    const concurrency = Number(values.concurrency);
    if (!Number.isInteger(concurrency) || concurrency < 1) throw new Unusable(USAGE);
    return { places: positionals, tests: values.tests, concurrency };
  } catch {
    throw new Unusable(USAGE);
  }
}

runCommand(main);
