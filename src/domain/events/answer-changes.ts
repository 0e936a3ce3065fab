import { kalurahanOf } from '../kalurahan.ts';
import { isPlainDate, printedDate } from '../plain-date.ts';
import type { DeclaredEvent } from './application.ts';
import { fieldsOf, wayOf, type AskedField } from './asked-fields.ts';
import { eventNamed, type EventName } from './catalogue.ts';

/** One answer as it was and as it is; an empty text: not answered. */
export interface AnswerChange {
  readonly label: string;
  readonly from: string;
  readonly to: string;
}
/** What became of one event when an application was corrected. */
export interface EventChange {
  readonly event: EventName;
  readonly kind: 'added' | 'removed' | 'changed';
  readonly answers: readonly AnswerChange[];
}
interface Answer {
  readonly place: string;
  readonly label: string;
  readonly text: string;
}

/**
 * Old and new of every event, by the labels of the form; what stays as it was is left out. Several events of one kind
 * are compared in their order. `people`: names by NIK, so that a person is read by name.
 */
export function changesOfEvents(
  before: readonly DeclaredEvent[],
  after: readonly DeclaredEvent[],
  people: ReadonlyMap<string, string>,
): EventChange[] {
  const left = [...before];
  const stayedOrNew = after.flatMap(({ event, data }): EventChange[] => {
    const place = left.findIndex((other) => other.event === event);
    const old = place < 0 ? undefined : left.splice(place, 1)[0];
    const answers = compare(event, old?.data, data, people);
    if (old === undefined) return [{ event, kind: 'added', answers }];
    return answers.length === 0 ? [] : [{ event, kind: 'changed', answers }];
  });
  const gone = left.map(({ event, data }): EventChange => {
    return { event, kind: 'removed', answers: compare(event, data, undefined, people) };
  });
  return [...gone, ...stayedOrNew];
}

function compare(
  event: EventName,
  before: unknown,
  after: unknown,
  people: ReadonlyMap<string, string>,
): AnswerChange[] {
  const fields = fieldsOf(eventNamed(event).data, event);
  const [old, now] = [before, after].map((data) => answersIn(fields, '', '', data, people));
  const places = [...new Set([...old!, ...now!].map(({ place }) => place))];
  return places.flatMap((place) => {
    const [was, is] = [old, now].map((answers) => answers!.find((answer) => answer.place === place));
    const [from, to] = [was?.text ?? '', is?.text ?? ''];
    return from === to ? [] : [{ label: (is ?? was)!.label, from, to }];
  });
}

const partOf = (value: unknown, key: string): unknown =>
  typeof value === 'object' && value !== null ? (value as Readonly<Record<string, unknown>>)[key] : undefined;

function answersIn(
  fields: readonly AskedField[],
  place: string,
  prefix: string,
  data: unknown,
  people: ReadonlyMap<string, string>,
): Answer[] {
  const asked = fields.flatMap((field) =>
    answerIn(field, `${place}/${field.key}`, joined(prefix, field.label), partOf(data, field.key), people),
  );
  // A program may send what the form does not ask: it is not lost from sight.
  const others = Object.entries(typeof data === 'object' && data !== null && !Array.isArray(data) ? data : {})
    .filter(([key]) => !fields.some((field) => field.key === key))
    .map(([key, value]) => ({
      place: `${place}/${key}`,
      label: joined(prefix, `isian lain (${key})`),
      text: JSON.stringify(value),
    }));
  return [...asked, ...others];
}

/** "NIK" and its like keep their capitals. */
const joined = (prefix: string, label: string) =>
  prefix === ''
    ? label
    : label === ''
      ? prefix
      : `${prefix}: ${label.replace(/^[A-Z](?=[a-z])/, (a) => a.toLowerCase())}`;

function answerIn(
  field: AskedField,
  place: string,
  label: string,
  value: unknown,
  people: ReadonlyMap<string, string>,
): Answer[] {
  if (value === undefined) return [];
  switch (field.kind) {
    case 'group':
      return answersIn(field.fields, place, label, value, people);
    case 'list':
      return entriesOf(value).flatMap((entry, i) =>
        answerIn(field.item, `${place}/${i}`, `${label} ${i + 1}`, entry, people),
      );
    case 'fixed':
      return field.items.flatMap((item, i) =>
        answerIn(item, `${place}/${i}`, joined(label, item.label), entriesOf(value)[i], people),
      );
    case 'either': {
      const way = field.ways[wayOf(field, value)];
      if (way === undefined) return [];
      return [{ place: `${place}/#`, label, text: way.label }, ...answerIn(way.field, place, label, value, people)];
    }
    case 'choice':
      return [{ place, label, text: field.options.find(({ code }) => code === value)?.label ?? textOf(value) }];
    case 'yes':
      return [{ place, label, text: value === true ? 'Ya' : 'Tidak' }];
    case 'kalurahan':
      return [{ place, label, text: kalurahanOf(textOf(value))?.name ?? textOf(value) }];
    case 'person': {
      const name = people.get(textOf(value));
      return [{ place, label, text: name === undefined ? textOf(value) : `${name} (${textOf(value)})` }];
    }
    case 'text':
    case 'date':
    case 'number':
    case 'semula':
    case 'menjadi': {
      const text = textOf(value);
      return [{ place, label, text: isPlainDate(text) ? printedDate(text) : text }];
    }
  }
}

const entriesOf = (value: unknown): readonly unknown[] => (Array.isArray(value) ? value : []);
const textOf = (value: unknown): string =>
  typeof value === 'string' ? value : typeof value === 'number' ? String(value) : '';
