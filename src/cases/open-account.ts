import { faultOfRoles, type Person, type RolesFault } from '../domain/authority.ts';
import { faultOfPassword, type PasswordFault } from '../domain/password.ts';
import { StoreError } from '../store/store-error.ts';
import type { AccountDependencies } from './account-dependencies.ts';

export interface NewAccount {
  readonly username: string;
  /** Only for a person whom the office does not know yet. */
  readonly name?: string;
  readonly roles?: Person['roles'];
  /** Bytes of UTF-8; overwritten before the answer. */
  readonly password: Buffer;
}

/**
 * INCOMPLETE: name and roles are needed, the office does not know this person yet. KNOWN: it does; roles are changed by
 * an admin. SAME_PERSON: they have another active account.
 */
export type OpeningRefusal = PasswordFault | RolesFault | 'USERNAME' | 'INCOMPLETE' | 'KNOWN' | 'SAME_PERSON';
/** As the database answers (migration 154). */
const SECOND_ACCOUNT = '23505';
export interface OpenAccount {
  (account: NewAccount): Promise<'opened' | OpeningRefusal>;
  /** What refuses the account whatever its password, so that nobody types one in vain. */
  faultOf(account: Omit<NewAccount, 'password'>): Promise<OpeningRefusal | undefined>;
}

/** Lower-case words with dots or hyphens between them: "sri.wahyuni". */
export const USERNAME = /^(?=.{1,60}$)[a-z][a-z0-9]*(?:[.-][a-z0-9]+)*$/;

/**
 * Opens an account from the terminal of the machine: the first admin of an office, or an admin who lost the password.
 * Whoever may read the database's secrets may do this; the journal says that it came from there.
 */
export function openAccount({ store, passwords }: Pick<AccountDependencies, 'store' | 'passwords'>): OpenAccount {
  const holderOf = async ({ username, name, roles = [] }: Omit<NewAccount, 'password'>) => {
    if (!USERNAME.test(username)) return 'USERNAME';
    const known = await store.people.find(username);
    if (known !== undefined && roles.length > 0) return 'KNOWN';
    return known ?? newPerson(username, name, roles);
  };

  const open = async ({ password, ...account }: NewAccount) => {
    const { username } = account;
    try {
      const fresh = await holderOf(account);
      if (typeof fresh === 'string') return fresh;
      const fault = faultOfPassword(password.toString('utf8'), fresh);
      if (fault !== undefined) return fault;
      const hash = await passwords.hash(password);
      await store.transaction(async (tables) => {
        await tables.people.lock();
        const person = (await tables.people.find(username)) ?? fresh;
        await tables.people.put({ ...person, active: true });
        await tables.accounts.setPassword(username, { hash, oneTimeUntil: null });
        await tables.accounts.unlock(username);
        await tables.journal.write({
          applicationNumber: null,
          actor: 'sistem',
          event: 'account-opened',
          step: null,
          detail: { officer: username, roles: person.roles, from: 'terminal' },
        });
      });
      return 'opened';
    } catch (error) {
      if (error instanceof StoreError && error.code === SECOND_ACCOUNT) return 'SAME_PERSON';
      throw error;
    } finally {
      password.fill(0);
    }
  };
  return Object.assign(open, {
    faultOf: async (account: Omit<NewAccount, 'password'>) => {
      const holder = await holderOf(account);
      return typeof holder === 'string' ? holder : undefined;
    },
  });
}

function newPerson(username: string, name: string | undefined, roles: Person['roles']): Person | OpeningRefusal {
  if (name === undefined || name.trim() === '') return 'INCOMPLETE';
  const fault = faultOfRoles(roles);
  if (fault !== undefined) return fault === 'NO_ROLE' ? 'INCOMPLETE' : fault;
  return { username, name: name.trim(), roles, nip: null, signerNik: null, active: true };
}
