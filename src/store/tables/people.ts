import type { Knex } from 'knex';
import type { Person } from '../../domain/authority.ts';
import type { AbsenceRecord, DelegationRecord, People, Roster } from '../people.ts';

const COLUMNS = [
  'username',
  'name',
  'roles',
  'nip',
  'signerNik',
  'certificateName',
  'nikHash',
  'active',
] as const satisfies readonly (keyof Person)[];

/** `from` and `to` are words of SQL. */
interface DelegationRow extends Omit<DelegationRecord, 'from' | 'to' | 'id'> {
  readonly ordinal: string;
  readonly fromPerson: string;
  readonly toPerson: string;
  readonly withdrawnAt: Date | null;
}
interface AbsenceRow extends AbsenceRecord {
  readonly endedAt: Date | null;
}

/** One question instead of three: every page and every decision asks who works here today. */
const ROSTER = `select
  (select coalesce(json_agg(json_build_object('username', username, 'name', name, 'roles', roles, 'nip', nip,
      'signerNik', signer_nik, 'certificateName', certificate_name, 'nikHash', nik_hash, 'active', active) order by username), '[]') from people) as people,
  (select coalesce(json_agg(json_build_object('id', ordinal::text, 'from', from_person, 'to', to_person, 'role', role,
      'kind', kind, 'validFrom', valid_from, 'validTo', valid_to) order by valid_from), '[]')
    from delegations where withdrawn_at is null and valid_to >= :day::date) as delegations,
  (select coalesce(json_agg(json_build_object('id', id::text, 'person', person, 'recordedBy', recorded_by,
      'validFrom', valid_from, 'validTo', valid_to) order by valid_from), '[]')
    from absences where ended_at is null and valid_to >= :day::date) as absences`;

export function peopleTable(database: Knex): People {
  const people = () => database<Person>('people');
  const delegations = () => database<DelegationRow>('delegations');
  const absences = () => database<AbsenceRow>('absences');
  // days as text: the driver would make them an instant in this machine's zone
  const days = [database.raw('valid_from::text'), database.raw('valid_to::text')];

  return {
    async lock() {
      // The lock of migration 154, so that its trigger finds it held.
      await database.raw("select pg_advisory_xact_lock(hashtextextended('people', 154))");
    },

    async put(person) {
      const { username: _, ...rest } = person;
      await people().insert(person).onConflict('username').merge(rest);
    },

    async find(username) {
      return people()
        .select(...COLUMNS)
        .where({ username })
        .first();
    },

    async all() {
      return people()
        .select(...COLUMNS)
        .orderBy('username');
    },

    async roster(day) {
      const { rows } = await database.raw<{ rows: [Roster] }>(ROSTER, { day });
      return rows[0];
    },

    async delegations() {
      const rows = await delegations()
        .select<DelegationRow[]>('ordinal', 'fromPerson', 'toPerson', 'role', 'kind', ...days)
        .where({ withdrawnAt: null })
        .orderBy('validFrom');
      return rows.map(({ ordinal, fromPerson, toPerson, ...rest }) => ({
        id: ordinal,
        from: fromPerson,
        to: toPerson,
        ...rest,
      }));
    },

    async delegate({ from, to, role, kind, validFrom, validTo }) {
      await delegations()
        .insert({ fromPerson: from, toPerson: to, role, kind, validFrom, validTo })
        .onConflict(['fromPerson', 'toPerson', 'role', 'kind', 'validFrom', 'validTo'])
        .merge({ withdrawnAt: null });
    },

    async withdrawDelegation(id) {
      await delegations().where({ ordinal: id, withdrawnAt: null }).update({ withdrawnAt: database.fn.now() });
    },

    async absences() {
      return absences()
        .select<AbsenceRecord[]>('id', 'person', 'recordedBy', ...days)
        .where({ endedAt: null })
        .orderBy('validFrom');
    },

    async recordAbsence({ person, validFrom, validTo, recordedBy }) {
      await absences().insert({ person, validFrom, validTo, recordedBy });
    },

    async endAbsence(id) {
      await absences().where({ id, endedAt: null }).update({ endedAt: database.fn.now() });
    },
  };
}
