import { expect } from 'chai';
import session from 'express-session';
import { pino } from 'pino';
import { createSessions, type Sessions } from '../../src/store/sessions.ts';
import { silent, withDatabase } from './database.ts';
import { errorOf, putOfficer } from './given.ts';

describe('The sessions', () => {
  const database = withDatabase();
  let sessions: Sessions;
  before(async () => {
    await putOfficer(database.store, 'sri.wahyuni');
    await database.store.accounts.open('sri.wahyuni');
    sessions = createSessions({ url: database.applicationUrl, idleSeconds: 600, logger: silent });
  });
  after(() => sessions.close());

  const data = (username: string) =>
    ({ cookie: new session.Cookie(), officer: { username } }) as unknown as session.SessionData;
  const done = (call: (callback: (error?: Error | null) => void) => void) =>
    new Promise<void>((resolve, reject) =>
      call((error) => (error === null || error === undefined ? resolve() : reject(error))),
    );
  const set = (id: string, username: string) => done((callback) => sessions.store.set(id, data(username), callback));
  const get = (store: session.Store, id: string) =>
    new Promise<unknown>((resolve, reject) =>
      store.get(id, (error, found) => (error ? reject(error as Error) : resolve(found ?? undefined))),
    );
  /** As the store does by itself every quarter of an hour, without anybody who waits for it. */
  const prune = ({ store }: Sessions) => (store as unknown as { pruneSessions(): void }).pruneSessions();

  it('are the same for a second process, and end when nothing saves them for so long', async () => {
    await set('satu', 'sri.wahyuni');
    const other = createSessions({ url: database.applicationUrl, idleSeconds: 600, logger: silent });
    try {
      expect(await get(other.store, 'satu')).to.deep.include({ officer: { username: 'sri.wahyuni' } });
      await database.asOwner("update sessions set expire = expire - interval '601 seconds'");
      expect(await get(other.store, 'satu')).to.equal(undefined);
    } finally {
      await other.close();
    }
  });

  it('are not prolonged by a page that is only looked at', async () => {
    const own = createSessions({ url: database.applicationUrl, idleSeconds: 600, logger: silent });
    try {
      await set('lihat', 'sri.wahyuni');
      await database.asOwner("update sessions set expire = expire - interval '300 seconds' where sid = 'lihat'");
      const before = await database.asOwner("select expire from sessions where sid = 'lihat'");
      expect(await get(own.store, 'lihat')).to.be.an('object');
      await done((callback) => own.store.touch!('lihat', data('sri.wahyuni'), () => callback()));
      expect(await database.asOwner("select expire from sessions where sid = 'lihat'")).to.deep.equal(before);
    } finally {
      await own.close();
    }
  });

  it('that ended stay so, though a request was under way that would save them', async () => {
    const held = (since: number, activeAt: number) =>
      ({ ...data('sri.wahyuni'), officer: { username: 'sri.wahyuni', generation: 1, since }, activeAt }) as const;
    const save = (activeAt: number) =>
      done((callback) => sessions.store.set('keluar', held(1_000, activeAt), callback));
    await save(1_000);
    await save(61_000);
    expect(await get(sessions.store, 'keluar')).to.deep.include({ activeAt: 61_000 });
    await done((callback) => sessions.store.destroy('keluar', callback));
    await save(121_000);
    expect(await get(sessions.store, 'keluar')).to.equal(undefined);
  });

  it('of one officer end together, those of others go on', async () => {
    await set('dua', 'sri.wahyuni');
    await set('tiga', 'joko.susilo');
    await database.store.accounts.endSessions('sri.wahyuni');
    expect(await get(sessions.store, 'dua')).to.equal(undefined);
    expect(await get(sessions.store, 'tiga')).to.deep.include({ officer: { username: 'joko.susilo' } });
  });

  it('ask in the name of the office, on few connections', async () => {
    const own = createSessions({ url: database.applicationUrl, idleSeconds: 600, logger: silent });
    try {
      await Promise.all(Array.from({ length: 24 }, (_, index) => get(own.store, `id-${index}`)));
      const asking = await database.asOwner(
        `select application_name, count(*)::int as n from pg_stat_activity
         where datname = current_database() and query like 'SELECT sess FROM%' group by 1`,
      );
      expect(asking).to.have.length(1);
      expect(asking[0]).to.include({ application_name: 'penerbitan-kk' });
      // Four, and those of the other stores of this file.
      expect(asking[0]?.['n']).to.be.within(1, 12);
    } finally {
      await own.close();
    }
  });

  it('outlive a connection that breaks while nobody asks, and the log says it without the words of the driver', async () => {
    let say: (line: string) => void = () => undefined;
    const said = new Promise<string>((resolve) => (say = resolve));
    const logger = pino({ level: 'debug', base: null }, { write: (line) => say(line) });
    const own = createSessions({ url: database.applicationUrl, idleSeconds: 600, logger });
    try {
      await set('empat', 'sri.wahyuni');
      await get(own.store, 'empat');
      await database.asOwner(
        `select pg_terminate_backend(pid) from pg_stat_activity
         where datname = current_database() and query like 'SELECT sess FROM%'`,
      );
      const line = JSON.parse(await said) as object;
      expect(line).to.include({ msg: 'a database connection of the sessions failed' });
      expect(Object.keys(line)).to.have.members(['level', 'time', 'msg']);
      expect(await get(own.store, 'empat')).to.deep.include({ officer: { username: 'sri.wahyuni' } });
    } finally {
      await own.close();
    }
  });

  it('that are over are cleared away; where that fails, the log says so without the words of the driver', async () => {
    const said = new Promise<string>((resolve) => {
      const logger = pino({ level: 'debug', base: null }, { write: resolve });
      const away = createSessions({ url: 'postgresql://kk:rahasia@127.0.0.1:1/kk', idleSeconds: 600, logger });
      after(() => away.close());
      prune(away);
    });
    const line = JSON.parse(await said) as object;
    expect(line).to.include({ msg: 'expired sessions could not be removed' });
    expect(Object.keys(line)).to.have.members(['level', 'time', 'msg']);
  });

  it('are closed with their connections', async () => {
    const other = createSessions({ url: database.applicationUrl, idleSeconds: 600, logger: silent });
    await get(other.store, 'satu');
    await other.close();
    expect(await errorOf(get(other.store, 'satu'))).to.be.instanceOf(Error);
  });
});
