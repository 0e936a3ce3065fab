import type { AskedField, Option } from '../../domain/events/asked-fields.ts';
import { ELEMENT_LABELS } from '../../domain/events/element-changes.ts';
import type { FieldFault } from '../../domain/field-fault.ts';
import { INDONESIAN } from '../../domain/language/indonesian.ts';
import { fill } from '../../domain/language/placeholders.ts';
import type { Translate } from '../../domain/language/translator.ts';
import { EVENT_QUESTIONS } from './describe-events.ts';

/** Id of the list of people on the page. */
const PEOPLE_LIST = 'orang';

/** What the drawing of one question looks at besides its answer. */
export interface Around {
  readonly people: ReadonlyMap<string, string>;
  readonly faults: readonly FieldFault[];
  readonly translate: Translate;
  /** The element that "semula" and "menjadi" are about. */
  readonly element?: string | undefined;
}

/** The name of an input as an id. */
export const dashed = (name: string) => name.replace(/[^a-z0-9]+/gi, '-').replace(/^-/, '');
/** An input to type in, with the words that it may take. */
export function typed(
  { kind, ...field }: AskedField,
  id: string,
  value: string,
  { people, element, translate }: Around,
) {
  const about = EVENT_QUESTIONS.elements.find(({ code }) => code === element);
  const words = about?.input !== 'list' ? [] : kind === 'semula' ? about.from : kind === 'menjadi' ? about.to : [];
  const isDate = kind === 'date' || ((kind === 'semula' || kind === 'menjadi') && about?.input === 'date');
  const known = people.get(value);
  return {
    draws: 'input' as const,
    // A date as it is printed on a card cannot stand in an input for dates.
    type: isDate && /^(\d{4}-\d\d-\d\d)?$/.test(value) ? ('date' as const) : ('text' as const),
    mode: kind === 'number' || kind === 'person' ? ('numeric' as const) : ('text' as const),
    longest: 'longest' in field ? field.longest : 200,
    value,
    words,
    list: kind === 'person' ? PEOPLE_LIST : words.length > 0 ? `${id}-pilihan` : '',
    hint:
      kind === 'person'
        ? known === undefined
          ? translate(INDONESIAN.fields['nik-16-digits'])
          : translate(fill(INDONESIAN.fields['nik-of'], { name: known }))
        : kind === 'semula'
          ? translate(
              element === undefined
                ? INDONESIAN.fields['as-printed']
                : fill(INDONESIAN.fields['as-printed-field'], { field: labelOf(element) }),
            )
          : '',
  };
}

const labelOf = (element: string) =>
  ((ELEMENT_LABELS as Readonly<Record<string, string>>)[element] ?? element).toLowerCase();

/** The options of a choice; an answer that is none of them is kept and offered. */
export function options(all: readonly Option[], value: string, translate: Translate) {
  const known = value === '' || all.some(({ code }) => code === value) ? all : [...all, { code: value, label: value }];
  return [{ code: '', label: translate(INDONESIAN.fields['choose']) }, ...known].map((one) => ({
    ...one,
    chosen: one.code === value,
  }));
}

/** What every question shows. */
export function base(
  { label, optional }: Pick<AskedField, 'label' | 'optional'>,
  name: string,
  pointer: string,
  { faults, translate }: Around,
) {
  const fault = faults.find(({ field }) => field === pointer)?.remedy ?? '';
  return { name, id: dashed(name), label, optional, hint: '', fault: translate(fault) };
}

export const textOf = (value: unknown): string =>
  typeof value === 'string' ? value : typeof value === 'number' ? String(value) : '';
