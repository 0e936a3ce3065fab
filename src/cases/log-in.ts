import type { Person } from '../domain/authority.ts';
import type { AccountRecord, JournalEntry } from '../store/store.ts';
import type { AccountDependencies, Origin } from './account-dependencies.ts';
import { addressMark, countTry } from './password-tries.ts';

export interface Credentials {
  /** As typed; compared without regard to case and surrounding blanks. */
  readonly username: string;
  /** Bytes of UTF-8; overwritten before the answer. */
  readonly password: Buffer;
}

/** A person whom the office let in; a session remembers name and generation. */
export interface LoggedIn extends Pick<Person, 'username' | 'name' | 'roles'> {
  readonly generation: number;
  /** The password was given by an admin: nothing may be done before the officer has chosen their own. */
  readonly mustChangePassword: boolean;
}

/**
 * WRONG: name or password; nobody learns which names exist. What follows is shown only to a person who knows the
 * password.
 */
export type LogInRefusal = 'WRONG' | 'TOO_MANY_TRIES' | 'LOCKED' | 'LEFT_OFFICE' | 'PASSWORD_EXPIRED';

export type LogInAnswer =
  | ({ readonly ok: true } & LoggedIn)
  | { readonly ok: false; readonly because: LogInRefusal; readonly retryAfterSeconds: number };

export type LogIn = (credentials: Credentials, origin: Origin) => Promise<LogInAnswer>;

const LONGEST_USERNAME = 60;

/**
 * Lets an officer in by user name and password. Every try is journalled, but for those that a lock refuses after its
 * first: otherwise whoever is locked out could fill the journal. An unknown name takes the same steps as a wrong
 * password.
 */
export function logIn(dependencies: AccountDependencies): LogIn {
  const { store, passwords, now } = dependencies;
  return async ({ username: typed, password }, origin) => {
    try {
      const username = typed.trim().toLowerCase().slice(0, LONGEST_USERNAME);
      const account = await store.accounts.find(username);
      const tried = await countTry(dependencies, { username, generation: account?.generation ?? 0 }, origin);
      if (!tried.allowed) {
        if (tried.locksNow) await journalRefusal(dependencies, account, origin, 'TOO_MANY_TRIES');
        return { ok: false, because: 'TOO_MANY_TRIES', retryAfterSeconds: tried.retryAfterSeconds };
      }
      // Hashed for an unknown name too, so that time does not tell which names exist.
      const right = await passwords.fits(password, account?.passwordHash ?? null);
      if (account === undefined || !right) return await refuse(dependencies, account, origin, 'WRONG');
      const because = closedBecause(account) ?? expiredBecause(account, now());
      if (because !== undefined) return await refuse(dependencies, account, origin, because);
      await tried.wasRight();
      await store.transaction(async (tables) => {
        await tables.accounts.loggedIn(username);
        await tables.journal.write(
          entry(username, 'logged-in', { by: 'password', from: addressMark(dependencies, origin.address) }),
        );
      });
      return { ok: true, ...loggedIn(account) };
    } finally {
      password.fill(0);
    }
  };
}

export type LogInByProvider = (username: string | undefined, origin: Origin) => Promise<LogInAnswer>;

/**
 * Lets in whom the office's identity provider has recognised, if they are staff; `undefined`: the provider named
 * nobody.
 */
export function logInByProvider(dependencies: AccountDependencies): LogInByProvider {
  const { store } = dependencies;
  return async (username, origin) => {
    const person = username === undefined ? undefined : await store.people.find(username);
    if (person !== undefined) await store.accounts.open(person.username);
    const account = person === undefined ? undefined : await store.accounts.find(person.username);
    if (account === undefined) return refuse(dependencies, account, origin, 'WRONG');
    const because = closedBecause(account);
    if (because !== undefined) return refuse(dependencies, account, origin, because);
    await store.transaction(async (tables) => {
      await tables.accounts.loggedIn(account.username);
      await tables.journal.write(
        entry(account.username, 'logged-in', {
          by: 'identity-provider',
          from: addressMark(dependencies, origin.address),
        }),
      );
    });
    return { ok: true, ...loggedIn(account), mustChangePassword: false };
  };
}

export const loggedIn = ({ username, name, roles, generation, oneTimeUntil }: AccountRecord): LoggedIn => ({
  username,
  name,
  roles,
  generation,
  mustChangePassword: oneTimeUntil !== null,
});

/** Why this officer is let in by no way at all; undefined when they are. */
function closedBecause({ active, lockedAt }: AccountRecord): LogInRefusal | undefined {
  if (!active) return 'LEFT_OFFICE';
  return lockedAt === null ? undefined : 'LOCKED';
}

/** A password given by an admin opens for a while only. */
function expiredBecause({ oneTimeUntil }: AccountRecord, now: Date): LogInRefusal | undefined {
  return oneTimeUntil !== null && oneTimeUntil <= now ? 'PASSWORD_EXPIRED' : undefined;
}

async function refuse(
  dependencies: AccountDependencies,
  account: AccountRecord | undefined,
  origin: Origin,
  because: LogInRefusal,
): Promise<LogInAnswer> {
  await journalRefusal(dependencies, account, origin, because);
  return { ok: false, because, retryAfterSeconds: 0 };
}

/** A name that nobody has may be a password typed in the wrong field: it is not written down. */
async function journalRefusal(
  dependencies: AccountDependencies,
  account: AccountRecord | undefined,
  origin: Origin,
  because: LogInRefusal,
): Promise<void> {
  const from = addressMark(dependencies, origin.address);
  await dependencies.store.journal.write(
    entry(account?.username ?? 'tidak dikenal', 'login-refused', { because, from }),
  );
}

const entry = (actor: string, event: string, detail: JournalEntry['detail']): JournalEntry => ({
  applicationNumber: null,
  actor,
  event,
  step: null,
  detail,
});
