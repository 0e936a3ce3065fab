import { chmodSync, mkdirSync, readdirSync, statSync } from 'node:fs';
import path from 'node:path';
import type { Config } from '../config/config.ts';

/** What the office found open to other accounts. The message is Indonesian, for whoever starts it. */
export class OpenToOthers extends Error {
  override name = 'OpenToOthers';
}

/** Read, write and pass for the group and for others. */
const OTHERS = 0o077;
/**
 * Root's database runs under an account of its own, which must pass through the folder to its data; it cannot list or
 * read it.
 */
const PASSABLE = 0o011;
const isRoot = () => process.getuid?.() === 0;

/** What this process and its children write from now on is for its account alone. */
export function writePrivately(): void {
  process.umask(OTHERS);
}

/**
 * Makes the office's folder, and what lies in it from earlier, belong to its account alone. The cluster's folder is the
 * database's own, and private by itself.
 */
export function keepPrivate(varDir: string): void {
  mkdirSync(varDir, { recursive: true });
  for (const file of [varDir, ...readdirSync(varDir).map((name) => path.join(varDir, name))]) {
    const { mode, uid } = statSync(file);
    if (isRoot() && uid !== 0) continue;
    const wanted = file === varDir && isRoot() ? (mode & ~OTHERS) | PASSABLE : mode & ~OTHERS;
    if (wanted !== mode) chmodSync(file, wanted);
  }
}

/**
 * Throws OpenToOthers, which names every file or folder that an account other than ours may read. What is not there is
 * passed over.
 */
export function requirePrivate(files: readonly string[]): void {
  const open = files.filter((file) => {
    const stats = statSync(file, { throwIfNoEntry: false });
    return stats !== undefined && (stats.mode & 0o044) !== 0;
  });
  if (open.length === 0) return;
  throw new OpenToOthers(
    `Berkas berikut dapat dibaca akun lain di komputer ini:\n${open.map((file) => `  ${file}`).join('\n')}\nBatasi dengan chmod go-rwx, lalu mulai lagi.`,
  );
}

/** What holds personal data or keys and lies where the settings say. Copies on removable media are encrypted. */
export function filesOf({ varDir, documentsDir, anchorsDir, peopleFile, signing, archive }: Config): string[] {
  const layers = archive.filter(({ removable }) => !removable).map((layer) => layer.path);
  return [
    varDir,
    documentsDir,
    anchorsDir,
    ...[peopleFile, signing.service?.kind === 'p12' ? signing.service.file : undefined].filter(
      (file) => file !== undefined,
    ),
    ...layers,
  ];
}
