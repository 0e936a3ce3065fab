import { offDuty } from '../domain/duty.ts';
import { plainDateOf } from '../domain/plain-date.ts';
import type { Dependencies } from './dependencies.ts';

/** User names of those who are not on duty today: absent by record, or no longer with the office. */
export async function absentToday({ store, now }: Pick<Dependencies, 'store' | 'now'>): Promise<ReadonlySet<string>> {
  const today = plainDateOf(now());
  return offDuty(await store.people.roster(today), today);
}
