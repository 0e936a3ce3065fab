import { LONGEST_PASSWORD_BYTES, faultOfPassword, type PasswordFault } from '../domain/password.ts';
import { Failure } from '../domain/failures.ts';
import type { AccountDependencies, Origin } from './account-dependencies.ts';
import { addressMark, countTry } from './password-tries.ts';

export interface PasswordChange {
  readonly username: string;
  /** Both as bytes of UTF-8; overwritten before the answer. */
  readonly current: Buffer;
  readonly chosen: Buffer;
}

export type PasswordRefusal = PasswordFault | 'WRONG' | 'TOO_MANY_TRIES' | 'SAME_AS_BEFORE';

export type PasswordAnswer =
  | { readonly ok: true; /** For the session that goes on; all others are over. */ readonly generation: number }
  | { readonly ok: false; readonly because: PasswordRefusal; readonly retryAfterSeconds: number };

export type ChangePassword = (change: PasswordChange, origin: Origin) => Promise<PasswordAnswer>;

/**
 * An officer replaces the password by one of their own choice. The present one is asked for and counted like at the
 * log-in.
 */
export function changePassword(dependencies: AccountDependencies): ChangePassword {
  const { store, passwords } = dependencies;
  return async ({ username, current, chosen }, origin) => {
    const refuse = async (because: PasswordRefusal, retryAfterSeconds = 0): Promise<PasswordAnswer> => {
      await store.journal.write({
        applicationNumber: null,
        actor: username,
        event: 'password-change-refused',
        step: null,
        detail: { because, from: addressMark(dependencies, origin.address) },
      });
      return { ok: false, because, retryAfterSeconds };
    };
    try {
      const [account, person] = await Promise.all([store.accounts.find(username), store.people.find(username)]);
      if (account === undefined || person === undefined) throw new Failure('UNKNOWN_OFFICER');
      const tried = await countTry(dependencies, account, origin);
      if (!tried.allowed)
        return tried.locksNow
          ? await refuse('TOO_MANY_TRIES', tried.retryAfterSeconds)
          : { ok: false, because: 'TOO_MANY_TRIES', retryAfterSeconds: tried.retryAfterSeconds };
      if (!(await passwords.fits(current, account.passwordHash))) return await refuse('WRONG');
      await tried.wasRight();
      if (chosen.length > LONGEST_PASSWORD_BYTES) return await refuse('TOO_LONG');
      const fault = faultOfPassword(chosen.toString('utf8'), person);
      if (fault !== undefined) return await refuse(fault);
      if (chosen.equals(current)) return await refuse('SAME_AS_BEFORE');
      const hash = await passwords.hash(chosen);
      await store.transaction(async (tables) => {
        await tables.accounts.setPassword(username, { hash, oneTimeUntil: null });
        await tables.journal.write({
          applicationNumber: null,
          actor: username,
          event: 'password-changed',
          step: null,
          detail: { from: addressMark(dependencies, origin.address) },
        });
      });
      const changed = await store.accounts.find(username);
      return { ok: true, generation: changed?.generation ?? account.generation + 1 };
    } finally {
      current.fill(0);
      chosen.fill(0);
    }
  };
}
