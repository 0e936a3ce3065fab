import type { Knex } from 'knex';
import type { AccountRecord, Store } from '../store.ts';

const COLUMNS = [
  'accounts.username',
  'people.name',
  'people.roles',
  'people.active',
  'passwordHash',
  'passwordSetAt',
  'oneTimeUntil',
  'lockedAt',
  'lockedBy',
  'generation',
  'lastLoginAt',
] as const;

export function accountsTable(database: Knex): Store['accounts'] {
  const rows = () => database<AccountRecord>('accounts');
  const accounts = () =>
    database('accounts')
      .join('people', 'people.username', 'accounts.username')
      .select<AccountRecord[]>(...COLUMNS);
  /** What was allowed until now is over: open sessions are removed, and one that is written again is too old. */
  const endSessions = async (username: string): Promise<void> => {
    await rows()
      .where({ username })
      .update({ generation: database.raw('generation + 1') });
    await database('sessions').whereRaw("sess -> 'officer' ->> 'username' = ?", [username]).delete();
  };

  return {
    async find(username) {
      const [account] = await accounts().where('accounts.username', username);
      return account;
    },

    async all() {
      return accounts().orderBy('accounts.username');
    },

    async open(username) {
      await rows().insert({ username }).onConflict('username').ignore();
    },

    async setPassword(username, { hash, oneTimeUntil }) {
      const change = { passwordHash: hash, passwordSetAt: database.fn.now(), oneTimeUntil };
      await rows()
        .insert({ username, ...change })
        .onConflict('username')
        .merge(change);
      await endSessions(username);
    },

    async lock(username, by) {
      await rows().where({ username, lockedAt: null }).update({ lockedAt: database.fn.now(), lockedBy: by });
      await endSessions(username);
    },

    async unlock(username) {
      await rows().where({ username }).update({ lockedAt: null, lockedBy: null });
    },

    async loggedIn(username) {
      await rows().where({ username }).update({ lastLoginAt: database.fn.now() });
    },

    endSessions,
  };
}
