import type { ElementCode } from '../elements.ts';
import { printedDate } from '../plain-date.ts';
import type { ExpectedPrint } from './expected-print.ts';

/** One thing that the card must show, as far as its text says. `unreadable`: the file has no text to look into. */
export interface ComparedPart {
  readonly what: 'kk-number' | 'nik' | 'name' | 'change';
  /** Place among the people of the card; null for its number and its other lines. */
  readonly member: number | null;
  readonly element: ElementCode | null;
  /** Column or line of a change that is not an element. */
  readonly label?: string;
  readonly found: 'yes' | 'no' | 'unreadable';
}
/** What was found of a case in the text of a card. Codes and places only, so that it may lie in a log or a list. */
export interface CardComparison {
  /** `other-family`: the card belongs to other people. `unclear`: a person has to look. */
  readonly verdict: 'fits' | 'unclear' | 'other-family';
  readonly parts: readonly ComparedPart[];
}

const NUMBER = /(?<!\d)[1-9]\d{15}(?!\d)/g;

/** Every number of sixteen digits in the text of a card, once each: NIKs and KK numbers. */
export function numbersIn(text: string): string[] {
  const plain = upper(text);
  // A number may be printed in groups of four; then only the text without spaces has it whole.
  return [...new Set([...(plain.match(NUMBER) ?? []), ...(plain.replace(/(?<=\d) (?=\d)/g, '').match(NUMBER) ?? [])])];
}

/**
 * Compares the text of a card that another program drew (SIAK) with what the case expects: the number where it is kept,
 * everybody's NIK and name, the changed values. Text is taken in any order and with any spaces, because each program
 * lays its tables out in its own way. Somebody who leaves the card is not asked for.
 */
export function comparePrinted(text: string, { kkNumber, people, changes }: ExpectedPrint): CardComparison {
  const plain = upper(text);
  const together = plain.replaceAll(' ', '');
  const numbers = numbersIn(text);
  const readable = together.length > 0;
  const says = (value: string): ComparedPart['found'] =>
    !readable ? 'unreadable' : together.includes(upper(value).replaceAll(' ', '')) ? 'yes' : 'no';
  const parts: ComparedPart[] = [
    ...(kkNumber === null ? [] : [{ what: 'kk-number' as const, member: null, element: null, found: says(kkNumber) }]),
    ...people.flatMap(({ nik, name }, member) => [
      ...(nik === null ? [] : [{ what: 'nik' as const, member, element: null, found: says(nik) }]),
      { what: 'name' as const, member, element: null, found: says(name) },
    ]),
    ...changes.map(({ member, element, label, to }) => ({
      what: 'change' as const,
      member,
      element,
      ...(element === null ? { label } : {}),
      found: says(/^\d{4}-\d{2}-\d{2}$/.test(to) ? printedDate(to) : to),
    })),
  ];
  return { verdict: verdictOf(parts, numbers.length), parts };
}

/** Nobody of the family stands on it while other people's numbers do, or the number that had to stay is another one. */
function verdictOf(parts: readonly ComparedPart[], numbers: number): CardComparison['verdict'] {
  if (parts.every(({ found }) => found === 'yes')) return 'fits';
  const niks = parts.filter(({ what }) => what === 'nik');
  const nobody = niks.length > 0 && niks.every(({ found }) => found === 'no') && numbers > 0;
  const otherNumber = parts.some(({ what, found }) => what === 'kk-number' && found === 'no') && numbers > 0;
  return nobody || otherNumber ? 'other-family' : 'unclear';
}

const upper = (text: string): string => text.normalize('NFKC').toUpperCase().replace(/\s+/g, ' ').trim();
