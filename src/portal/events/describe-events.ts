import { fieldsOf } from '../../domain/events/asked-fields.ts';
import { EVENTS, FIRST_QUESTION, eventNamed, tiles, type EventName } from '../../domain/events/catalogue.ts';
import { textOfEvent, type ChangeableElement } from '../../domain/events/event.ts';
import type { OfficeRules } from '../../domain/events/office-rules.ts';
import { ELEMENT_LABELS } from '../../domain/events/element-changes.ts';
import { listOf, semulaChoices } from '../../domain/events/synonyms.ts';

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
 * What the form asks: the tiles of the first page, each event's own questions, and the words that each element takes; what
 * an event explains is the usual, see `questionsOf`.
 */
export const EVENT_QUESTIONS = {
  question: FIRST_QUESTION,
  tiles: tiles().map(({ tile, events }) => ({ tile, events: events.filter((name) => !HIDDEN.includes(name)) })),
  events: EVENTS.filter(({ name }) => !HIDDEN.includes(name)).map(({ name, title, says, question, text, data }) => ({
    name,
    title,
    says,
    question,
    text,
    fields: fieldsOf(data, name),
    ...(ELEMENT_OF[name] === undefined ? {} : { element: ELEMENT_OF[name] }),
  })),
  elements: (Object.keys(ELEMENT_LABELS) as ChangeableElement[]).map((code) => ({
    code,
    label: ELEMENT_LABELS[code],
    ...inputOf(code),
  })),
};

/** The same with the sentences of this office. */
export const questionsOf = (office: OfficeRules): typeof EVENT_QUESTIONS => ({
  ...EVENT_QUESTIONS,
  events: EVENT_QUESTIONS.events.map((event) => ({ ...event, text: textOfEvent(eventNamed(event.name), office) })),
});
