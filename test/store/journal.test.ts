import { expect } from 'chai';
import { createHash } from 'node:crypto';
import { canonicalJson, cutContent, entryHash, GENESIS } from '../../src/store/hash-chain.ts';
import type { JournalEntry, JournalRow } from '../../src/store/store.ts';
import { query, withDatabase } from './database.ts';
import { errorOf } from './given.ts';

const entry = (change: Partial<JournalEntry> = {}): JournalEntry => ({
  applicationNumber: 'KK-261122-7Q4F2M',
  actor: 'sri.wahyuni',
  event: 'decision-recorded',
  step: 3,
  detail: { examination: 'complete', papers: 2 },
  ...change,
});

describe('The hash of a journal entry', () => {
  const sealed = { id: '1', at: new Date('2026-11-22T00:00:00.000Z'), ...entry() };

  it('covers the hash before it: the same entry after another one has another hash', () => {
    expect(entryHash(GENESIS, sealed)).to.not.equal(entryHash('1'.repeat(64), sealed));
  });

  it('covers everything that the entry says', () => {
    const changes = {
      id: '2',
      at: new Date('2026-11-22T00:00:00.001Z'),
      applicationNumber: null,
      actor: 'budi',
      event: 'paper-viewed',
      step: 5 as const,
      detail: {},
    };
    for (const [name, value] of Object.entries(changes))
      expect(entryHash(GENESIS, { ...sealed, [name]: value }), name).to.not.equal(entryHash(GENESIS, sealed));
  });
});

describe('The canonical JSON of an entry (RFC 8785)', () => {
  it('keeps the order of a list and sorts the members of objects in it', () => {
    expect(canonicalJson({ b: [2, 1, { z: 'x', a: [] }], a: {} })).to.equal('{"a":{},"b":[2,1,{"a":[],"z":"x"}]}');
  });

  it('sorts members by UTF-16 code units: the example of section 3.2.3', () => {
    const names = ['\u20ac', '\r', '\ufb33', '1', '\ud83d\ude00', '\u0080', '\u00f6'];
    const text = canonicalJson(Object.fromEntries(names.map((name) => [name, 0])));
    const sorted = ['\\r', '1', '\u0080', '\u00f6', '\u20ac', '\ud83d\ude00', '\ufb33'];
    expect(text).to.equal(`{${sorted.map((name) => `"${name}":0`).join(',')}}`);
  });
});

describe('The content of an entry, cut for the database', () => {
  it('is the very text that the hash covers, once time and position stand in it', () => {
    const details = [{}, { b: [1.5, null], a: { z: 'ä "q" \\n', y: 1e21 } }, { '\u20ac': '\ud83d\ude00', 10: true }];
    for (const detail of details)
      for (const applicationNumber of ['KK-261122-7Q4F2M', null]) {
        const whole = { ...entry({ detail, applicationNumber }), id: '17', at: new Date('2026-11-22T01:02:03.045Z') };
        const { beforeTime, beforeId, afterId } = cutContent(whole);
        const text = `${beforeTime}2026-11-22T01:02:03.045Z${beforeId}17${afterId}`;
        expect(createHash('sha256').update(GENESIS).update(text).digest('hex')).to.equal(entryHash(GENESIS, whole));
      }
  });
});

