import type { Knex } from 'knex';
import type { Delegation, Person } from '../../domain/authority.ts';
import type { Store } from '../store.ts';

const COLUMNS = ['username', 'name', 'roles', 'nip', 'signerNik', 'active'] as const satisfies readonly (keyof Person)[];

/** `from` and `to` are words of SQL. */
interface DelegationRow extends Omit<Delegation, 'from' | 'to'> {
  readonly fromPerson: string;
  readonly toPerson: string;
}

export function peopleTable(database: Knex): Store['people'] {
  const people = () => database<Person>('people');
  const delegations = () => database<DelegationRow>('delegations');

  return {
    async put(person) {
      const { username: _, ...rest } = person;
      await people().insert(person).onConflict('username').merge(rest);
    },

    async find(username) {
      return people().select(...COLUMNS).where({ username }).first();
    },

    async all() {
      return people().select(...COLUMNS).orderBy('username');
    },

    async delegations() {
      // days as text: the driver would make them an instant in this machine's zone
      const rows = await delegations().select<DelegationRow[]>('fromPerson', 'toPerson', 'role', 'kind', database.raw('valid_from::text'), database.raw('valid_to::text')).orderBy('validFrom');
      return rows.map(({ fromPerson, toPerson, ...rest }) => ({ from: fromPerson, to: toPerson, ...rest }));
    },

    /** The same stand-in twice is one. */
    async delegate({ from, to, ...rest }) {
      await delegations().insert({ fromPerson: from, toPerson: to, ...rest }).onConflict().ignore();
    },
  };
}
