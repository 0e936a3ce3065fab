/**
 * `npm test`: the checks (types, lint, diagram), then the manual of every room, then the stories: whole cases on the real engine, in an
 * office of their own. `npm test -- rooms` or `npm test -- stories` runs that part only; further words choose files by name.
 * Ends with the counts; exit code 0 only if nothing failed.
 */
import { spawnSync } from 'node:child_process';
import { readdirSync } from 'node:fs';
import path from 'node:path';
import Mocha from 'mocha';

const PARTS = ['checks', 'rooms', 'stories', 'engine'] as const;
/** `engine` tries the Zeebe seam alone, on an engine that is running already (`npx tsx camunda/main.ts`); the stories cover it too. */
const STANDARD: readonly Part[] = ['checks', 'rooms', 'stories'];
type Part = (typeof PARTS)[number];

/** Stories open an office of their own; rooms need nothing. */
const isStory = (file: string) => file.startsWith('stories/');
const needsEngine = (file: string) => file.endsWith('.process.test.ts');

const root = path.resolve(import.meta.dirname, '..');
const words = process.argv.slice(2);
const chosen = PARTS.filter((part) => words.includes(part));
const parts: readonly Part[] = chosen.length > 0 ? chosen : STANDARD;
const named = words.filter((word) => !PARTS.some((part) => part === word));

const files = readdirSync(import.meta.dirname, { recursive: true, encoding: 'utf8' })
  .map((file) => file.split(path.sep).join('/'))
  .filter((file) => file.endsWith('.test.ts') && (named.length === 0 || named.some((word) => file.includes(word))))
  .sort();

let passed = 0;
let failed = 0;
let pending = 0;

function check(): void {
  const { status } = spawnSync('npm', ['run', '--silent', 'check'], { cwd: root, stdio: 'inherit' });
  if (status === 0) passed += 1;
  else failed += 1;
}

async function tell(tests: readonly string[], options: Mocha.MochaOptions): Promise<void> {
  if (tests.length === 0) return;
  const mocha = new Mocha({ reporter: 'spec', forbidOnly: process.env['CI'] !== undefined, ...options });
  for (const file of tests) mocha.addFile(path.join(import.meta.dirname, file));
  await mocha.loadFilesAsync();
  await new Promise<void>((resolve) => {
    const runner = mocha.run(() => resolve());
    runner.on('pass', () => void (passed += 1));
    runner.on('fail', () => void (failed += 1));
    runner.on('pending', () => void (pending += 1));
  });
}

const begin = Date.now();
if (parts.includes('checks')) check();
if (parts.includes('rooms')) await tell(files.filter((file) => !isStory(file) && !needsEngine(file)), { timeout: 20_000, slow: 2_000 });
if (parts.includes('engine')) await tell(files.filter(needsEngine), { timeout: 180_000, slow: 20_000 });
if (parts.includes('stories')) await tell(files.filter(isStory), { timeout: 400_000, slow: 20_000 });

console.log(`\n${((Date.now() - begin) / 60_000).toFixed(1)} minutes`);
console.log(`${passed} passed, ${failed} failed${pending > 0 ? `, ${pending} skipped` : ''}`);
process.exit(failed > 0 || passed === 0 ? 1 : 0);
