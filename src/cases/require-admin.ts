import type { Dependencies } from './dependencies.ts';
import { refusal, type Attempt } from './open-case.ts';

/** Throws Refusal WRONG_ROLE or UNKNOWN_OFFICER, journalled, for everybody but an active admin. */
export async function requireAdmin(
  needs: Pick<Dependencies, 'store'>,
  username: string,
  attempt: Omit<Attempt, 'username'>,
): Promise<void> {
  const person = await needs.store.people.find(username);
  if (person?.active !== true) throw await refusal(needs, { username, ...attempt }, 'UNKNOWN_OFFICER');
  if (!person.roles.includes('admin')) throw await refusal(needs, { username, ...attempt }, 'WRONG_ROLE');
}
