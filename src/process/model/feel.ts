import { parseExpression, parseUnaryTests } from 'feelin';
import { feel, isFeel, isReadable as isReadableAs, type Context } from '../memory/expression.ts';

/** Names that FEEL itself brings, wherever the parser takes them for a variable. */
const OWN_NAMES = new Set(['?', 'null', 'true', 'false', 'item', 'partial']);

/**
 * Variables that a formula reads: "=if reminders < 2 then ..." reads `reminders`. A text without "=" is no formula and
 * reads nothing; nor do the names of functions, properties and loops' own variables count.
 */
export function variablesIn(source: string): string[] {
  if (!isFeel(source)) return [];
  return namesIn(source.slice(1), parseExpression(source.slice(1), {}, undefined));
}

/** Variables that an input entry of a decision table reads. */
export function variablesInEntry(entry: string): string[] {
  return isAnyValue(entry) ? [] : namesIn(entry, parseUnaryTests(entry, {}, undefined));
}

/** Can an engine read this input entry of a decision table? */
export const isReadableEntry = (entry: string): boolean => isReadableAs(entry, 'entry');

const isAnyValue = (entry: string): boolean => entry === '' || entry === '-';

function namesIn(expression: string, tree: ReturnType<typeof parseExpression>): string[] {
  const read = new Set<string>();
  const own = new Set<string>();
  tree.iterate({
    enter({ name, from, to, node }) {
      const text = expression.slice(from, to);
      if (name === 'Name' && node.parent?.name === 'InExpression') own.add(text);
      const isFunction = node.parent?.name === 'FunctionInvocation' && node.parent.firstChild?.from === from;
      if (name === 'VariableName' && !isFunction && !OWN_NAMES.has(text)) read.add(text);
    },
  });
  return [...read].filter((name) => !own.has(name));
}

/** Formulas of the templates in a form's text: "{{applicationNumber}}", "{{#loop requiredDocuments}}". */
export function formulasInTemplate(text: string): string[] {
  return [...text.matchAll(/\{\{(?:#loop\s+|#if\s+)?([^/#][\s\S]*?)\}\}/g)].map(
    ([, expression = '']) => `=${expression}`,
  );
}

/** Variables of the templates in a form's text; `this` is the entry of a loop. */
export function variablesInTemplate(text: string): string[] {
  return [...new Set(formulasInTemplate(text).flatMap(variablesIn))].filter((name) => name !== 'this');
}

/**
 * Is this a formula that every engine reads? The parser here forgives `==`, which the engines refuse; a text without
 * "=" is not a formula and is always readable.
 */
export function isReadable(source: string): boolean {
  if (!isFeel(source)) return true;
  if (/[=!<>]==?|&&|\|\|/.test(withoutTexts(source.slice(1)).replaceAll(/[<>!]=/g, ''))) return false;
  try {
    feel(source.slice(1), {});
    return true;
  } catch {
    return false;
  }
}

/** Pairs of a variable and a text that a formula compares it with: `signing = "approved"`. */
export function comparisonsIn(source: string): { readonly variable: string; readonly value: string }[] {
  if (!isFeel(source)) return [];
  return [...source.slice(1).matchAll(/([A-Za-z_]\w*)\s*!?=\s*"([^"]*)"/g)].map(([, variable = '', value = '']) => ({
    variable,
    value,
  }));
}

/** Evaluates formulas and remembers the results: a diagram has few of them, and they are asked many thousand times. */
export class Formulas {
  readonly #names = new Map<string, readonly string[]>();
  readonly #results = new Map<string, unknown>();

  /** Variables that the formula reads. */
  namesIn(source: string): readonly string[] {
    const names = this.#names.get(source) ?? variablesIn(source);
    this.#names.set(source, names);
    return names;
  }

  /** The value of a formula, or the text itself. Throws ExpressionError when it cannot be evaluated. */
  valueOf(source: string, context: Context): unknown {
    if (!isFeel(source)) return source;
    const names = this.namesIn(source);
    const values = names.map((name) => context[name] ?? null);
    const key = values.length === 0 ? source : `${source}\0${JSON.stringify(values)}`;
    const known = this.#results.get(key);
    if (known !== undefined) return known;
    const result = feel(source.slice(1), Object.fromEntries(names.map((name, place) => [name, values[place]])));
    this.#results.set(key, result);
    return result;
  }
}

const withoutTexts = (expression: string): string => expression.replaceAll(/"(?:[^"\\]|\\.)*"/g, '""');
