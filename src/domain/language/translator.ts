import { capitalised } from '../capitalised.ts';
import { fill, namesIn } from './placeholders.ts';

/** A text of the domain in the language of a resident; what is no text of ours stays: a name, a date, an officer's words. */
export type Translate = (indonesian: string) => string;

/** Into Indonesian. */
export const asItIs: Translate = (text) => text;

interface Pattern {
  readonly matches: RegExp;
  readonly names: readonly string[];
  readonly text: string;
}

/**
 * Rules, schemas and questions speak Indonesian, whoever reads them; this finds the text again that was said, by its
 * key the same text in the other language, and translates the values in it too. `pairs`: Indonesian with the other.
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
    for (const { matches, names, text } of patterns) {
      const values = matches.exec(said)?.slice(1);
      if (values === undefined) continue;
      const filled = fill(text, Object.fromEntries(names.map((name, i) => [name, translate(values[i] ?? '')])));
      return filled.replace(/ {2,}/g, ' ');
    }
    return said;
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
      return name[2] === '' ? '(.*?)' : '(.*?) ?';
    })
    .join('');
  return { matches: new RegExp(`^${source}$`, 's'), names, text };
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
