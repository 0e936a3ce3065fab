import { statfs } from 'node:fs/promises';
import { StartError } from './start-error.ts';

/** Throws StartError when the folder's disk has less room; `variable` names the setting that moves the folder. */
export async function requireSpace(folder: string, bytes: number, variable: string): Promise<void> {
  const { bavail, bsize } = await statfs(folder);
  const free = bavail * bsize;
  if (free >= bytes) return;
  throw new StartError(
    `Ruang disk di ${folder} tinggal ${gigabytes(free)} GB, perlu ${gigabytes(bytes)} GB. Kosongkan disk itu, atau arahkan ${variable} ke disk lain, lalu ulangi.`,
  );
}

function gigabytes(bytes: number): string {
  return (bytes / 1e9).toLocaleString('id-ID', { maximumFractionDigits: 1 });
}
