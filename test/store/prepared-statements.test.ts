import { expect } from 'chai';
import type { Knex } from 'knex';
import { openDatabase } from '../../src/store/database.ts';
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
});
