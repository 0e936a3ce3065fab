import { ANSWER_FIELDS, type GivenAnswer } from '../domain/decision-answers.ts';

/**
 * Reads what the Tasklist sends for a form, `{ variables: { name: { value, type } } }`, as the answer to a task.
 * Objects come as JSON text. Names that no task asks for are dropped here; whether the values fit is for the use case
 * to judge.
 */
export function readFormAnswer(body: unknown): GivenAnswer {
  const variables = property(body, 'variables');
  return Object.fromEntries(
    ANSWER_FIELDS.flatMap((name) => {
      const variable = property(variables, name);
      const value = plainValue(property(variable, 'value'), property(variable, 'type'));
      return value === undefined || value === null ? [] : [[name, value]];
    }),
  );
}

function plainValue(value: unknown, type: unknown): unknown {
  if (typeof value !== 'string' || (type !== 'Json' && type !== 'Object')) return value;
  try {
    return JSON.parse(value) as unknown;
  } catch {
    return undefined;
  }
}

/** User name that a claim or an assignment asks for; null: nobody. */
export function readUserId(body: unknown): string | null {
  const userId = property(body, 'userId');
  return typeof userId === 'string' && userId !== '' ? userId : null;
}

function property(of: unknown, name: string): unknown {
  return typeof of === 'object' && of !== null && Object.hasOwn(of, name)
    ? (Reflect.get(of, name) as unknown)
    : undefined;
}