describe('The journal', () => {
  const database = withDatabase();

  it('chains entries and finds the chain whole', async () => {
    const { journal } = database.store;
    expect(await journal.firstBrokenLink()).to.equal(undefined);
    await journal.write(entry());
    await journal.write(
      entry({ step: null, detail: { b: [1.5, null, { z: 'ä', a: true }], a: 1e21, left: undefined } }),
    );
    const rows = await journal.of('KK-261122-7Q4F2M');
    expect(rows.map(({ id }) => id)).to.deep.equal(['1', '2']);
    expect(rows[0]?.previousHash).to.equal('0'.repeat(64));
    expect(rows[1]?.previousHash).to.equal(rows[0]?.hash);
    expect(await journal.firstBrokenLink()).to.equal(undefined);
    expect(await journal.head()).to.deep.equal({ length: '2', hash: rows[1]?.hash });
  });

  it('stays one chain when sixty transactions write at the same time', async () => {
    const { store } = database;
    const before = Number((await store.journal.head()).length);
    await Promise.all(
      Array.from({ length: 60 }, (_, i) =>
        store.transaction(async ({ journal }) => {
          await journal.write(entry({ detail: { i, part: 1 } }));
          await journal.write(entry({ detail: { i, part: 2 } }));
        }),
      ),
    );
    expect(Number((await store.journal.head()).length)).to.equal(before + 120);
    expect(await store.journal.firstBrokenLink()).to.equal(undefined);
  });

  it('refuses the whole transaction when an entry does not fit the chain, although that shows in the COMMIT only', async () => {
    const { store } = database;
    const before = await store.journal.head();
    const work = store.transaction(async ({ journal }) => journal.write(entry({ event: 'Not An Event' })));
    expect(await errorOf(work)).to.include({ name: 'StoreError' });
    expect(await store.journal.head()).to.deep.equal(before);
    await store.journal.write(entry());
    expect(await store.journal.firstBrokenLink()).to.equal(undefined);
  });

  it('keeps no entry on its way, and lets the application put none there unseen', async () => {
    expect(await database.asOwner('select * from journal_arrivals')).to.deep.equal([]);
    expect(await errorOf(database.asApplication('select * from journal_arrivals'))).to.include({ code: '42501' });
    expect(await errorOf(database.asApplication('select append_to_journal()'))).to.include({ code: '42501' });
  });

  it('keeps nothing of a transaction that fails', async () => {
    const { store } = database;
    const before = await store.journal.head();
    const work = store.transaction(async ({ journal }) => {
      await journal.write(entry());
      throw new Error('the work failed');
    });
    expect(await errorOf(work)).to.include({ message: 'the work failed' });
    expect(await store.journal.head()).to.deep.equal(before);
  });

  for (const table of ['journal', 'decisions'] as const)
    for (const statement of [`update ${table} set step = 5`, `delete from ${table}`, `truncate ${table}`]) {
      it(`refuses "${statement}" to the application: it has no such right`, async () => {
        expect(await errorOf(database.asApplication(statement))).to.include({
          code: '42501',
          message: `permission denied for table ${table}`,
        });
      });
      it(`refuses "${statement}" to the owner too: a trigger stands before it`, async () => {
        expect(await errorOf(database.asOwner(statement))).to.include({
          code: '42501',
          message: `${table} is append-only`,
        });
      });
    }

  it('gives the roles of application and engine no other role to become: not the owner, not each other', async () => {
    const others = await database.asOwner(
      `select own.rolname as own, other.rolname as other from pg_roles own, pg_roles other
       where own.rolname in ('kk_app', 'kk_engine') and other.oid <> own.oid and pg_has_role(own.oid, other.oid, 'member')`,
    );
    expect(others).to.deep.equal([]);
    const rights = await database.asOwner(
      `select rolname from pg_roles where rolname in ('kk_app', 'kk_engine')
       and (rolsuper or rolcreaterole or rolcreatedb or rolreplication or rolbypassrls)`,
    );
    expect(rights).to.deep.equal([]);
    const [owner] = await database.asOwner(`select tableowner from pg_tables where tablename = 'journal'`);
    for (const role of [String(owner!['tableowner']), 'kk_engine', 'pg_write_server_files'])
      for (const statement of [
        `set role "${role}"`,
        `set session authorization "${role}"`,
        `grant "${role}" to kk_app`,
      ])
        expect(await errorOf(query(database.applicationUrl, statement)), statement).to.include({ code: '42501' });
  });

  it('refuses the application to cut or turn back the head of the chain', async () => {
    expect(await errorOf(database.asApplication('delete from journal_head'))).to.include({ code: '42501' });
    expect(await errorOf(database.asApplication('update journal_head set length = length - 1'))).to.include({
      message: 'the journal only grows',
    });
    expect(await errorOf(database.asApplication('alter table journal disable trigger all'))).to.include({
      code: '42501',
    });
  });

  describe('behind its triggers, as a superuser could', () => {
    const tamper = async (sql: string) => {
      await database.asOwner(
        `alter table journal disable trigger journal_append_only; ${sql}; alter table journal enable always trigger journal_append_only`,
      );
    };
    const changed = [
      [
        'another actor',
        `update journal set actor = 'budi' where id = 5`,
        `update journal set actor = 'sri.wahyuni' where id = 5`,
        '5',
      ],
      [
        'another time',
        `update journal set at = at + interval '1 millisecond' where id = 7`,
        `update journal set at = at - interval '1 millisecond' where id = 7`,
        '7',
      ],
      [
        'another hash before it',
        `update journal set previous_hash = repeat('1', 64) where id = 8`,
        `update journal set previous_hash = (select hash from journal where id = 7) where id = 8`,
        '8',
      ],
      [
        'another detail',
        `update journal set detail = detail || '{"i": 1000}' where id = 9 returning 1`,
        undefined,
        '9',
      ],
    ] as const;
    it('names the last entry that was written anew with a hash that fits it: the head knows another', async () => {
      const { length } = await database.store.journal.head();
      const [last] = await database.asOwner(
        `select id, at, application_number as "applicationNumber", actor, event, step, detail,
                previous_hash as "previousHash", hash from journal where id = $1`,
        [length],
      );
      const { previousHash, hash, ...entry } = last as unknown as JournalRow;
      const forged = { ...entry, actor: 'budi' };
      const rewrite = (actor: string, as: string) =>
        tamper(`update journal set actor = '${actor}', hash = '${as}' where id = ${length}`);
      await rewrite(forged.actor, entryHash(previousHash, forged));
      expect(await database.store.journal.firstBrokenLink()).to.equal(length);
      await rewrite(entry.actor, hash);
      expect(await database.store.journal.firstBrokenLink()).to.equal(undefined);
    });

    for (const [title, sql, back, id] of changed)
      it(`names the entry that got ${title}`, async () => {
        await tamper(sql);
        expect(await database.store.journal.firstBrokenLink()).to.equal(id);
        if (back === undefined) return;
        await tamper(back);
        expect(await database.store.journal.firstBrokenLink()).to.equal(undefined);
      });

    it('names the place of an entry that was taken out', async () => {
      await tamper('delete from journal where id = 4');
      expect(await database.store.journal.firstBrokenLink()).to.equal('4');
    });

    it('sees that the end was cut off', async () => {
      await tamper('delete from journal where id >= 4');
      expect(await database.store.journal.firstBrokenLink()).to.equal('4');
    });
  });
});
