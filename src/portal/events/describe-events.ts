import { EVENTS, FIRST_QUESTION, tiles, type EventName } from '../../domain/events/catalogue.ts';
import type { ChangeableElement } from '../../domain/events/event.ts';
import { ELEMENT_LABELS } from '../../domain/events/element-changes.ts';
import { listOf, semulaChoices } from '../../domain/events/synonyms.ts';
import type { Language } from '../../domain/language/language.ts';
import type { Translate } from '../../domain/language/translator.ts';
import { fieldsOf } from './fields.ts';

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
 * What the form asks, in the language of the visitor: the tiles of the first page, each event's own questions, and the
 * words that each element takes.
 */
export function eventQuestions(translate: Translate) {
  return {
    question: translate(FIRST_QUESTION),
    tiles: tiles().map(({ tile, events }) => ({
      tile: translate(tile),
      events: events.filter((name) => !HIDDEN.includes(name)),
    })),
    events: EVENTS.filter(({ name }) => !HIDDEN.includes(name)).map(({ name, title, says, question, text, data }) => ({
      name,
      title: translate(title),
      says: translate(says.join('; ')).split('; '),
      question: translate(question),
      text: translate(text),
      fields: fieldsOf(data, name, translate),
      ...(ELEMENT_OF[name] === undefined ? {} : { element: ELEMENT_OF[name] }),
    })),
    elements: (Object.keys(ELEMENT_LABELS) as ChangeableElement[]).map((code) => ({
      code,
      label: translate(ELEMENT_LABELS[code]),
      ...inputOf(code),
    })),
  };
}

/** The same in Indonesian, as programs read it. */
export const EVENT_QUESTIONS = eventQuestions((text) => text);

const made = new WeakMap<Translate, typeof EVENT_QUESTIONS>();

/** The questions in a language, made once. */
export function questionsIn({ translate }: Pick<Language, 'translate'>): typeof EVENT_QUESTIONS {
  const questions = made.get(translate) ?? eventQuestions(translate);
  made.set(translate, questions);
  return questions;
}
