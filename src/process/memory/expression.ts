import { evaluate as evaluateFeel, unaryTest } from 'feelin';
import { variablesOf, variablesOfUnaryTests } from '../feel-syntax.ts';

export type Context = Readonly<Record<string, unknown>>;

/** A formula of the diagram or of a decision table that has no usable result; becomes an incident. */
export class ExpressionError extends Error {
  override name = 'ExpressionError';
}

/** In the Zeebe dialect a text that begins with "=" is FEEL; any other text is itself. */
export const isFeel = (source: string): boolean => source.startsWith('=');

/**
 * The value of a FEEL expression without its "=", as JSON: dates and durations become ISO text. Unknown names are null.
 */
export function feel(expression: string, context: Context): unknown {
  try {
    return remembered(expression, 'expression', context, (read) => asJson(evaluateFeel(expression, read).value));
  } catch (error) {
    throw new ExpressionError(`FEEL cannot be evaluated: ${expression}`, { cause: error });
  }
}

/** The value of an attribute of the diagram: FEEL after "=", otherwise the text itself. */
export function valueOf(source: string, context: Context): unknown {
  return isFeel(source) ? feel(source.slice(1), context) : source;
}

/** A condition must be true or false; null is an error, not "no", as in Zeebe. */
export function holds(condition: string, context: Context): boolean {
  const result = valueOf(condition, context);
  if (typeof result === 'boolean') return result;
  throw new ExpressionError(`the condition is neither true nor false: ${condition}`);
}

/** Does the value match this entry of a decision table? An empty entry and "-" match everything. */
export function matches(entry: string, value: unknown, context: Context): boolean {
  if (entry === '' || entry === '-') return true;
  try {
    return (
      remembered(entry, 'entry', { ...context, '?': value }, (read) => unaryTest(entry, read).value === true) === true
    );
  } catch (error) {
    throw new ExpressionError(`FEEL cannot be evaluated: ${entry}`, { cause: error });
  }
}

/** Is this a text that FEEL can read? */
export function isReadable(source: string, as: 'expression' | 'entry' = 'expression'): boolean {
  try {
    if (as === 'entry') matches(source, null, {});
    else valueOf(source, {});
    return true;
  } catch {
    return false;
  }
}

/** What a formula reads, and what it came to so far. */
interface Known {
  readonly names: readonly string[];
  /** By the values that it reads, as JSON. */
  readonly results: Map<string, unknown>;
}
const known = { expression: new Map<string, Known>(), entry: new Map<string, Known>() };
/** Enough for a model and all that its cases bring. */
const MOST_FORMULAS = 5_000;
const MOST_RESULTS = 2_000;
/** These answer otherwise a moment later. */
const ASKS_THE_TIME = /\b(?:now|today)\s*\(/;

/** FEEL depends on the variables it reads, so that it need not be evaluated for the same values again. */
function remembered(
  source: string,
  as: 'expression' | 'entry',
  context: Context,
  evaluate: (read: Record<string, unknown>) => unknown,
): unknown {
  const { names, results } = knownOf(source, as);
  const values = names.map((name) => context[name] ?? null);
  const key = JSON.stringify(values);
  let result = results.get(key);
  if (result === undefined) {
    result = evaluate(Object.fromEntries(names.map((name, i) => [name, values[i]])));
    if (ASKS_THE_TIME.test(source)) return result;
    if (results.size >= MOST_RESULTS) results.clear();
    results.set(key, result);
  }
  return typeof result === 'object' ? structuredClone(result) : result;
}

function knownOf(source: string, as: 'expression' | 'entry'): Known {
  const seen = known[as].get(source);
  if (seen !== undefined) return seen;
  const names = as === 'entry' ? [...variablesOfUnaryTests(source), '?'] : [...variablesOf(source)];
  if (known[as].size >= MOST_FORMULAS) known[as].clear();
  const made = { names, results: new Map<string, unknown>() };
  known[as].set(source, made);
  return made;
}

function asJson(value: unknown): unknown {
  if (value === undefined || value === null) return null;
  if (typeof value === 'function') throw new ExpressionError('a function is no value of a variable');
  return typeof value === 'object' ? (JSON.parse(JSON.stringify(value)) as unknown) : value;
}
