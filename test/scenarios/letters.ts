import type { TestOffice } from './the-office.ts';

/** The roster is the whole office's: a letter that stays would have the next drafts name the stand-in. */
export async function withdrawLetters({ store }: TestOffice): Promise<void> {
  for (const { id } of await store.people.delegations()) await store.people.withdrawDelegation(id);
}
