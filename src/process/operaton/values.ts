import type { TypedValue } from './shapes.ts';

const INTEGERS = 2 ** 31;
const JSON_FORMAT = 'application/json';

/** Lists and contexts go as JSON, which FEEL sees as lists and contexts. */
export function toTyped(value: unknown): TypedValue {
  if (value === null) return { type: 'Null', value };
  if (typeof value === 'string') return { type: 'String', value };
  if (typeof value === 'boolean') return { type: 'Boolean', value };
  if (typeof value === 'number')
    return { type: Number.isInteger(value) && Math.abs(value) < INTEGERS ? 'Integer' : 'Double', value };
  if (typeof value === 'object') return { type: 'Json', value: JSON.stringify(value) };
  throw new TypeError('a process variable is text, number, truth, list, context or null');
}

export function toTypedAll(values: Readonly<Record<string, unknown>>): Record<string, TypedValue> {
  return Object.fromEntries(
    Object.entries(values).flatMap(([name, value]) => (value === undefined ? [] : [[name, toTyped(value)]])),
  );
}

/** JSON comes as text, because values are fetched as they are stored. */
export function fromTyped({ type, value, valueInfo }: TypedValue): unknown {
  const isJson = type?.toLowerCase() === 'json' || valueInfo?.serializationDataFormat === JSON_FORMAT;
  return isJson && typeof value === 'string' ? (JSON.parse(value) as unknown) : (value ?? null);
}

export function fromTypedAll(values: Readonly<Record<string, TypedValue>>): Record<string, unknown> {
  return Object.fromEntries(Object.entries(values).map(([name, value]) => [name, fromTyped(value)]));
}
