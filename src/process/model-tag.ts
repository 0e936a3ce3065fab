import { createHash } from 'node:crypto';
import { canonicalXml } from './canonical-xml.ts';
import type { Model } from './process.ts';

/** Hexadecimal digits: 64 bits, more than the versions of one model will ever need to stay apart. */
const LENGTH = 16;

/**
 * Tag of a model by its content: the same model has the same tag on every engine. Layout of the text, order of the
 * files and the drawing of a diagram do not count; what an engine reads or a person sees in a form does.
 */
export function tagOf({ resources }: Model): string {
  const hash = createHash('sha256');
  for (const { name, content } of [...resources].sort((one, other) => (one.name < other.name ? -1 : 1))) {
    const text = canonical(name, content);
    hash.update(`${name}\0${Buffer.byteLength(text)}\0`).update(text);
  }
  return hash.digest('hex').slice(0, LENGTH);
}

/** A file that cannot be read counts byte by byte: it will be refused, and until then it has a tag too. */
function canonical(name: string, content: string): string {
  try {
    return name.endsWith('.form') ? JSON.stringify(sorted(JSON.parse(content))) : canonicalXml(content);
  } catch {
    return content;
  }
}

/** The order of the keys of a JSON object says nothing; the order of a list does. */
function sorted(value: unknown): unknown {
  if (Array.isArray(value)) return value.map(sorted);
  if (typeof value !== 'object' || value === null) return value;
  return Object.fromEntries(
    Object.entries(value)
      .sort(([one], [other]) => (one < other ? -1 : 1))
      .map(([key, each]) => [key, sorted(each)]),
  );
}
