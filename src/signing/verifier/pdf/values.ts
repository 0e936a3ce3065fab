/**
 * A PDF object as it stands in the file (ISO 32000-1, 7.3). Strings keep their place: the signature's gap is compared
 * with it.
 */
export type PdfValue =
  | { readonly kind: 'null' }
  | { readonly kind: 'boolean'; readonly value: boolean }
  | { readonly kind: 'number'; readonly value: number }
  | { readonly kind: 'name'; readonly name: string }
  | PdfString
  | PdfArray
  | PdfDictionary
  | PdfReference;

export interface PdfString {
  readonly kind: 'string';
  readonly bytes: Buffer;
  readonly form: 'hex' | 'literal';
  /** Offset of the opening delimiter. */
  readonly start: number;
  /** Offset after the closing delimiter. */
  readonly end: number;
}
export interface PdfArray {
  readonly kind: 'array';
  readonly items: readonly PdfValue[];
}
export interface PdfDictionary {
  readonly kind: 'dictionary';
  readonly entries: ReadonlyMap<string, PdfValue>;
}
export interface PdfReference {
  readonly kind: 'reference';
  readonly number: number;
  readonly generation: number;
}

/** Why a file is not a PDF as this office makes them. `reason` names the rule and the offset, never content. */
export class PdfDefect extends Error {
  override name = 'PdfDefect';
}

export function entry(dictionary: PdfValue | undefined, key: string): PdfValue | undefined {
  return dictionary?.kind === 'dictionary' ? dictionary.entries.get(key) : undefined;
}
export function nameOf(value: PdfValue | undefined): string | undefined {
  return value?.kind === 'name' ? value.name : undefined;
}
export function numberOf(value: PdfValue | undefined): number | undefined {
  return value?.kind === 'number' ? value.value : undefined;
}

type Kind = PdfValue['kind'];
type OfKind<Wanted extends Kind> = Extract<PdfValue, { readonly kind: Wanted }>;

/** The value, when it is of that kind. Throws PdfDefect. */
export function ofKind<Wanted extends Kind>(value: PdfValue | undefined, kind: Wanted): OfKind<Wanted> {
  if (!isOfKind(value, kind)) throw new PdfDefect(`${kind} expected`);
  return value;
}
const isOfKind = <Wanted extends Kind>(value: PdfValue | undefined, kind: Wanted): value is OfKind<Wanted> =>
  value?.kind === kind;

/** Can be a length or an offset. */
export const isWhole = (number: number): boolean => Number.isInteger(number) && number >= 0;

/** Four numbers and nothing else. */
export type Four = readonly [number, number, number, number];
export function fourNumbers(value: PdfValue | undefined): Four | undefined {
  const items = value?.kind === 'array' ? value.items.map(numberOf) : [];
  return isFour(items) ? items : undefined;
}
const isFour = (items: readonly (number | undefined)[]): items is Four =>
  items.length === 4 && items.every((item) => item !== undefined);

/** Same content; references are compared as references, strings by their bytes. */
export function sameValue(a: PdfValue | undefined, b: PdfValue | undefined): boolean {
  if (a === undefined || b === undefined) return a === b;
  switch (a.kind) {
    case 'null':
      return b.kind === 'null';
    case 'boolean':
      return b.kind === 'boolean' && a.value === b.value;
    case 'number':
      return b.kind === 'number' && a.value === b.value;
    case 'name':
      return b.kind === 'name' && a.name === b.name;
    case 'string':
      return b.kind === 'string' && a.bytes.equals(b.bytes);
    case 'reference':
      return b.kind === 'reference' && a.number === b.number && a.generation === b.generation;
    case 'array':
      return (
        b.kind === 'array' &&
        a.items.length === b.items.length &&
        a.items.every((item, index) => sameValue(item, b.items[index]))
      );
    case 'dictionary':
      return (
        b.kind === 'dictionary' &&
        a.entries.size === b.entries.size &&
        [...a.entries].every(([key, value]) => sameValue(value, b.entries.get(key)))
      );
  }
}

/** Calls `visit` for a value and everything written inside it; does not follow references. */
export function walk(value: PdfValue, visit: (value: PdfValue) => void): void {
  visit(value);
  if (value.kind === 'array') for (const item of value.items) walk(item, visit);
  if (value.kind === 'dictionary') for (const item of value.entries.values()) walk(item, visit);
}
