import { MIGRATIONS } from '../../src/store/migrations/all.ts';
import { expect } from 'chai';
import { createStore } from '../../src/store/create-store.ts';
import { openDatabase } from '../../src/store/database.ts';
import { StoreError, withoutValues } from '../../src/store/store-error.ts';
import { sampleApplication } from '../domain/sample-application.ts';
import { query, silent, withDatabase } from './database.ts';
import { errorOf, newCase, openCase } from './given.ts';

describe('The database seam', () => {
  const database = withDatabase();

  it('works in the role of the application, which owns nothing', async () => {
    const owned = await database.asOwner(
      `select count(*)::int as tables from pg_class where relkind = 'r' and relowner = 'kk_app'::regrole`,
    );
    expect(owned).to.deep.equal([{ tables: 0 }]);
    const [client] = await database.asOwner(
      `select count(*)::int as open from pg_stat_activity where application_name = 'penerbitan-kk'`,
    );
    expect(client?.['open']).to.be.lessThan(14);
    for (const sql of [
      'drop table cases',
      'delete from cases',
      `update cases set application = '{}'`,
      `update cases set application_sealed = ''`,
      `update drafts set family_sealed = ''`,
      'create table mine ()',
      'select * from schema_migrations',
    ])
      expect(await errorOf(database.asApplication(sql))).to.include({ code: '42501' });
  });

  it('says in every table what it is for', async () => {
    const silentTables = await database.asOwner(
      `select relname from pg_class where relkind = 'r' and relnamespace = 'public'::regnamespace and obj_description(oid) is null and relname not like 'schema_migrations%'`,
    );
    expect(silentTables).to.deep.equal([]);
  });

  it('lets two offices start at the same time on an empty database', async () => {
    const name = `two_${Date.now()}`;
    await query(database.url, `create database ${name}`);
    const url = database.url.replace(/[^/]+$/, name);
    const stores = await Promise.all([1, 2, 3].map(() => createStore({ url, logger: silent })));
    await Promise.all(stores.map((store) => store.ping()));
    expect(await query(url, 'select count(*)::int as n from schema_migrations')).to.deep.equal([
      { n: MIGRATIONS.length },
    ]);
    await Promise.all(stores.map((store) => store.close()));
  });

  it('starts again after a starter was killed in the middle of a migration', async () => {
    await database.asOwner('update schema_migrations_lock set is_locked = 1');
    const store = await createStore({ url: database.url, logger: silent });
    await store.close();
  });

  it('says that it is away when a transaction ended under its statement', async () => {
    const knex = openDatabase({ url: database.url, logger: silent, statementTimeoutMs: 5_000, connections: 1 });
    const transaction = await knex.transaction();
    await transaction.rollback();
    const ended: unknown = await transaction.raw('select 1').then(
      () => undefined,
      (error: unknown) => error,
    );
    expect(withoutValues(ended)).to.include({ name: 'Failure', code: 'DATABASE_UNREACHABLE' });
    await knex.destroy();
  });

  it('says that it is away when its connection breaks between two statements of a transaction', async () => {
    const { store } = database;
    const { applicationNumber } = await openCase(store);
    for (let i = 0; i < 3; i++) {
      const broken = store.transaction(async (tables) => {
        await tables.cases.change(applicationNumber, { state: 'delivery' });
        await database.asOwner(
          `select pg_terminate_backend(pid) from pg_stat_activity
           where datname = current_database() and application_name = 'penerbitan-kk' and state = 'idle in transaction'`,
        );
        // The driver hears of it between two statements.
        await new Promise((resolve) => setImmediate(resolve));
        await tables.cases.change(applicationNumber, { state: 'verification' });
      });
      expect(await errorOf(broken)).to.include({ name: 'Failure', code: 'DATABASE_UNREACHABLE' });
    }
    expect((await store.cases.get(applicationNumber)).state).to.equal('submitted');
  });

  it('reports of a refusal its code, table and rule, and never a value', async () => {
    const { store } = database;
    const secret = '3402155203850002';
    const { applicationNumber } = await openCase(store);
    const refused = await Promise.all([
      errorOf(
        store.people.put({ username: 'x', name: secret, roles: [], nip: secret, signerNik: secret, active: true }),
      ),
      errorOf(store.cases.change(applicationNumber, { draftSha256: secret })),
      errorOf(store.cases.open(newCase({ applicationNumber: secret }))),
      errorOf(
        store.cases.open(
          newCase({
            application: sampleApplication({
              applicant: { name: `${secret}\u0000`, nik: secret, whatsapp: '081234567890' },
            }),
          }),
        ),
      ),
      errorOf(store.links.put({ tokenSha256: secret, applicationNumber, purpose: 'card', expiresAt: new Date() })),
      errorOf(store.transaction(({ effects }) => effects.settle(secret, 'done', secret))),
      errorOf(
        store.journal.write({ applicationNumber, actor: secret, event: `NIK ${secret}`, step: null, detail: {} }),
      ),
    ]);
    for (const error of refused) {
      expect(error).to.be.instanceOf(StoreError);
      const texts =
        error instanceof StoreError
          ? [
              error.message,
              error.stack,
              error.code,
              error.table,
              error.constraint,
              JSON.stringify(error),
              String(error.cause),
            ].join(' ')
          : '';
      expect(texts).not.to.contain(secret);
      expect(texts).to.match(/StoreError: the database refused: [\w-]+/);
    }
    expect(refused[0]).to.include({ code: '23514', table: 'people', constraint: 'people_nip_check' });
  });

  it('does not take a swallowed refusal for a success: the transaction fails as a whole', async () => {
    const { store } = database;
    const { applicationNumber } = await openCase(store);
    const work = store.transaction(async ({ cases }) => {
      await cases.change(applicationNumber, { state: 'signing' });
      await cases.change(applicationNumber, { draftSha256: 'no hash' }).catch(() => undefined);
    });
    expect(await errorOf(work)).to.include({ name: 'StoreError', code: '25P02' });
    expect((await store.cases.get(applicationNumber)).state).to.equal('submitted');
  });

  it("passes the caller's own error through a transaction unchanged", async () => {
    const own = new TypeError('mine');
    expect(await errorOf(database.store.transaction(() => Promise.reject(own)))).to.equal(own);
  });

  it('says by ping that it is closed', async () => {
    const store = await createStore({ url: database.url, logger: silent });
    await store.ping();
    await store.close();
    expect(await errorOf(store.ping())).to.be.instanceOf(StoreError);
  });
});
