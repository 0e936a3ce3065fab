import { MOST_EVENTS } from '../../domain/events/application.ts';
import { EVENTS, eventNamed, type EventName } from '../../domain/events/catalogue.ts';
import type { OwnEvents } from '../../cases/view-own-events.ts';
import type { EVENT_QUESTIONS } from './describe-events.ts';
import { askedOf } from './filled-form.ts';
import { answersIn, type Sent } from './read-answers.ts';

/** An event on the page of correction. */
export interface AskedEvent {
  readonly event: EventName;
  /** Answers as written, not judged. */
  readonly data: unknown;
  /** Its place among the stored events; undefined: it was added on the page. */
  readonly was: number | undefined;
}
/** The page between two buttons. */
export interface AskedEvents {
  readonly events: readonly AskedEvent[];
  /** Whether it is sent to the office; else a button only adds or takes away. */
  readonly sends: boolean;
  /** Place of the event that was added just now. */
  readonly newest?: number;
}

export const asStored = ({ events }: OwnEvents): AskedEvents => ({
  sends: false,
  events: events.map(({ event, data }, was) => ({ event, data, was })),
});

/**
 * What a browser sends: each event with its kind, its place of before and its answers, and which button was pressed.
 * Parts that the page does not ask stay as they are stored.
 */
export function askedIn(own: OwnEvents, sent: Sent): AskedEvents {
  const events = Array.from({ length: MOST_EVENTS }, (_, place) => place).flatMap((place): AskedEvent[] => {
    const event = EVENTS.find(({ name }) => name === sent[`/events/${place}/event`])?.name;
    if (event === undefined) return [];
    const was = storedPlace(own, event, sent[`/events/${place}/was`]);
    const before = was === undefined ? {} : own.events[was]!.data;
    return [{ event, was, data: answersIn(askedOf(event), `/events/${place}/data`, sent, before) }];
  });
  const [, action, place] = /^(hapus|kembali)-(\d{1,2})$/.exec(textIn(sent, 'aksi')) ?? [];
  if (action === 'hapus') return { events: events.filter((_, i) => i !== Number(place)), sends: false };
  if (action === 'kembali') return withStored(own, events, Number(place));
  if (textIn(sent, 'aksi') === 'tambah') return withAdded(own, events, textIn(sent, 'peristiwa'));
  return { events, sends: true };
}

function withStored(own: OwnEvents, events: readonly AskedEvent[], was: number): AskedEvents {
  const stored = own.events[was];
  if (stored === undefined || events.some((one) => one.was === was)) return { events, sends: false };
  return { events: [...events, { ...stored, was }], newest: events.length, sends: false };
}

/** An event that was stored and taken away comes back with its answers. */
function withAdded(own: OwnEvents, events: readonly AskedEvent[], name: string): AskedEvents {
  const event = EVENTS.find((one) => one.name === name)?.name;
  if (event === undefined || events.length >= MOST_EVENTS) return { events, sends: false };
  const stored = own.events.findIndex((one, i) => one.event === event && !events.some(({ was }) => was === i));
  if (stored >= 0) return withStored(own, events, stored);
  return { events: [...events, { event, data: {}, was: undefined }], newest: events.length, sends: false };
}

/** The events that the page offers to add, by the tiles of the form; one that is asked already is not asked twice. */
export function choicesBeside(events: readonly AskedEvent[], questions: typeof EVENT_QUESTIONS) {
  const offered = questions.events.filter(({ name }) => !events.some(({ event }) => event === name));
  return questions.tiles
    .map(({ tile, events: names }) => ({
      tile,
      events: offered.filter(({ name }) => names.includes(name)).map(({ name, title }) => ({ name, title })),
    }))
    .filter((group) => group.events.length > 0);
}

/** The stored events that the page no longer has. */
export function removedFrom(own: OwnEvents, { events }: AskedEvents) {
  return own.events.flatMap(({ event }, place) =>
    events.some(({ was }) => was === place) ? [] : [{ place, title: eventNamed(event).title }],
  );
}

function storedPlace({ events }: OwnEvents, event: EventName, sent: unknown): number | undefined {
  const place = typeof sent === 'string' && /^\d{1,2}$/.test(sent) ? Number(sent) : -1;
  return events[place]?.event === event ? place : undefined;
}

const textIn = (sent: Sent, name: string): string => {
  const value = sent[name];
  return typeof value === 'string' ? value : '';
};
