import { capitalised } from '../capitalised.ts';
import { fill, namesIn } from './placeholders.ts';

/** A text of the domain in the language of a resident; what is no text of ours stays: a name, a date, an officer's words. */
export type Translate = (indonesian: string) => string;

/** Into Indonesian. */
export const asItIs: Translate = (text) => text;

interface Pattern {
  readonly matches: RegExp;
  /** Written inside a sentence; at its beginning it starts with a capital letter. */
  readonly startsSmall: boolean;
  /** Places of values with nothing but a space before the next one. */
  readonly besides: readonly number[];
  readonly names: readonly string[];
  readonly text: string;
}

/**
 * Rules, schemas and questions speak Indonesian, whoever reads them. This finds the Indonesian text again, answers the
 * text of the same key in the other language, and translates the values in it too. `pairs`: Indonesian with the other.
 */
export function createTranslator(pairs: readonly (readonly [indonesian: string, other: string])[]): Translate {
  const whole = new Map<string, string>();
  const patterns: Pattern[] = [];
  for (const [indonesian, text] of pairs)
    if (namesIn(indonesian).length > 0) patterns.push(patternOf(indonesian, text));
    else if (!whole.has(indonesian)) whole.set(indonesian, text);
  // A name is written small inside a sentence, and large where it begins one.
  for (const [indonesian, text] of [...whole])
    for (const written of [(name: string) => name.toLowerCase(), capitalised])
      if (!whole.has(written(indonesian))) whole.set(written(indonesian), written(text));
  // The longest first: what it says besides its values is what tells it from the others.
  patterns.sort((a, b) => b.matches.source.length - a.matches.source.length);
  const translate: Translate = (said) => {
    const known = whole.get(said);
    if (known !== undefined) return known;
    for (const { matches, startsSmall, besides, names, text } of patterns) {
      const found = matches.exec(said)?.slice(1);
      if (found === undefined) continue;
      const values = divided(found, besides, (name) => whole.has(name));
      const filled = fill(text, Object.fromEntries(names.map((name, i) => [name, value(values[i] ?? '')])));
      const isLarge = startsSmall && !said.startsWith(said.charAt(0).toLowerCase());
      return (isLarge ? capitalised(filled) : filled).replace(/ {2,}/g, ' ');
    }
    return said;
  };
  /** A value may be several texts of ours. */
  const value = (said: string): string => {
    const whole = translate(said);
    return whole === said ? said.split(', ').map(translate).join(', ') : whole;
  };
  return translate;
}

/** Which sentences a text with values becomes; the space after an empty value is left out. */
function patternOf(indonesian: string, text: string): Pattern {
  const names: string[] = [];
  const source = indonesian
    .split(/(\{\{\w+\}\} ?)/)
    .map((piece) => {
      const name = /^\{\{(\w+)\}\}( ?)$/.exec(piece);
      if (name === null) return piece.replace(/[.*+?^${}()|[\]\\]/g, '\\$&');
      names.push(name[1]!);
      return name[2] === '' ? '(.*?)' : '(?:(.+?) |)';
    })
    .join('');
  const besides = names.flatMap((name, i) => (indonesian.includes(`{{${name}}} {{${names[i + 1]}}}`) ? [i] : []));
  const startsSmall = /^\p{Ll}/u.test(indonesian);
  const first = startsSmall ? `[${source.charAt(0)}${source.charAt(0).toUpperCase()}]` : source.charAt(0);
  return { matches: new RegExp(`^${first}${source.slice(1)}$`, 's'), startsSmall, besides, names, text };
}

/** "Jenis kelamin Suryo": of two values side by side the first is the longest that is a text of ours. */
function divided(
  found: readonly (string | undefined)[],
  besides: readonly number[],
  isKnown: (name: string) => boolean,
): readonly (string | undefined)[] {
  const values = [...found];
  for (const i of besides) {
    const words = `${values[i] ?? ''} ${values[i + 1] ?? ''}`.trim().split(' ');
    const count = words.findLastIndex((_, last) => isKnown(words.slice(0, last + 1).join(' '))) + 1;
    if (count > 0) values.splice(i, 2, words.slice(0, count).join(' '), words.slice(count).join(' '));
  }
  return values;
}

/**
 * Translates the texts of a value, wherever in it they stand under one of these keys; codes and numbers stay as they
 * are.
 */
export function translateUnder<T>(value: T, keys: readonly string[], translate: Translate): T {
  const walk = (part: unknown, isText: boolean): unknown => {
    if (typeof part === 'string') return isText ? translate(part) : part;
    if (Array.isArray(part)) return part.map((item) => walk(item, isText));
    if (typeof part !== 'object' || part === null) return part;
    return Object.fromEntries(Object.entries(part).map(([key, inner]) => [key, walk(inner, keys.includes(key))]));
  };
  return walk(value, false) as T;
}
