import { evaluate as evaluateFeel, unaryTest } from 'feelin';

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
    return asJson(evaluateFeel(expression, { ...context }).value);
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
    return unaryTest(entry, { ...context, '?': value }).value === true;
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

function asJson(value: unknown): unknown {
  if (value === undefined || value === null) return null;
  if (typeof value === 'function') throw new ExpressionError('a function is no value of a variable');
  return typeof value === 'object' ? (JSON.parse(JSON.stringify(value)) as unknown) : value;
}
