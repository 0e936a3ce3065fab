import type { Static, TSchema } from '@sinclair/typebox';
import { Ajv, type ErrorObject } from 'ajv';

const ajv = new Ajv({ strict: true, allErrors: true });

/** Variables did not have the declared shape. Names paths and rules, never values. */
export class SchemaError extends Error {
  override name = 'SchemaError';
}

/**
 * A function that returns its argument when it has this shape, and throws SchemaError otherwise. `what` begins the
 * message.
 */
export function checker<T extends TSchema>(schema: T, what: string): (value: unknown) => Static<T> {
  const matches = ajv.compile<Static<T>>(schema);
  return (value) => {
    if (matches(value)) return value;
    throw new SchemaError(`${what}: ${(matches.errors ?? []).map(describe).join(', ')}`);
  };
}

function describe({ instancePath, keyword, params }: ErrorObject): string {
  const missing: unknown = params['missingProperty'] ?? params['additionalProperty'];
  return `${instancePath || '/'} ${keyword}${typeof missing === 'string' ? ` ${missing}` : ''}`;
}
