import { INDONESIAN } from '../language/indonesian.ts';
import { isAwaited } from '../card/awaited.ts';
import { cardNumbered, cardOf } from '../card/register.ts';
import type { EventContext, Plan } from './event.ts';
import { identityNotices, kiaAffected, ktpAffected, type AffectedPerson } from './affected-cards.ts';
import type { ResolvedEvent } from './compose.ts';

const { results } = INDONESIAN;

/** What the message with the issued card says (SOP step 8, and what follows from the events). */
export function noticesFor(events: readonly ResolvedEvent[], c: EventContext, plan: Plan): string[] {
  const names = events.map(({ definition }) => definition.name);
  const reprint = (['kk-hilang', 'kk-rusak'] as const).find((name) => names.includes(name));
  const handIn = reprint === undefined ? results['hand-in'] : results[`hand-in.${reprint}`];
  return [results['print'], results['sign'], handIn, ...noticesOfCase(events, c, plan)];
}

/**
 * Of these what not every card says: whose KTP-el and KIA are replaced, of those who are named, and what follows from the
 * events.
 */
export function noticesOfCase(
  events: readonly ResolvedEvent[],
  c: EventContext,
  plan: Plan,
  isNamed: (nik: string) => boolean = () => true,
): string[] {
  const named = (people: readonly AffectedPerson[]) => people.filter(({ nik }) => isNamed(nik));
  const [ktp, kia] = [ktpAffected(c.before, plan, c.today), kiaAffected(c.before, plan, c.today)];
  return [...identityNotices(named(ktp), named(kia)), ...noticesOfEvents(events, c, plan)];
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
