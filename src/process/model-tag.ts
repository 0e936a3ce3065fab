import { createHash } from 'node:crypto';
import type { Model } from './process.ts';

const LENGTH = 12;

/** Tag of a model by its content: the same files have the same tag on every engine, in whatever order they were read. */
export function tagOf({ resources }: Model): string {
  const hash = createHash('sha256');
  for (const { name, content } of [...resources].sort((one, other) => (one.name < other.name ? -1 : 1)))
    hash.update(`${name}\0${Buffer.byteLength(content)}\0`).update(content);
  return hash.digest('hex').slice(0, LENGTH);
}
