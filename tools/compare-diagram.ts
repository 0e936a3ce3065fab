/**
 * Tells the process owner what was changed in diagram, tables and forms since a version that is kept in git:
 * `npm run compare:diagram` (since the last one), `npm run compare:diagram -- HEAD~3`. Ends with 0, or 2 (no such
 * version).
 */
import { execFileSync } from 'node:child_process';
import path from 'node:path';
import { differencesBetween } from '../src/office/model-check/differences.ts';
import { PLACEHOLDER_BASE_URL, readModel } from '../src/process/read-model.ts';
import type { Model } from '../src/process/process.ts';
import { runCommand, Unusable, wordsOf } from './command.ts';

const ROOT = path.resolve(import.meta.dirname, '..');
const USAGE = 'Pemakaian: npm run compare:diagram [-- <versi git, misalnya HEAD~3>]\n';

async function main(): Promise<number> {
  const [version = 'HEAD'] = wordsOf(USAGE, 1);
  const before = modelAt(version);
  if (before === undefined)
    throw new Unusable(
      `Versi "${version}" tidak ada. Lihat daftar versi dengan: git log --oneline -- bpmn forms\n${USAGE}`,
    );
  const now = await readModel({ folder: ROOT, baseUrl: PLACEHOLDER_BASE_URL });
  const differences = await differencesBetween(before, now);
  for (const file of new Set(differences.map((difference) => difference.file))) {
    process.stdout.write(`\n${file}\n`);
    for (const { what, element, changes } of differences.filter((difference) => difference.file === file)) {
      process.stdout.write(`  ${what.padEnd(8)} ${element}\n`);
      for (const change of changes) process.stdout.write(`           ${change}\n`);
    }
  }
  process.stdout.write(
    differences.length === 0
      ? `\nTidak ada perbedaan isi dengan versi ${version}.\n`
      : `\n${differences.length} perbedaan dengan versi ${version}. Letak, warna, dan spasi tidak dihitung.\n`,
  );
  return 0;
}

/** Undefined: git knows no such version. */
function modelAt(revision: string): Model | undefined {
  const git = (...args: string[]): string =>
    execFileSync('git', args, { cwd: ROOT, encoding: 'utf8', stdio: ['ignore', 'pipe', 'ignore'] });
  try {
    const files = git('ls-tree', '--name-only', revision, 'bpmn/', 'forms/').split('\n');
    return {
      resources: files
        .filter((file) => /\.(bpmn|dmn|form)$/.test(file))
        .map((file) => ({ name: path.posix.basename(file), content: git('show', `${revision}:${file}`) })),
    };
  } catch {
    return undefined;
  }
}

runCommand(main);
