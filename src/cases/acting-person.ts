import type { Person } from '../domain/authority.ts';
import type { Store } from '../store/store.ts';

/**
 * Who acts under this user name now; undefined: nobody of the office has it, or their account is locked. A request of a
 * locked account ends with its session; what works on without a request (a signing batch) asks here.
 */
export async function actingPerson(
  { accounts }: Pick<Store, 'accounts'>,
  people: readonly Person[],
  username: string,
): Promise<Person | undefined> {
  const account = await accounts.find(username);
  return account?.lockedAt == null ? people.find((person) => person.username === username) : undefined;
}
