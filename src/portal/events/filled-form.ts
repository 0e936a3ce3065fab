import { KALURAHAN } from '../../domain/kalurahan.ts';
import { fieldsOf, wayOf, type AskedField, type Option } from '../../domain/events/asked-fields.ts';
import { eventNamed, type EventName } from '../../domain/events/catalogue.ts';
import { EVENT_QUESTIONS } from './describe-events.ts';
import { INDONESIAN } from '../../domain/language/indonesian.ts';
import { fill as fillText } from '../../domain/language/placeholders.ts';
import { base, dashed, options, textOf, typed, type Around } from './filled-input.ts';
import { nameInWay, removalName, wayName } from './read-answers.ts';

/** One question with its answer, as the page of the tracking draws it without any script. */
export type FilledField = {
  readonly name: string;
  readonly id: string;
  readonly label: string;
  readonly optional: boolean;
  readonly hint: string;
  readonly fault: string;
} & (
  | {
      readonly draws: 'input';
      readonly type: 'text' | 'date';
      readonly mode: 'text' | 'numeric';
      readonly longest: number;
      readonly value: string;
      /** Words to choose from; the page's own list of people is named by `list`. */
      readonly words: readonly string[];
      readonly list: string;
    }
  | { readonly draws: 'select'; readonly options: readonly (Option & { readonly chosen: boolean })[] }
  | {
      readonly draws: 'part';
      readonly fields: readonly FilledField[];
      /** Seldom needed, or one more entry of a list: folded until it holds something. */
      readonly folds: readonly {
        readonly summary: string;
        readonly open: boolean;
        readonly fields: readonly FilledField[];
      }[];
      /** Name of the box that takes this entry out of its list; empty where it cannot be taken out. */
      readonly removal: string;
    }
);

const partOf = (value: unknown, key: string): unknown =>
  typeof value === 'object' && value !== null ? (value as Readonly<Record<string, unknown>>)[key] : undefined;
const isFilled = (value: unknown): boolean =>
  Array.isArray(value)
    ? value.length > 0
    : typeof value === 'object' && value !== null
      ? Object.values(value).some(isFilled)
      : value !== undefined && value !== '';

/** The questions of one declared event, with the answers. Names of inputs and places of faults are JSON pointers. */
export function filledEvent(
  { event, data }: { readonly event: EventName; readonly data: unknown },
  place: number,
  around: Omit<Around, 'element'>,
): { readonly title: string; readonly question: string; readonly part: FilledField } {
  const { title, question } = eventNamed(event);
  const element = EVENT_QUESTIONS.events.find(({ name }) => name === event)?.element;
  const at = `/events/${place}/data`;
  const { translate } = around;
  const asked = fieldsOf(eventNamed(event).data, event, translate);
  return {
    title: translate(title),
    question: translate(question),
    part: part(asked, '', at, at, data, { ...around, element }),
  };
}

/** What an event asks. */
export function askedOf(event: EventName): AskedField[] {
  return fieldsOf(eventNamed(event).data, event);
}

function part(
  fields: readonly AskedField[],
  label: string,
  name: string,
  pointer: string,
  value: unknown,
  around: Around,
  removal = '',
): FilledField {
  const chosen = fields.some(({ key }) => key === 'element') ? partOf(value, 'element') : around.element;
  const inside = { ...around, element: typeof chosen === 'string' ? chosen : undefined };
  const filled = (some: readonly AskedField[]) =>
    some.map((field) =>
      fill(field, `${name}/${field.key}`, `${pointer}/${field.key}`, partOf(value, field.key), inside),
    );
  const seldom = fields.filter((field) => field.seldom);
  const isOpen = seldom.some(
    ({ key }) =>
      isFilled(partOf(value, key)) || around.faults.some(({ field }) => field.startsWith(`${pointer}/${key}`)),
  );
  return {
    ...base({ label, optional: false }, name, pointer, around),
    draws: 'part',
    fields: filled(fields.filter((field) => !field.seldom)),
    folds:
      seldom.length === 0
        ? []
        : [{ summary: around.translate(INDONESIAN.fields['more-fields']), open: isOpen, fields: filled(seldom) }],
    removal,
  };
}

function fill(field: AskedField, name: string, pointer: string, value: unknown, around: Around): FilledField {
  const own = base(field, name, pointer, around);
  switch (field.kind) {
    case 'group':
      return part(field.fields, field.label, name, pointer, value, around);
    case 'fixed': {
      const values: readonly unknown[] = Array.isArray(value) ? value : [];
      const fields = field.items.map((item, i) => fill(item, `${name}/${i}`, `${pointer}/${i}`, values[i], around));
      return { ...own, draws: 'part', fields, folds: [], removal: '' };
    }
    case 'list':
      return list(field, own, name, pointer, Array.isArray(value) ? value : [], around);
    case 'either': {
      const way = wayOf(field, value);
      const choice: FilledField = {
        ...own,
        name: wayName(name),
        id: dashed(wayName(name)),
        draws: 'select',
        options: options(
          field.ways.map(({ label }, i) => ({ code: String(i), label })),
          way < 0 ? '' : String(way),
          around.translate,
        ),
      };
      const ways = field.ways.map(({ label, field: inner }, i) => ({
        summary: label,
        open: i === way,
        fields: [fill(inner, nameInWay(name, i), pointer, i === way ? value : undefined, around)],
      }));
      return { ...own, label: '', fault: '', draws: 'part', fields: [choice], folds: ways, removal: '' };
    }
    case 'yes': {
      const answer = value === true ? 'ya' : value === false ? 'tidak' : '';
      const words = [
        { code: 'ya', label: around.translate(INDONESIAN.fields['yes']) },
        { code: 'tidak', label: around.translate(INDONESIAN.fields['no']) },
      ];
      return { ...own, draws: 'select', options: options(words, answer, around.translate) };
    }
    case 'choice':
      return { ...own, draws: 'select', options: options(field.options, textOf(value), around.translate) };
    case 'kalurahan': {
      const places = KALURAHAN.map((one) => ({ code: one.code, label: `${one.name}, Kapanewon ${one.kapanewon}` }));
      return { ...own, draws: 'select', options: options(places, textOf(value), around.translate) };
    }
    case 'text':
    case 'date':
    case 'number':
    case 'person':
    case 'semula':
    case 'menjadi':
      return { ...own, ...typed(field, own.id, textOf(value), around) };
  }
}

function list(
  field: Extract<AskedField, { kind: 'list' }>,
  own: ReturnType<typeof base>,
  name: string,
  pointer: string,
  values: readonly unknown[],
  around: Around,
): FilledField {
  const entry = (i: number, value: unknown): FilledField => {
    const at = `${name}/${i}`;
    const item = { ...field.item, label: `${field.item.label || field.label} ${i + 1}` };
    const removal = values.length > field.least && i < values.length ? removalName(at) : '';
    return item.kind === 'group'
      ? part(item.fields, item.label, at, `${pointer}/${i}`, value, around, removal)
      : fill(item, at, `${pointer}/${i}`, value, around);
  };
  const shown = values.length > 0 ? values : Array.from({ length: field.least }, () => undefined);
  const one = {
    summary: around.translate(fillText(INDONESIAN.fields['add-entry'], { field: field.label.toLowerCase() })),
    open: false,
    fields: [entry(shown.length, undefined)],
  };
  return {
    ...own,
    // The entries have names of their own.
    label: '',
    draws: 'part',
    fields: shown.map((value, i) => entry(i, value)),
    folds: shown.length < field.most ? [one] : [],
    removal: '',
  };
}
