import { INDONESIAN } from '../language/indonesian.ts';
import { isAwaited } from '../card/awaited.ts';
import { cardNumbered, cardOf } from '../card/register.ts';
import type { EventContext, Plan } from './event.ts';
import { identityNotices, type AffectedPerson } from './affected-cards.ts';
import type { ResolvedEvent } from './compose.ts';

const { results } = INDONESIAN;

/** What the message with the issued card says (SOP step 8, and what follows from the events). */
export function noticesFor(
  events: readonly ResolvedEvent[],
  c: EventContext,
  plan: Plan,
  replaced: ReplacedCards,
): string[] {
  const names = events.map(({ definition }) => definition.name);
  const reprint = (['kk-hilang', 'kk-rusak'] as const).find((name) => names.includes(name));
  const handIn = reprint === undefined ? results['hand-in'] : results[`hand-in.${reprint}`];
  return [results['print'], results['sign'], handIn, ...noticesOfCase(events, c, plan, replaced)];
}

/** Whose KTP-el and KIA are replaced, of those who are told of. */
export interface ReplacedCards {
  readonly ktp: readonly AffectedPerson[];
  readonly kia: readonly AffectedPerson[];
}

/** Of these what not every card says: whose KTP-el and KIA are replaced, and what follows from the events. */
export function noticesOfCase(
  events: readonly ResolvedEvent[],
  c: EventContext,
  plan: Plan,
  { ktp, kia }: ReplacedCards,
): string[] {
  return [...identityNotices(ktp, kia), ...noticesOfEvents(events, c, plan)];
}

/** Of these what follows from the events. */
export function noticesOfEvents(events: readonly ResolvedEvent[], c: EventContext, plan: Plan): string[] {
  const own = events.flatMap(({ definition, declared }) => definition.notices(c, declared.data, plan));
  return [...new Set([...(changesHead(events, c, plan) ? [results['new-number']] : []), ...own])];
}

/**
 * The same family under another number: its head died, left or was replaced (not: somebody founded a family of their
 * own).
 */
function changesHead(events: readonly ResolvedEvent[], c: EventContext, plan: Plan): boolean {
  const replaced = events.some(({ definition, declared }) =>
    definition.boxes(c, declared.data, plan).includes('I.A.2'),
  );
  const ended = c.before.cards.some((card) => cardNumbered(plan.register, card.kkNumber) === undefined);
  // Whoever is taken in by another family gets the card of that family, under its number.
  return replaced && ended && plan.issueFor.some((nik) => isAwaited(cardOf(plan.register, nik)?.kkNumber ?? ''));
}
