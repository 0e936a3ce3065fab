import { feel, isFeel, isReadable as isReadableAs } from '../memory/expression.ts';
import { variablesOf, variablesOfUnaryTests } from '../feel-syntax.ts';

/**
 * Variables that a formula reads: "=if reminders < 2 then ..." reads `reminders`. A text without "=" is no formula and
 * reads nothing; nor do the names of functions, properties and loops' own variables count.
 */
export const variablesIn = (source: string): readonly string[] =>
  isFeel(source) ? [...variablesOf(source.slice(1))] : [];

/** Variables that an input entry of a decision table reads. */
export const variablesInEntry = (entry: string): readonly string[] =>
  isAnyValue(entry) ? [] : [...variablesOfUnaryTests(entry)];

/** Can an engine read this input entry of a decision table? */
export const isReadableEntry = (entry: string): boolean => isReadableAs(entry, 'entry');

const isAnyValue = (entry: string): boolean => entry === '' || entry === '-';

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

const withoutTexts = (expression: string): string => expression.replaceAll(/"(?:[^"\\]|\\.)*"/g, '""');
