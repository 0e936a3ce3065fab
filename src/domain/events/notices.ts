import { INDONESIAN } from '../language/indonesian.ts';
import { cardNumbered } from '../card/register.ts';
import type { EventContext, Plan } from './event.ts';
import { identityNotices, type AffectedPerson } from './affected-cards.ts';
import type { ResolvedEvent } from './compose.ts';

const { results } = INDONESIAN;

/** What the message with the issued card says (SOP step 8, and what follows from the events). */
export function noticesFor(
  events: readonly ResolvedEvent[],
  c: EventContext,
  plan: Plan,
  ktp: readonly AffectedPerson[],
  kia: readonly AffectedPerson[],
): string[] {
  const names = events.map(({ definition }) => definition.name);
  const reprint = (['kk-hilang', 'kk-rusak'] as const).find((name) => names.includes(name));
  const own = events.flatMap(({ definition, declared }) => definition.notices(c, declared.data, plan));
  const notices = [
    results['print'],
    results['sign'],
    reprint === undefined ? results['hand-in'] : results[`hand-in.${reprint}`],
    ...identityNotices(ktp, kia),
    ...(changesHead(events, c, plan) ? [results['new-number']] : []),
    ...own,
  ];
  return [...new Set(notices)];
}

/**
 * The same family under another number: its head died, left or was replaced (not: somebody founded a family of their
 * own).
 */
function changesHead(events: readonly ResolvedEvent[], c: EventContext, plan: Plan): boolean {
  const replaced = events.some(({ definition, declared }) =>
    definition.boxes(c, declared.data, plan).includes('I.A.2'),
  );
  return replaced && c.before.cards.some((card) => cardNumbered(plan.register, card.kkNumber) === undefined);
}
