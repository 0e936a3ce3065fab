import { mkdirSync, readFileSync, renameSync, writeFileSync } from 'node:fs';
import path from 'node:path';

/** State of a simulator that survives its process. Without a file it lives in memory only. */
export interface JsonFile<T> {
  read(): T;
  /** Whole or not at all: a simulator killed while writing keeps its former state. */
  write(state: T): void;
}

export function jsonFile<T>(file: string | undefined, fresh: () => T): JsonFile<T> {
  if (file === undefined) return { read: fresh, write: () => undefined };
  mkdirSync(path.dirname(file), { recursive: true });
  return {
    read: () => {
      try {
        return JSON.parse(readFileSync(file, 'utf8')) as T;
      } catch (error) {
        if (error instanceof Error && 'code' in error && error.code === 'ENOENT') return fresh();
        throw error;
      }
    },
    write: (state) => {
      writeFileSync(`${file}.new`, JSON.stringify(state), { mode: 0o600 });
      renameSync(`${file}.new`, file);
    },
  };
}
