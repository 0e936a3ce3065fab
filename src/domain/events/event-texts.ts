import { INDONESIAN } from '../language/indonesian.ts';

type NameOf<Key> = Key extends `${infer Name}.title` ? Name : never;

/** What residents read of an event, from `events.json`; there the resident's own words are separated by semicolons. */
export function eventTexts(name: NameOf<keyof typeof INDONESIAN.events>) {
  const { events } = INDONESIAN;
  return {
    title: events[`${name}.title`],
    says: events[`${name}.says`].split('; '),
    question: events[`${name}.question`],
    text: events[`${name}.text`],
  };
}
