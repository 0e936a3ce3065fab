import { createHash } from 'node:crypto';
import type { ReceivedFile } from './uploads.ts';
import { Problem } from './problems.ts';

const KEY = /^[\w.:-]{1,128}$/;

/**
 * The same application with its keys in order: two spellings of one application must be one content for whoever
 * compares by hash.
 */
export function inOrder<T>(application: T): T {
  return sorted(application) as T;
}

/**
 * The key of a submission: the client's, or else the content's own hash, so that a request sent again is the same
 * application either way.
 */
export function idempotencyKey(
  header: string | undefined,
  application: unknown,
  files: readonly ReceivedFile[],
): string {
  if (header === undefined) return `content:${contentHash(application, files)}`;
  if (!KEY.test(header)) throw new Problem('IDEMPOTENCY_KEY_INVALID');
  return header;
}

function contentHash(application: unknown, files: readonly ReceivedFile[]): string {
  const prints = files.map((file) => `${file.part}:${createHash('sha256').update(file.bytes).digest('hex')}`).sort();
  return createHash('sha256')
    .update(JSON.stringify([application, prints]))
    .digest('hex');
}

function sorted(value: unknown): unknown {
  if (Array.isArray(value)) return value.map(sorted);
  if (typeof value !== 'object' || value === null) return value;
  return Object.fromEntries(
    Object.entries(value)
      .sort(([a], [b]) => (a < b ? -1 : 1))
      .map(([key, item]) => [key, sorted(item)]),
  );
}
