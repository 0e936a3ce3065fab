import { absentOn } from '../domain/duty.ts';
import type { PlainDate } from '../domain/family-card.ts';
import { covers } from '../domain/period.ts';
import { plainDateOf } from '../domain/plain-date.ts';
import type { Dependencies } from './dependencies.ts';

/** User names of those who are not on duty today: absent by record, or no longer with the office. */
export async function absentToday({ store, now }: Pick<Dependencies, 'store' | 'now'>): Promise<ReadonlySet<string>> {
  // One after the other: in a transaction both are on one connection.
  const absences = await store.people.absences();
  const people = await store.people.all();
  const left = people.filter(({ active }) => !active).map(({ username }) => username);
  return new Set([...absentOn(absences, plainDateOf(now())), ...left]);
}

/** Last day of the absence that covers today; null: on duty. */
export async function absentUntil(
  { store, now }: Pick<Dependencies, 'store' | 'now'>,
  username: string,
): Promise<PlainDate | null> {
  const today = plainDateOf(now());
  const ends = (await store.people.absences())
    .filter((absence) => absence.person === username && covers(absence, today))
    .map(({ validTo }) => validTo);
  return ends.toSorted().at(-1) ?? null;
}
