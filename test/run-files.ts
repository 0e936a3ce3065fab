import { pathToFileURL } from 'node:url';
import Mocha from 'mocha';
import { program } from './program.ts';

export interface Counts {
  readonly passed: number;
  readonly failed: number;
  readonly skipped: number;
  /** Names of the tests that failed, with their suites. */
  readonly failures: readonly string[];
}

/** What failed outside of any test. */
export const failure = (name: string): Counts => ({ passed: 0, failed: 1, skipped: 0, failures: [name] });

/** All files of this run, by their path below `test/`. */
export const filesRun = new Set<string>();

const { EVENT_SUITE_BEGIN, EVENT_SUITE_END, EVENT_TEST_PASS, EVENT_TEST_FAIL, EVENT_TEST_PENDING, EVENT_RUN_END } =
  Mocha.Runner.constants;

/** Prints the results of a file when it is done, so that files that run side by side stay readable. */
class WholeFileReporter extends Mocha.reporters.Base {
  constructor(runner: Mocha.Runner, options: Mocha.MochaOptions) {
    super(runner, options);
    const { symbols, color } = Mocha.reporters.Base;
    const lines: string[] = [];
    let depth = 0;
    const say = (line: string) => void lines.push(`${'  '.repeat(depth)}${line}`);
    runner.on(EVENT_SUITE_BEGIN, (suite) => {
      if (suite.title !== '') say(suite.title);
      depth += 1;
    });
    runner.on(EVENT_SUITE_END, () => void (depth -= 1));
    runner.on(EVENT_TEST_PASS, (test) =>
      say(
        `${color('checkmark', symbols.ok)} ${test.title}${test.speed === 'fast' ? '' : color(test.speed ?? 'slow', ` (${((test.duration ?? 0) / 1000).toFixed(0)} s)`)}`,
      ),
    );
    runner.on(EVENT_TEST_PENDING, (test) => say(color('pending', `- ${test.title}`)));
    runner.on(EVENT_TEST_FAIL, (test) => say(color('fail', `${this.failures.length}) ${test.title}`)));
    runner.once(EVENT_RUN_END, () => {
      console.log(`\n${lines.join('\n')}\n  ${((this.stats.duration ?? 0) / 1000).toFixed(0)} s`);
      if (this.failures.length > 0) Mocha.reporters.Base.list(this.failures);
    });
  }
}

/** Runs these files one after another. */
export async function runInOrder(files: readonly string[], options: Mocha.MochaOptions): Promise<Counts> {
  return run(await load(files, options));
}

/**
 * Runs so many files at a time; a lane that is done takes the next. Scenarios wait for the engine most of their time.
 */
export async function runSideBySide(
  files: readonly string[],
  lanes: number,
  options: Mocha.MochaOptions,
): Promise<Counts[]> {
  const waiting = [...files];
  let loading = Promise.resolve<unknown>(undefined);
  const lane = async (): Promise<Counts[]> => {
    const results: Counts[] = [];
    for (let file = waiting.shift(); file !== undefined; file = waiting.shift()) {
      const next = file;
      // Mocha's `describe` and `it` are globals: while a file is loaded they belong to its runner.
      const loaded = loading.then(() => load([next], options));
      loading = loaded.catch(() => undefined);
      results.push(await run(await loaded));
    }
    return results;
  };
  return (await Promise.all(Array.from({ length: lanes }, lane))).flat();
}

async function load(files: readonly string[], options: Mocha.MochaOptions): Promise<Mocha> {
  const mocha = new Mocha({ forbidOnly: process.env['CI'] !== undefined, reporter: WholeFileReporter, ...options });
  const { EVENT_FILE_PRE_REQUIRE, EVENT_FILE_REQUIRE, EVENT_FILE_POST_REQUIRE } = Mocha.Suite.constants;
  for (const file of files) {
    const whole = program(`test/${file}`);
    // Mocha would try require() first, and what the scenarios share would exist twice.
    mocha.suite.emit(EVENT_FILE_PRE_REQUIRE, globalThis, whole, mocha);
    const exported: unknown = await import(pathToFileURL(whole).href);
    mocha.suite.emit(EVENT_FILE_REQUIRE, exported, whole, mocha);
    mocha.suite.emit(EVENT_FILE_POST_REQUIRE, globalThis, whole, mocha);
    filesRun.add(file);
  }
  return mocha;
}

function run(mocha: Mocha): Promise<Counts> {
  return new Promise((resolve) => {
    const failures: string[] = [];
    const runner = mocha.run(() => {
      runner.dispose();
      resolve({
        passed: runner.stats?.passes ?? 0,
        failed: runner.stats?.failures ?? 0,
        skipped: runner.stats?.pending ?? 0,
        failures,
      });
    });
    runner.on(EVENT_TEST_FAIL, (test) => void failures.push(test.titlePath().join(': ')));
  });
}
