import type { AskedField } from '../../domain/events/asked-fields.ts';

/** A form as a browser sends it: one text for each input. */
export type Sent = Readonly<Record<string, unknown>>;

const isObject = (value: unknown): value is Readonly<Record<string, unknown>> =>
  typeof value === 'object' && value !== null && !Array.isArray(value);

const sentText = (sent: Sent, name: string): string => {
  const value = sent[name];
  return typeof value === 'string' ? value.trim() : '';
};

/** The name of the input that says which of several forms an answer has, and of the inputs inside that form. */
export const wayName = (name: string) => `${name}/#bentuk`;
export const nameInWay = (name: string, way: number) => `${name}/#${way}`;
/** The name of the box that takes an entry out of a list. */
export const removalName = (name: string) => `${name}/#hapus`;

/**
 * The answer to one question out of a sent form, as the event's schema has it; undefined for none. Parts that the page
 * does not ask stay as they are in `current`. What cannot be true is kept as it was typed: the rules say it, and the
 * page shows it again.
 */
function answerIn(field: AskedField, name: string, sent: Sent, current: unknown): unknown {
  switch (field.kind) {
    case 'yes':
      return { ya: true, tidak: false }[sentText(sent, name)];
    case 'number': {
      const typed = sentText(sent, name);
      return /^\d{1,9}$/.test(typed) ? Number(typed) : typed || undefined;
    }
    case 'group': {
      const answers = answersIn(field.fields, name, sent, current);
      return Object.keys(answers).length === 0 && field.optional ? undefined : answers;
    }
    case 'fixed': {
      const before: readonly unknown[] = Array.isArray(current) ? current : [];
      const values = field.items.map((item, i) => answerIn(item, `${name}/${i}`, sent, before[i]) ?? {});
      const isEmpty = values.every((value) => isObject(value) && Object.keys(value).length === 0);
      return field.optional && isEmpty ? undefined : values;
    }
    case 'list': {
      const values = listIn(field, name, sent, Array.isArray(current) ? current : []);
      return values.length === 0 && field.optional ? undefined : values;
    }
    case 'either': {
      const chosen = sentText(sent, wayName(name));
      const way = /^\d$/.test(chosen) ? field.ways[Number(chosen)] : undefined;
      return way === undefined
        ? undefined
        : (answerIn(way.field, nameInWay(name, Number(chosen)), sent, undefined) ?? {});
    }
    case 'text':
    case 'date':
    case 'person':
    case 'semula':
    case 'menjadi':
    case 'kalurahan':
    case 'choice':
      return sentText(sent, name) || undefined;
  }
}

/** The answers to the questions of an event, or of one part of it. */
export function answersIn(
  fields: readonly AskedField[],
  name: string,
  sent: Sent,
  current: unknown,
): Record<string, unknown> {
  const asked = new Set(fields.map(({ key }) => key));
  const before = isObject(current) ? current : {};
  const kept = Object.entries(before).filter(([key]) => !asked.has(key));
  const answers = fields.map((field): [string, unknown] => [
    field.key,
    answerIn(field, `${name}/${field.key}`, sent, before[field.key]),
  ]);
  return Object.fromEntries([...answers.filter(([, value]) => value !== undefined), ...kept]);
}

function listIn(
  { item, most }: Extract<AskedField, { kind: 'list' }>,
  name: string,
  sent: Sent,
  current: readonly unknown[],
): unknown[] {
  return Array.from({ length: most }, (_, i) => i).flatMap((i) => {
    const at = `${name}/${i}`;
    const isThere = Object.keys(sent).some(
      (key) => (key === at || key.startsWith(`${at}/`)) && sentText(sent, key) !== '',
    );
    if (!isThere || sentText(sent, removalName(at)) === 'ya') return [];
    return [answerIn(item, at, sent, current[i]) ?? {}];
  });
}
