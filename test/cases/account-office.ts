import type { AccountDependencies, Origin } from '../../src/cases/account-dependencies.ts';
import type { Person } from '../../src/domain/authority.ts';
import type { StaffRole } from '../../src/domain/process.ts';
import { createLimits, type Limits } from '../../src/store/limits.ts';
import { createPasswordHashing } from '../../src/store/password-hash.ts';
import type { JournalRow } from '../../src/store/store.ts';
import { silent, withDatabase, type TestDatabase } from '../store/database.ts';

export const PASSWORD = 'kopi pahit tiap pagi';
export const staff = (username: string, name: string, ...roles: StaffRole[]): Person => ({
  username,
  name,
  roles,
  nip: null,
  signerNik: null,
  active: true,
});
export const SRI = staff('sri.wahyuni', 'Sri Wahyuni', 'petugas-entri');
export const ADMIN = staff('admin', 'Admin Sistem', 'admin');
export const OFFICE: Origin = { address: '10.0.0.7', browser: null };

export interface AccountOffice {
  readonly database: TestDatabase;
  readonly dependencies: AccountDependencies;
  /** A person with an account whose password is PASSWORD. */
  given(person: Person, password?: string): Promise<void>;
  /** "actor event because" of the whole journal, oldest first, from the last `forgetJournal` on. */
  journal(): Promise<string[]>;
  details(): Promise<JournalRow[]>;
  forgetJournal(): Promise<void>;
  /** As if so many seconds had passed for every count of tries. */
  pass(seconds: number): Promise<void>;
  later(ms: number): void;
}

/**
 * The accounts of an office on a real PostgreSQL; call it inside `describe`. Every test begins without counted tries.
 */
export function withAccountOffice(): AccountOffice {
  const database = withDatabase();
  const passwords = createPasswordHashing();
  const addressKey = Buffer.alloc(32, 3);
  let limits: Limits | undefined;
  let offset = 0;
  let seen = 0;
  before(() => void (limits = createLimits({ url: database.applicationUrl, logger: silent })));
  after(() => limits?.close());
  beforeEach(async () => {
    offset = 0;
    await database.asOwner('delete from limits');
    await office.forgetJournal();
  });

  const rows = async () =>
    (await database.asOwner('select id::text, actor, event, detail from journal where id > $1 order by journal.id', [
      seen,
    ])) as unknown as JournalRow[];
  const office: AccountOffice = {
    database,
    get dependencies() {
      return {
        store: database.store,
        passwords,
        limits: limits!,
        now: () => new Date(Date.now() + offset),
        addressKey,
        linkKey: Buffer.alloc(32, 9),
      };
    },
    async given(person, password = PASSWORD) {
      await database.store.people.put(person);
      const hash = await passwords.hash(Buffer.from(password));
      await database.store.accounts.setPassword(person.username, { hash, oneTimeUntil: null });
      await database.store.accounts.unlock(person.username);
    },
    async journal() {
      return (await rows()).map(({ actor, event, detail }) =>
        typeof detail['because'] === 'string' ? `${actor} ${event} ${detail['because']}` : `${actor} ${event}`,
      );
    },
    details: rows,
    async forgetJournal() {
      const [{ length }] = (await database.asOwner('select length::int from journal_head')) as [{ length: number }];
      seen = length;
    },
    pass: async (seconds) => {
      await database.asOwner('update limits set expire = expire - $1::bigint', [seconds * 1000]);
    },
    later(ms) {
      offset += ms;
    },
  };
  return office;
}
