import { withoutFormerNames } from '../card/former-names.ts';
import { headOf, cardOf } from '../card/register.ts';
import type { PlainDate } from '../family-card.ts';
import type { DeclaredEvent } from './application.ts';
import { eventNamed } from './catalogue.ts';
import { withRegister, type EventContext, type FamilyEvent, type Plan } from './event.ts';
import type { Death } from './meninggal.ts';
import { homeCard } from './household.ts';

/** A declared event with its definition, as it is applied. */
export interface ResolvedEvent {
  readonly definition: FamilyEvent;
  readonly declared: DeclaredEvent;
  /** Which of the declared events it is. */
  readonly place: number;
}

/**
 * "Ada yang meninggal" is one tile: SIAK says whether it was the head (E08) or another member (E07). The dead who were
 * not head come first, so that nobody who died becomes head.
 */
export function resolveEvents(c: EventContext, events: readonly DeclaredEvent[]): ResolvedEvent[] {
  const resolved = events.map((declared, place) => ({ declared, place, definition: definitionFor(c, declared) }));
  const isHeadDeath = ({ definition }: ResolvedEvent) => definition.name === 'kepala-meninggal';
  const deaths = resolved.filter(isDeath).sort((a, b) => Number(isHeadDeath(a)) - Number(isHeadDeath(b)));
  const ordered = inOrder(resolved.map((event) => (isDeath(event) ? deaths.shift()! : event)));
  return withSuccessionOfFamily(c, ordered);
}

/** Of the head (E08) or of another member (E07). */
export const isDeath = ({ definition }: Pick<ResolvedEvent, 'definition'>): boolean =>
  definition.name === 'kepala-meninggal' || definition.name === 'anggota-meninggal';

/**
 * At whichever death of several the family said it: who becomes head, what everybody is to them, and which guardian the
 * children go to when the last adult has died.
 */
function withSuccessionOfFamily(c: EventContext, events: readonly ResolvedEvent[]): ResolvedEvent[] {
  const deathOf = (event: ResolvedEvent) => event.declared.data as Death;
  const familyOf = (event: ResolvedEvent) => cardOf(c.before, deathOf(event).person)?.kkNumber;
  return events.map((event) => {
    if (!isDeath(event)) return event;
    const deaths = events.filter((other) => isDeath(other) && familyOf(other) === familyOf(event));
    if (deaths.length === 1) return event;
    const said = deaths.map(deathOf);
    const guardian = said.flatMap((death) => death.guardian ?? [])[0];
    const newHeads = said.flatMap((death) => death.newHeads ?? []);
    const relations = Object.assign({}, ...said.map((death) => death.relations ?? {})) as Death['relations'];
    const { guardian: _said, ...data } = deathOf(event);
    const told = {
      ...{ ...data, newHeads, relations },
      ...(guardian !== undefined && event === deaths.at(-1) ? { guardian } : {}),
    };
    return { ...event, declared: { ...event.declared, data: told } as DeclaredEvent };
  });
}

/**
 * What was always so comes first (corrections, school, work ...), then what happened, by its date, then births: a child
 * is listed where its parents stand in the end. The same events in another order give the same cards.
 */
function inOrder(events: readonly ResolvedEvent[]): ResolvedEvent[] {
  const phase = ({ definition }: ResolvedEvent) =>
    definition.name === 'bayi-lahir' ? 2 : definition.changesMembers ? 1 : 0;
  const dateOf = ({ definition, declared }: ResolvedEvent) => definition.effectiveOn(declared.data);
  const dated = events.filter((event) => phase(event) === 1 && dateOf(event) !== undefined);
  const byDate = dated.toSorted((a, b) => dateOf(a)!.localeCompare(dateOf(b)!));
  // What has no date keeps its place among the others.
  const happened = events.map((event) => (dated.includes(event) ? byDate.shift()! : event));
  return happened.toSorted((a, b) => phase(a) - phase(b));
}

function definitionFor(c: EventContext, declared: DeclaredEvent): FamilyEvent {
  if (declared.event !== 'anggota-meninggal' && declared.event !== 'kepala-meninggal')
    return eventNamed(declared.event);
  const card = cardOf(c.before, declared.data.person);
  if (card !== undefined)
    return eventNamed(headOf(card)?.nik === declared.data.person ? 'kepala-meninggal' : 'anggota-meninggal');
  // SIAK has taken the person off already: a card without a head has lost its head.
  const home = homeCard(c);
  return eventNamed(home !== undefined && headOf(home) === undefined ? 'kepala-meninggal' : declared.event);
}

/** Several events at once, each on the cards as the one before has left them. */
export function planEvents(c: EventContext, events: readonly ResolvedEvent[]): Plan {
  const empty: Plan = { register: c.before, issueFor: [], facts: [] };
  const plan = events.reduce((now, { definition, declared }) => definition.effect(now, declared.data, c), empty);
  return withRegister(plan, withoutFormerNames(plan.register));
}

/** The date from which the cards hold: the latest of the events', or the day of the application. */
export function effectiveOn(events: readonly ResolvedEvent[], today: PlainDate): PlainDate {
  const dates = events.flatMap(({ definition, declared }) => definition.effectiveOn(declared.data) ?? []);
  return dates.length === 0 ? today : dates.reduce((a, b) => (a > b ? a : b));
}
