import { openSync } from 'node:fs';
import { copyFile, stat, truncate } from 'node:fs/promises';

const LIMIT = 20_000_000;

/** A descriptor for a child's output. Appending matters: after the file is cut the child goes on at its new end. */
export function openLog(file: string): number {
  return openSync(file, 'a', 0o600);
}

/** Keeps at most twice 20 MB: the last full part as `.1` and the current one. Returns how to stop the watch. */
export function limitLog(file: string): () => void {
  const timer = setInterval(() => void cut(file).catch(() => undefined), 60_000);
  timer.unref();
  return () => clearInterval(timer);
}

export async function cut(file: string, limit = LIMIT): Promise<void> {
  const { size } = await stat(file);
  if (size <= limit) return;
  await copyFile(file, `${file}.1`);
  await truncate(file, 0);
}
