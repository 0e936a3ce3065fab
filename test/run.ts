/**
 * `npm test`: side by side the checks (format, types, lint, diagram), the tests of every module, and the scenarios: whole
 * cases on the real engine, in offices of their own. `npm test -- modules` or `npm test -- scenarios` runs that part
 * only; further words choose files by name. Ends with the counts; exit code 0 only if nothing failed.
 */
import { execFile } from 'node:child_process';
import { existsSync, readdirSync, statSync } from 'node:fs';
import { availableParallelism } from 'node:os';
import path from 'node:path';
import { promisify } from 'node:util';
import { closeLanes, runInOffice, runInProcesses } from './lanes.ts';
import { workInMemory } from './memory-disk.ts';
import { failure, type Counts } from './run-files.ts';
import { isEmbedded } from './scenarios/embedded.ts';

const PARTS = ['checks', 'modules', 'scenarios'] as const;

const isScenario = (file: string) => file.startsWith('scenarios/');
/** Scenarios share one office; those under `alone/` kill a part of it, move its clock or read all of it. */
const runsAlone = (file: string) => file.startsWith('scenarios/alone/');
/** Those under `apart/` need nothing of the others: one after another in an office beside, or in one of their own. */
const runsApart = (file: string) => file.startsWith('scenarios/apart/');

const root = path.resolve(import.meta.dirname, '..');
const words = process.argv.slice(2);
const chosen = PARTS.filter((part) => words.includes(part));
const parts = chosen.length > 0 ? chosen : PARTS;
const named = words.filter((word) => !PARTS.some((part) => part === word));

const files = readdirSync(import.meta.dirname, { recursive: true, encoding: 'utf8' })
  .map((file) => file.split(path.sep).join('/'))
  .filter((file) => file.endsWith('.test.ts') && (named.length === 0 || named.some((word) => file.includes(word))))
  .sort();

/** Of the test, and of what it plays: a folder of its name. */
function sizeOf(file: string): number {
  const test = path.join(import.meta.dirname, file);
  const folder = test.replace(/\.test\.ts$/, '');
  const played = existsSync(folder) ? readdirSync(folder).map((name) => path.join(folder, name)) : [];
  return [test, ...played].reduce((sum, each) => sum + statSync(each).size, 0);
}
/** Short files that begin an engine and then wait for it. */
const awaitsEngine = (file: string) => /^(?:camunda|process)\//.test(file);
/** The largest file takes longest, so it begins; an engine does while all lanes have work. */
const longestFirst = (one: string, other: string) =>
  Number(awaitsEngine(other)) - Number(awaitsEngine(one)) || sizeOf(other) - sizeOf(one);

/** Prints when it is done. */
async function check(): Promise<Counts[]> {
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
  return [failed === 0 ? { passed: 1, failed, skipped: 0, failures: [] } : failure('Format, types, lint, diagram')];
}

/** Each office of the scenarios has ports and data of its own; the next three numbers are free for what it begins. */
function runScenarios(memory: string | undefined): Promise<Counts[]>[] {
  const scenarios = files.filter(isScenario);
  const together = scenarios.filter((file) => !runsAlone(file) && !runsApart(file)).sort(longestFirst);
  const office = (name: string, port: number) => ({
    SCENARIO_VAR_DIR: path.join(process.env['SCENARIO_VAR_DIR'] ?? memory ?? path.join(root, 'var'), name),
    SCENARIO_LOGS: path.join(root, 'var', name, 'logs'),
    PORT_OFFSET: String(Number(process.env['PORT_OFFSET'] ?? '50') + port),
  });
  return [
    runInOffice({ together, alone: scenarios.filter(runsAlone) }, office('test', 0)),
    // Two offices on one cluster would take each other's jobs.
    ...(isEmbedded ? [runInOffice({ together: [], alone: scenarios.filter(runsApart) }, office('test-apart', 1))] : []),
  ];
}

const begin = Date.now();
const memory = workInMemory();
for (const signal of ['SIGINT', 'SIGTERM'] as const)
  process.once(signal, () => void closeLanes().then(() => process.exit(130)));
const checked = parts.includes('checks') ? [check()] : [];
const offices = parts.includes('scenarios') ? runScenarios(memory) : [];
const waiting = parts.includes('modules') ? files.filter((file) => !isScenario(file)).sort(longestFirst) : [];
// One more than there are cores: a lane also waits, for a browser or for PostgreSQL.
const LANES = Math.min(4, availableParallelism() + 1);
const results = (await Promise.all([...checked, ...offices, runInProcesses(waiting, LANES)])).flat();

const sum = (count: 'passed' | 'failed' | 'skipped') => results.reduce((total, one) => total + one[count], 0);
const failures = results.flatMap((one) => one.failures);
if (failures.length > 0) console.log(`\nFailed:\n${failures.map((name) => `  ${name}`).join('\n')}`);
console.log(`\n${((Date.now() - begin) / 60_000).toFixed(1)} minutes`);
console.log(
  `${sum('passed')} passed, ${sum('failed')} failed${sum('skipped') > 0 ? `, ${sum('skipped')} skipped` : ''}`,
);
process.exit(sum('failed') > 0 || sum('passed') === 0 ? 1 : 0);
