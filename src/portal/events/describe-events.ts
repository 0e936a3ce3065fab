import { fieldsOf } from '../../domain/events/asked-fields.ts';
import { EVENTS, FIRST_QUESTION, tiles, type EventName } from '../../domain/events/catalogue.ts';
import { textOfEvent, type ChangeableElement } from '../../domain/events/event.ts';
import { DEFAULT_OFFICE_RULES, type OfficeRules } from '../../domain/events/office-rules.ts';
import { ELEMENT_LABELS } from '../../domain/events/element-changes.ts';
import { listOf, semulaChoices } from '../../domain/events/synonyms.ts';
import type { Language } from '../../domain/language/language.ts';
import { asItIs, type Translate } from '../../domain/language/translator.ts';

/** Events that change one element: it decides what "semula" and "menjadi" may be. */
const ELEMENT_OF: Partial<Record<EventName, ChangeableElement>> = {
  'ganti-nama': 'nama',
  pendidikan: 'pendidikan',
  pekerjaan: 'pekerjaan',
  'agama-kepercayaan': 'agama',
  'golongan-darah': 'golongan-darah',
};
const DATES: readonly ChangeableElement[] = ['tanggal-lahir', 'tanggal-perkawinan'];

const inputOf = (element: ChangeableElement) =>
  DATES.includes(element)
    ? { input: 'date' as const }
    : listOf(element) === undefined
      ? { input: 'text' as const }
      : { input: 'list' as const, from: semulaChoices(element), to: listOf(element)! };

/** One tile for "somebody died": SIAK says whether it was the head. */
const HIDDEN: readonly EventName[] = ['kepala-meninggal'];

/**
 * What the form asks, in the language of the visitor and with the sentences of this office: the tiles of the first page,
 * each event's own questions, and the words that each element takes.
 */
export function describeEvents(translate: Translate, office: OfficeRules) {
  return {
    question: translate(FIRST_QUESTION),
    tiles: tiles().map(({ tile, events }) => ({
      tile: translate(tile),
      events: events.filter((name) => !HIDDEN.includes(name)),
    })),
    events: EVENTS.filter(({ name }) => !HIDDEN.includes(name)).map((event) => ({
      name: event.name,
      title: translate(event.title),
      says: translate(event.says.join('; ')).split('; '),
      question: translate(event.question),
      text: translate(textOfEvent(event, office)),
      fields: fieldsOf(event.data, event.name, translate),
      ...(ELEMENT_OF[event.name] === undefined ? {} : { element: ELEMENT_OF[event.name] }),
    })),
    elements: (Object.keys(ELEMENT_LABELS) as ChangeableElement[]).map((code) => ({
      code,
      label: translate(ELEMENT_LABELS[code]),
      ...inputOf(code),
    })),
  };
}

/** The same in Indonesian and by the usual rules, as programs read it. */
export const EVENT_QUESTIONS = describeEvents(asItIs, DEFAULT_OFFICE_RULES);

const made = new WeakMap<Translate, WeakMap<OfficeRules, typeof EVENT_QUESTIONS>>();

/** The questions of an office in a language, made once. */
export function questionsIn({ translate }: Pick<Language, 'translate'>, office: OfficeRules): typeof EVENT_QUESTIONS {
  const ofLanguage = made.get(translate) ?? new WeakMap<OfficeRules, typeof EVENT_QUESTIONS>();
  const questions = ofLanguage.get(office) ?? describeEvents(translate, office);
  made.set(translate, ofLanguage.set(office, questions));
  return questions;
}
