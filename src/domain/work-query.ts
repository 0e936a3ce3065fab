import { readApplicationNumber } from './application-number.ts';
import type { Reason } from './application.ts';
import type { UserTaskElement } from './user-tasks.ts';

/** Which cases a list shows: the officer's own work, every open case, those that have ended, or all of them. */
export type WorkScope = 'own' | 'open' | 'ended' | 'all';
/** returned: was on this desk before · late: has waited an office day or longer · mine: this officer holds it. */
export type WorkCondition = 'returned' | 'late' | 'mine';
export type WorkSort = 'oldest' | 'newest' | 'name' | 'kalurahan';

/** What an officer asks the work list for. Null: not restricted by it. */
export interface WorkQuery {
  readonly scope: WorkScope;
  /**
   * As it was typed: an application number, words of a name, a NIK, a KK number or a phone number, each also in part.
   */
  readonly text: string | null;
  readonly element: UserTaskElement | null;
  readonly reason: Reason | null;
  /** Code of the kalurahan. */
  readonly kalurahan: string | null;
  /** User name of the officer who holds the case or the task. */
  readonly officer: string | null;
  readonly condition: WorkCondition | null;
  readonly sort: WorkSort;
  /** From 1. */
  readonly page: number;
}

export const OWN_WORK: WorkQuery = {
  scope: 'own',
  text: null,
  element: null,
  reason: null,
  kalurahan: null,
  officer: null,
  condition: null,
  sort: 'oldest',
  page: 1,
};

const LONGEST_WORD = 40;
const MOST_WORDS = 6;
const SHORTEST = 3;
/** What a mobile number begins with after the country or the zero. */
const MOBILE = /^(?:62|0)+(8\d{4,})$/;

/**
 * The text of a search as an expression of `tsquery` over the words that migration 040 keeps of each case. Every word
 * is the beginning of one of the case's; of two letters it is a whole word, of one letter it says too little.
 * Undefined: too short to search for. Only small letters and digits come out, so nothing in it needs quoting.
 */
export function searchExpression(text: string): string | undefined {
  // Twelve digits alone are rather a telephone number.
  const number = /[a-z]/i.test(text) ? readApplicationNumber(text) : undefined;
  if (number !== undefined) return `'${number.replaceAll('-', '').toLowerCase()}'`;
  const plain = text
    .normalize('NFD')
    .replace(/[\u0300-\u036f]/g, '')
    .toLowerCase();
  // Numbers are often written in groups: 340215 520385 0002, 0812-3456-7890.
  const words = /^[\d\s.+()-]+$/.test(plain) ? [plain.replace(/\D/g, '')] : plain.split(/[^a-z0-9]+/);
  const usable = words.filter((word) => word.length > 1).slice(0, MOST_WORDS);
  if (!usable.some((word) => word.length >= SHORTEST)) return undefined;
  return usable.map((word) => expressionOf(word.slice(0, LONGEST_WORD))).join(' & ');
}

function expressionOf(word: string): string {
  if (word.length < SHORTEST) return `'${word}'`;
  const mobile = MOBILE.exec(word)?.[1];
  return mobile === undefined ? `'${word}':*` : `('${word}':* | '${mobile}':*)`;
}
