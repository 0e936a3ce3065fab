import { fill } from './placeholders.ts';

/** Sentences of one subject by their keys, each with the names of the values that stand in it as `{{name}}`. */
export type Catalogue = Readonly<Record<string, readonly string[]>>;

type Values<Names extends readonly string[]> = Names extends readonly []
  ? []
  : [values: Readonly<Record<Names[number], string>>];

/** Answers a sentence of a catalogue with its values put in; the compiler knows its keys and values. */
export type Say<C extends Catalogue> = <Key extends keyof C & string>(key: Key, ...values: Values<C[Key]>) => string;

/** The same values for each of these keys: `each('state', ['open'], 'number')` is `{ 'state.open': ['number'] }`. */
export function each<const Prefix extends string, const Key extends string, const Names extends readonly string[]>(
  prefix: Prefix,
  keys: readonly Key[],
  ...names: Names
): Readonly<Record<`${Prefix}.${Key}`, Names>> {
  return Object.fromEntries(keys.map((key) => [`${prefix}.${key}`, names])) as Record<`${Prefix}.${Key}`, Names>;
}

/** Sentences out of the texts of a file; a key without a text is an empty sentence, which the start of the office refuses. */
export function sayFrom<C extends Catalogue>(texts: Readonly<Record<string, string>>): Say<C> {
  return (key, ...[values]) => fill(texts[key] ?? '', values ?? {});
}
