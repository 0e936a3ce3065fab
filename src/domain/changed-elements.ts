import type { Application } from './application.ts';
import { ELEMENT_CODES, type ElementCode } from './elements.ts';
import { elementsOfEvents } from './events/from-application.ts';

/** The distinct elements that an application changes, in the order of the law. */
export function changedElements({ changes, events = [] }: Pick<Application, 'changes' | 'events'>): ElementCode[] {
  const changed = [...changes.map(({ element }) => element), ...elementsOfEvents(events)];
  return ELEMENT_CODES.filter((code) => changed.includes(code));
}
