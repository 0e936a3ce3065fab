import { expect } from 'chai';
import type { Knex } from 'knex';
import pg from 'pg';
import { pino } from 'pino';
import { openDatabase, type DatabaseOptions } from '../../src/store/database.ts';
import { silent, withDatabase } from './database.ts';
import { errorOf } from './given.ts';

describe('The pool of the database', () => {
  const office = withDatabase();
  const opened: Knex[] = [];
  const open = (change: Partial<DatabaseOptions> = {}) => {
    const database = openDatabase({
      url: office.url,
      logger: silent,
      connections: 2,
      statementTimeoutMs: 5_000,
      ...change,
    });
    opened.push(database);
    return database;
  };
  afterEach(async () => void (await Promise.all(opened.splice(0).map((database) => database.destroy()))));

  const settingOf = async (database: Knex, name: string) =>
    (await database.raw<{ rows: { value: string }[] }>('select current_setting(?) as value', [name])).rows[0]?.value;

  it('waits for the disk at every COMMIT, except where the caller may lose the last moment', async () => {
    // The server of the tests waits for nothing unless it is told to.
    await office.asOwner(`do $$ begin
      execute format('alter database %I set synchronous_commit = on', current_database()); end $$`);
    expect(await settingOf(open(), 'synchronous_commit')).to.equal('on');
    expect(await settingOf(open({ durable: true }), 'synchronous_commit')).to.equal('on');
    expect(await settingOf(open({ durable: false }), 'synchronous_commit')).to.equal('off');
  });

  it('bears the name of the office, and ends a statement or a forgotten transaction after its time', async () => {
    const database = open({ statementTimeoutMs: 7_000 });
    expect(await settingOf(database, 'application_name')).to.equal('penerbitan-kk');
    expect(await settingOf(database, 'idle_in_transaction_session_timeout')).to.equal('1min');
    expect(await settingOf(database, 'statement_timeout')).to.equal('7s');
    const patient = open({ statementTimeoutMs: 0, idleTimeoutMs: 0 });
    expect(await settingOf(patient, 'idle_in_transaction_session_timeout'), 'as migrations are').to.equal('0');
    expect(await settingOf(patient, 'statement_timeout')).to.equal('0');
  });

  it('has at most as many connections as it may, and none before the first statement', async () => {
    const database = open({ connections: 2 });
    const { pool } = database.client as { pool: Record<'numUsed' | 'numFree' | 'numPendingAcquires', () => number> };
    expect(pool.numUsed() + pool.numFree()).to.equal(0);
    const pidIn = async (connection: Knex) =>
      (await connection.raw<{ rows: { pid: number }[] }>('select pg_backend_pid() as pid')).rows[0]!.pid;
    const held = await Promise.all([database.transaction(), database.transaction()]);
    const pids = await Promise.all(held.map(pidIn));
    expect(new Set(pids).size).to.equal(2);
    let isServed = false;
    const third = pidIn(database).finally(() => (isServed = true));
    for (let turns = 0; pool.numPendingAcquires() === 0 && turns < 1000; turns += 1)
      await new Promise((resolve) => setImmediate(resolve));
    // Two more round trips: a connection of its own would have been made meanwhile.
    for (const connection of held) await connection.raw('select pg_sleep(0.1)');
    expect(isServed, 'it waits for one of the two').to.equal(false);
    await Promise.all(held.map((transaction) => transaction.rollback()));
    expect(pids).to.include(await third);
  });

  it('quotes no value where the database refuses a statement', async () => {
    const refused = await errorOf(open().raw('select 1 / (length(?::text) - 16)', ['3402155203850002']));
    expect(refused).to.include({ code: '22012' });
    expect(String(refused)).not.to.contain('3402155203850002');
  });

  it('names columns in TypeScript as in TypeScript, and leaves values alone', async () => {
    await office.asOwner('create table answers (first_word text, second_word jsonb)');
    const database = open();
    const rows = [
      { firstWord: 'ada', secondWord: { deep_name: 1 } },
      { firstWord: null, secondWord: null },
    ];
    await database('answers').insert(rows);
    expect(await database('answers').orderBy('firstWord')).to.deep.equal(rows);
    expect(await database('answers').where({ firstWord: 'ada' }).first()).to.deep.equal(rows[0]);
    expect(await database('answers').orderBy('firstWord').pluck('first_word'), 'values alone').to.deep.equal([
      'ada',
      null,
    ]);
    expect(await database.raw('select 1 as first_word'), 'an answer of the driver').to.be.instanceOf(pg.Result);
  });

  it('replaces a connection that broke, and says so without the words of the driver', async () => {
    const lines: string[] = [];
    const logger = pino({ level: 'debug', base: null }, { write: (line) => void lines.push(line) });
    const database = open({ logger, connections: 1 });
    const pidOf = async () =>
      (await database.raw<{ rows: { pid: number }[] }>('select pg_backend_pid() as pid')).rows[0]!.pid;
    const first = await pidOf();
    await office.asOwner('select pg_terminate_backend($1, 10000)', [first]);
    // The driver hears of it before this statement or under it.
    await pidOf().catch(() => undefined);
    expect(await pidOf()).not.to.equal(first);
    expect(lines.map((line) => (JSON.parse(line) as { msg: string }).msg)).to.deep.equal([
      'a database connection was given up',
    ]);
    expect(Object.keys(JSON.parse(lines[0]!) as object)).to.have.members(['level', 'time', 'msg']);
  });
});
