import type { AccountDependencies } from './account-dependencies.ts';
import { loggedIn, type LoggedIn } from './log-in.ts';

/** Answers whether the officer of a session may still be here: asked at every request. */
export type SessionHolder = (session: Pick<LoggedIn, 'username' | 'generation'>) => Promise<LoggedIn | undefined>;

/** Undefined: the account was locked, its password changed, or the officer has left since this session began. */
export function sessionHolder({ store }: Pick<AccountDependencies, 'store'>): SessionHolder {
  return async ({ username, generation }) => {
    const account = await store.accounts.find(username);
    if (account === undefined || !account.active || account.lockedAt !== null) return undefined;
    return account.generation === generation ? loggedIn(account) : undefined;
  };
}

/** Journals that an officer went out by themselves; the session itself is the caller's to end. */
export function logOut({ store }: Pick<AccountDependencies, 'store'>): (username: string) => Promise<void> {
  return (username) =>
    store.journal.write({ applicationNumber: null, actor: username, event: 'logged-out', step: null, detail: {} });
}
