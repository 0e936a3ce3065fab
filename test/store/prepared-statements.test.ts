import { expect } from 'chai';
import type { Knex } from 'knex';
import { once } from 'node:events';
import pg from 'pg';
import { openDatabase } from '../../src/store/database.ts';
import { preparedStatements } from '../../src/store/prepared-statements.ts';
import { silent, withDatabase } from './database.ts';

describe('Statements of the database', () => {
  const office = withDatabase();
  let database: Knex;

  before(() => {
    database = openDatabase({ url: office.url, logger: silent, connections: 1, statementTimeoutMs: 5_000 });
  });
  after(() => database.destroy());

  const prepared = async (part: string): Promise<number> => {
    const { rows } = await database.raw<{ rows: { statement: string }[] }>(
      'select statement from pg_prepared_statements',
    );
    return rows.filter(({ statement }) => statement.includes(part)).length;
  };

  it('are planned once for each connection, whatever their values', async () => {
    for (const name of ['sri', 'agus', 'rini'])
      expect(await database.raw('select ?::text as "first_answer"', [name])).to.have.nested.property(
        'rows[0].first_answer',
        name,
      );
    expect(await prepared('"first_answer"')).to.equal(1);
  });

  it('are sent as they are when they carry no value', async () => {
    await database.raw('select 1 as "without_value"');
    expect(await prepared('"without_value"')).to.equal(0);
  });

  it('fail one by one: the next call of a refused statement is answered', async () => {
    const half = (of: number) => database.raw<{ rows: { half: number }[] }>('select 10 / ?::int as half', [of]);
    const refused = await half(0).then(
      () => undefined,
      (error: { code?: string }) => error.code,
    );
    expect(refused).to.equal('22012');
    expect((await half(2)).rows).to.deep.equal([{ half: 5 }]);
  });

  it('do not pile up: lists of many lengths beyond a bound are planned each time', async () => {
    for (let length = 1; length <= 450; length += 1) {
      const list = Array.from({ length }, () => '?').join(', ');
      await database.raw(
        `select 1 as "listed" where 1 in (${list})`,
        Array.from({ length }, () => 1),
      );
    }
    expect(await prepared('"listed"')).to.be.within(1, 400);
    expect((await database.raw<{ rows: unknown[] }>('select ?::int as "beyond"', [7])).rows).to.deep.equal([
      { beyond: 7 },
    ]);
    expect(await prepared('"beyond"')).to.equal(0);
  });

  it('leave to the driver what is no statement with values: a text, one without values, an object of its own', async () => {
    const client = new pg.Client({ connectionString: office.url });
    await client.connect();
    preparedStatements()(client);
    try {
      expect((await client.query('select 1 as plain')).rows).to.deep.equal([{ plain: 1 }]);
      expect((await client.query({ text: 'select 2 as plain' })).rows).to.deep.equal([{ plain: 2 }]);
      expect((await client.query({ text: 'select 3 as plain', values: [] })).rows).to.deep.equal([{ plain: 3 }]);
      const own = client.query(new pg.Query('select $1::int as plain', [4]));
      const rows: unknown[] = [];
      own.on('row', (row) => void rows.push(row));
      await once(own, 'end');
      expect(rows).to.deep.equal([{ plain: 4 }]);
      expect((await client.query('select 1 from pg_prepared_statements')).rows).to.deep.equal([]);
      expect(() => client.query(null as never)).to.throw(TypeError, 'null or undefined query');
      expect((await client.query('select $1::int as named', [5])).rows, 'values beside the text').to.deep.equal([
        { named: 5 },
      ]);
      expect((await client.query({ text: 'select $1::int as named', values: [6] })).rows).to.deep.equal([{ named: 6 }]);
    } finally {
      await client.end();
    }
  });
});
