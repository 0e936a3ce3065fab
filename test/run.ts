/**
 * `npm test`: the checks (format, types, lint, diagram), then the tests of every module, then the scenarios: whole
 * cases on the real engine, in an office of their own. `npm test -- modules` or `npm test -- scenarios` runs that part
 * only; further words choose files by name. Ends with the counts; exit code 0 only if nothing failed.
 */
import { execFile } from 'node:child_process';
import { readdirSync, statSync } from 'node:fs';
import { availableParallelism } from 'node:os';
import path from 'node:path';
import { promisify } from 'node:util';
import { runInProcesses } from './module-lanes.ts';
import { failure, runSideBySide, type Counts } from './run-files.ts';
import { closeTheOffice, theOffice } from './scenarios/the-office.ts';

const PARTS = ['checks', 'modules', 'scenarios'] as const;

/** Scenarios share one office; those under `alone/` kill a part of it, move its clock or read all of it. */
const isScenario = (file: string) => file.startsWith('scenarios/');
const runsAlone = (file: string) => file.startsWith('scenarios/alone/');
const LANES = 4;

const root = path.resolve(import.meta.dirname, '..');
const words = process.argv.slice(2);
const chosen = PARTS.filter((part) => words.includes(part));
const parts = chosen.length > 0 ? chosen : PARTS;
const named = words.filter((word) => !PARTS.some((part) => part === word));

const files = readdirSync(import.meta.dirname, { recursive: true, encoding: 'utf8' })
  .map((file) => file.split(path.sep).join('/'))
  .filter((file) => file.endsWith('.test.ts') && (named.length === 0 || named.some((word) => file.includes(word))))
  .sort();

const sizeOf = (file: string) => statSync(path.join(import.meta.dirname, file)).size;
/** The largest file takes longest, so it begins. */
const largestFirst = (one: string, other: string) => sizeOf(other) - sizeOf(one);

/** Runs beside the modules; prints when it is done. */
async function check(): Promise<Counts> {
  const { failed, output } = await promisify(execFile)('npm', ['run', '--silent', 'check'], {
    cwd: root,
    maxBuffer: Infinity,
  }).then(
    ({ stdout, stderr }) => ({ failed: 0, output: stdout + stderr }),
    (error: { stdout?: string; stderr?: string; message: string }) => ({
      failed: 1,
      output: `${error.stdout ?? ''}${error.stderr ?? ''}${error.message}`,
    }),
  );
  console.log(`\n  Format, types, lint, diagram\n${output.trimEnd()}\n  ${failed === 0 ? 'in order' : 'NOT in order'}`);
  return failed === 0 ? { passed: 1, failed, skipped: 0, failures: [] } : failure('Format, types, lint, diagram');
}

async function runScenarios(): Promise<Counts[]> {
  const patient = { timeout: 600_000, slow: 30_000 };
  const scenarios = files.filter(isScenario);
  if (scenarios.length === 0) return [];
  for (const signal of ['SIGINT', 'SIGTERM'] as const)
    process.once(signal, () => void closeTheOffice().then(() => process.exit(130)));
  try {
    await theOffice();
    const together = await runSideBySide(
      scenarios.filter((file) => !runsAlone(file)).sort(largestFirst),
      LANES,
      patient,
    );
    return [...together, ...(await runSideBySide(scenarios.filter(runsAlone), 1, patient))];
  } catch (error) {
    console.error(error);
    return [failure('the office of the scenarios')];
  } finally {
    await closeTheOffice();
  }
}

const begin = Date.now();
const results: Counts[] = [];
const checked = parts.includes('checks') ? check() : undefined;
if (parts.includes('modules')) {
  const modules = files.filter((file) => !isScenario(file)).sort(largestFirst);
  results.push(...(await runInProcesses(modules, Math.min(4, availableParallelism()))));
}
if (checked !== undefined) results.push(await checked);
if (parts.includes('scenarios')) results.push(...(await runScenarios()));

const sum = (count: 'passed' | 'failed' | 'skipped') => results.reduce((total, one) => total + one[count], 0);
const failures = results.flatMap((one) => one.failures);
if (failures.length > 0) console.log(`\nFailed:\n${failures.map((name) => `  ${name}`).join('\n')}`);
console.log(`\n${((Date.now() - begin) / 60_000).toFixed(1)} minutes`);
console.log(
  `${sum('passed')} passed, ${sum('failed')} failed${sum('skipped') > 0 ? `, ${sum('skipped')} skipped` : ''}`,
);
process.exit(sum('failed') > 0 || sum('passed') === 0 ? 1 : 0);
