import type { Knex } from 'knex';
import type { SentBefore } from '../../domain/talk/bounds.ts';
import type { MessageRecord, Store } from '../store.ts';
import { StoreError } from '../store-error.ts';

const COLUMNS = [
  'id',
  'applicationNumber',
  'direction',
  'purpose',
  'sid',
  'status',
  'errorCode',
  'at',
  'phone',
  'type',
  'content',
  'author',
  'answers',
  'about',
  'handledAt',
  'tries',
  'personSince',
  'personDoneAt',
  'personDoneBy',
  'sentAt',
  'deliveredAt',
  'readAt',
  'asks',
] as const satisfies readonly (keyof MessageRecord)[];

interface MessageRow extends MessageRecord {
  readonly ordinal: string;
  readonly rank: number;
  readonly once: string | null;
  readonly nextTryAt: Date;
  readonly askedAt: Date | null;
}
const UUID = /^[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$/;
const AT_ONCE = 50;
const OF_ONE_NUMBER = 200;
const FOR_PERSON = { ofCases: 1000, ofNobody: 200, ofOne: 5 };
const FOR_PERSON_IDS = `
  select id from (
    select id, of_nobody, row_number() over (partition by of_nobody order by person_since, ordinal) as place
    from (
      select id, person_since, ordinal, application_number is null as of_nobody,
        row_number() over (partition by coalesce(application_number, phone) order by person_since, ordinal) as nth
      from messages where person_since is not null and person_done_at is null
    ) waiting
    where nth <= ${FOR_PERSON.ofOne}
  ) shown
  where place <= case when of_nobody then ${FOR_PERSON.ofNobody} else ${FOR_PERSON.ofCases} end`;
const UNDER_WAY = 100;
const GIVEN_UP = 4;

export function messagesTable(database: Knex): Store['messages'] {
  const messages = () => database<MessageRow>('messages');
  const first = async (where: Partial<Pick<MessageRow, 'id' | 'sid' | 'once'>>): Promise<MessageRecord | undefined> =>
    messages()
      .select(...COLUMNS)
      .where(where)
      .first();

  return {
    /** What is known already is the same message: a repeated job or webhook adds nothing. */
    async add(message, rank = 0) {
      const [added] = await messages()
        .insert({ ...message, rank })
        .onConflict()
        .ignore()
        .returning(COLUMNS);
      if (added !== undefined) return added;
      const { sid, once } = message;
      const earlier =
        (sid === null ? undefined : await first({ sid })) ?? (once === undefined ? undefined : await first({ once }));
      if (earlier === undefined) throw new StoreError('23505', 'messages');
      return earlier;
    },

    async of(applicationNumber) {
      return messages()
        .select(...COLUMNS)
        .where({ applicationNumber })
        .orderBy('ordinal');
    },

    async ofPhone(phone) {
      const newest = await messages()
        .select(...COLUMNS)
        .where({ phone })
        .orderBy('ordinal', 'desc')
        .limit(OF_ONE_NUMBER);
      return newest.toReversed();
    },

    bySid: (sid) => first({ sid }),
    /** Anything that is not an id finds nothing: ids come from addresses people can type. */
    find: (id) => (UUID.test(id) ? first({ id }) : Promise.resolve(undefined)),

    async lock(id) {
      return messages()
        .select(...COLUMNS)
        .where({ id })
        .forUpdate()
        .skipLocked()
        .first();
    },

    async change(id, change) {
      if (Object.keys(change).length > 0) await messages().where({ id }).update(change);
    },

    /**
     * One statement: two callbacks at once are put in order by the row's lock, and the lower rank finds nothing to
     * change.
     */
    async advance(sid, status, rank, errorCode, at = new Date()) {
      const moved = await messages()
        .where({ sid })
        .andWhere('rank', '<', rank)
        .update({ status, rank, errorCode, ...timesOf(database, status, at) });
      return moved === 1;
    },

    async toHandle(now) {
      return messages()
        .select(...COLUMNS)
        .where({ direction: 'in' })
        .whereNull('handledAt')
        .where('nextTryAt', '<=', now)
        .orderBy('ordinal')
        .limit(AT_ONCE);
    },

    async toSend(now) {
      return messages()
        .select(...COLUMNS)
        .where({ direction: 'out', status: 'waiting' })
        .where('nextTryAt', '<=', now)
        .orderBy(['nextTryAt', 'ordinal'])
        .limit(AT_ONCE);
    },

    async sentBefore({ id, phone }, since) {
      const earlier = messages()
        .select('id')
        .where({ phone, direction: 'in' })
        .where('ordinal', '<', messages().select('ordinal').where({ id }))
        .where('at', '>=', since)
        .orderBy('ordinal', 'desc')
        .limit(OF_ONE_NUMBER);
      const { rows } = await database.raw<{ rows: [SentBefore] }>(
        `with earlier as (?) select (select count(*)::int from earlier) as messages,
          (select count(*)::int from message_files where message_id in (select id from earlier)) as files`,
        [earlier],
      );
      return rows[0];
    },

    async forPerson() {
      return messages()
        .select(...COLUMNS)
        .whereRaw(`id in (${FOR_PERSON_IDS})`)
        .orderBy('personSince')
        .orderBy('ordinal');
    },

    async unassignedForPerson() {
      const { rows } = await database.raw<{ rows: [{ count: number }] }>(
        `select count(*)::int as count from messages
          where person_since is not null and person_done_at is null and application_number is null`,
      );
      return rows[0].count;
    },

    async underWay(now, writtenSince, pauses) {
      return messages()
        .select(...COLUMNS)
        .where({ direction: 'out' })
        .whereNotNull('sid')
        .where('rank', '<', GIVEN_UP)
        .where('at', '>=', writtenSince)
        .whereRaw("coalesce(asked_at, at) + (?::integer[])[least(asks + 1, ?)] * interval '1 minute' <= ?", [
          [...pauses],
          pauses.length,
          now,
        ])
        .orderByRaw('asked_at nulls first, ordinal')
        .limit(UNDER_WAY);
    },
  };
}

/** The columns that remember when a message got so far; one that is read was delivered too, by then at the latest. */
const TIMES: Readonly<Record<string, readonly string[]>> = {
  sent: ['sent_at'],
  delivered: ['delivered_at'],
  read: ['delivered_at', 'read_at'],
  undelivered: ['failed_at'],
  failed: ['failed_at'],
};

function timesOf(database: Knex, status: string, at: Date): Record<string, Knex.Raw> {
  return Object.fromEntries(
    (TIMES[status] ?? []).map((column) => [column, database.raw('coalesce(??, ?)', [column, at])]),
  );
}
