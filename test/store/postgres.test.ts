import { expect } from 'chai';
import { existsSync, mkdirSync, readFileSync, readlinkSync, statSync, writeFileSync } from 'node:fs';
import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { createServer, type AddressInfo } from 'node:net';
import path from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { createStore } from '../../src/store/create-store.ts';
import { repairLinks } from '../../src/store/postgres/embedded-binaries.ts';
import { PostgresUnavailable } from '../../src/store/postgres/postgres-unavailable.ts';
import { startPostgres, type PostgresOptions, type RunningPostgres } from '../../src/store/postgres/start-postgres.ts';
import { DOCUMENT_KEY, query, silent, temporaryFolder } from './database.ts';
import { errorOf, openCase } from './given.ts';
import { program } from '../program.ts';

describe('A PostgreSQL for the office', () => {
  const dataDir = path.join(temporaryFolder(), 'pg');
  const progress: string[] = [];
  let running: RunningPostgres | undefined;
  const start = async (change: Partial<PostgresOptions> = {}) =>
    (running = await startPostgres({
      dataDir,
      logger: silent,
      progress: (sentence) => progress.push(sentence),
      ...change,
    }));

  /** Resolves when another process serves in the place of this one. */
  const replaced = async (pid: number) => {
    while (running?.pid === pid) await sleep(20);
  };

  after(() => running?.stop());

  it('is made on the first start, and says what takes so long', async () => {
    const { source, version, pid } = await start();
    expect(source).to.be.oneOf(['local', 'embedded']);
    expect(Number.parseInt(version)).to.be.at.least(14);
    expect(pid).to.be.a('number');
    expect(progress[0]).to.equal('Membuat basis data baru (sekali saja) ...');
  });

  it('listens on loopback only, lets nobody in without the password, and keeps its folder to itself', async () => {
    const url = running?.url ?? '';
    expect(await query(url, 'show listen_addresses')).to.deep.equal([{ listen_addresses: '127.0.0.1' }]);
    expect(await errorOf(query(url.replace(/:[^:@]+@/, ':tebakan@'), 'select 1'))).to.include({ code: '28P01' });
    expect(await query(url, 'select distinct auth_method from pg_hba_file_rules')).to.deep.equal([
      { auth_method: 'scram-sha-256' },
    ]);
    expect((statSync(dataDir).mode & 0o777).toString(8)).to.equal('700');
  });

  it('is shared by a second start on the same folder, whose stop leaves it running', async () => {
    const second = await startPostgres({ dataDir, logger: silent, progress: () => undefined });
    expect(second).to.include({ pid: running?.pid, url: running?.url, version: running?.version });
    await second.stop();
    expect(await query(running?.url ?? '', 'select 1 as answer')).to.deep.equal([{ answer: 1 }]);
  });

  it('keeps every committed case through kill -9, and comes back by itself on its port', async () => {
    const { url, pid = 0 } = running!;
    const store = await createStore({ url, logger: silent, key: DOCUMENT_KEY });
    const { applicationNumber } = await openCase(store);
    await store.journal.write({
      applicationNumber,
      actor: 'pemohon',
      event: 'application-submitted',
      step: 1,
      detail: {},
    });
    await Promise.all(Array.from({ length: 10 }, () => store.ping()));
    process.kill(pid, 'SIGKILL');
    const lost = await Promise.all(Array.from({ length: 10 }, () => outcomeOf(store.people.all())));
    for (const error of lost.filter((outcome) => outcome instanceof Error))
      expect(error, 'a broken connection is worth another try').to.include({
        name: 'Failure',
        code: 'DATABASE_UNREACHABLE',
      });

    await replaced(pid);
    expect(running!.url).to.equal(url);
    expect((await store.cases.get(applicationNumber)).applicationNumber, 'the same store recovers unaided').to.equal(
      applicationNumber,
    );
    expect(await store.journal.firstBrokenLink()).to.equal(undefined);
    await store.close();
  });

  for (const [how, signal] of [
    ['fast', 'SIGINT'],
    ['smart', 'SIGTERM'],
    ['immediate', 'SIGQUIT'],
  ] as const)
    it(`comes back when somebody else stops it in order (${how} shutdown)`, async () => {
      const { url, pid = 0 } = running!;
      process.kill(pid, signal);
      await replaced(pid);
      expect(await query(url, 'select 1 as answer')).to.deep.equal([{ answer: 1 }]);
    });

  it('quotes no value in the log of the server', async () => {
    const canary = '3402155203850002';
    await errorOf(query(running?.url ?? '', `select '${canary}'::uuid`));
    await errorOf(query(running?.url ?? '', 'insert into people values ($1, $1, array[$1], $1, $1, true)', [canary]));
    expect(readFileSync(`${dataDir}.log`, 'utf8')).not.to.contain(canary);
  });

  it('starts over a lock file whose process number belongs to another program by now', async () => {
    await running?.stop();
    expect(existsSync(path.join(dataDir, 'postmaster.pid'))).to.equal(false);
    writeFileSync(
      path.join(dataDir, 'postmaster.pid'),
      `${process.pid}\n${dataDir}\n1\n5432\n\n127.0.0.1\n\nready   \n`,
    );
    expect((await start()).pid).not.to.equal(process.pid);
  });

  it('says which PostgreSQL is missing when the data are of another version', async () => {
    await running?.stop();
    const version = readFileSync(path.join(dataDir, 'PG_VERSION'), 'utf8');
    writeFileSync(path.join(dataDir, 'PG_VERSION'), '11\n');
    const error = await errorOf(start());
    writeFileSync(path.join(dataDir, 'PG_VERSION'), version);
    expect(error)
      .to.be.instanceOf(PostgresUnavailable)
      .with.property('message')
      .that.matches(/dibuat oleh PostgreSQL 11, .*Pasang PostgreSQL 11, isi DATABASE_URL/);
  });

  it('leaves a folder alone that holds something else', async () => {
    const other = path.join(temporaryFolder(), 'photos');
    mkdirSync(other);
    writeFileSync(path.join(other, 'photo.jpg'), 'x');
    expect(await errorOf(start({ dataDir: other })))
      .to.be.instanceOf(PostgresUnavailable)
      .with.property('message')
      .that.matches(/berisi berkas lain, bukan basis data/);
  });

  it('stays down when its owner stops it', async () => {
    const { url, pid, stop } = await start();
    await stop();
    expect(existsSync(path.join(dataDir, 'postmaster.pid'))).to.equal(false);
    expect(await errorOf(query(url, 'select 1'))).to.include({ code: 'ECONNREFUSED' });
    expect((await start()).pid).not.to.equal(pid);
  });

  it('is taken over from an office that was killed, and then stopped like one of our own', async () => {
    const { dataDir: left, guest } = await leftBehind();
    const heir = await startPostgres({ dataDir: left, logger: silent, progress: () => undefined, durable: false });
    expect(heir.pid).to.equal(guest.pid);
    await heir.stop();
    expect(await errorOf(query(heir.url, 'select 1'))).to.include({ code: 'ECONNREFUSED' });
  });

  it('left by a killed office is started again where it is asked for, when it answers elsewhere', async () => {
    const { dataDir: left, guest } = await leftBehind();
    const free = createServer();
    await new Promise<void>((resolve) => free.listen(0, '127.0.0.1', resolve));
    const { port } = free.address() as AddressInfo;
    await new Promise((resolve) => free.close(resolve));
    const heir = await startPostgres({
      dataDir: left,
      port,
      logger: silent,
      progress: () => undefined,
      durable: false,
    });
    expect(new URL(heir.url).port).to.equal(String(port));
    expect(heir.pid).not.to.equal(guest.pid);
    expect(await query(heir.url, 'select 1 as answer')).to.deep.equal([{ answer: 1 }]);
    await heir.stop();
  });

  it('names the port that is taken, when a port was asked for', async () => {
    const neighbour = createServer();
    await new Promise<void>((resolve) => neighbour.listen(0, '127.0.0.1', resolve));
    const address = neighbour.address();
    const port = typeof address === 'object' && address !== null ? address.port : 0;
    await running?.stop();
    expect(await errorOf(start({ port })))
      .to.be.instanceOf(PostgresUnavailable)
      .with.property('message')
      .that.matches(new RegExp(`Port ${port} .* sudah dipakai`));
    await new Promise((resolve) => neighbour.close(resolve));
    expect(new URL((await start({ port })).url).port, 'free again').to.equal(String(port));
  });

  it('comes from npm when the machine has none', async () => {
    const embedded = await startPostgres({
      dataDir: path.join(temporaryFolder(), 'pg'),
      logger: silent,
      progress: () => undefined,
      only: 'embedded',
      durable: false,
    });
    const store = await createStore({ url: embedded.url, logger: silent });
    await store.ping();
    await store.close();
    await embedded.stop();
    expect(embedded.source).to.equal('embedded');
  });

  it('repairs the links npm could not pack', () => {
    const native = path.join(temporaryFolder(), 'native');
    mkdirSync(path.join(native, 'lib'), { recursive: true });
    writeFileSync(path.join(native, 'lib', 'libpq.so.5.18'), '');
    writeFileSync(
      path.join(native, 'pg-symlinks.json'),
      JSON.stringify([{ source: 'native/lib/libpq.so.5.18', target: 'native/lib/libpq.so.5' }]),
    );
    repairLinks(native);
    repairLinks(native);
    expect(readlinkSync(path.join(native, 'lib', 'libpq.so.5'))).to.equal('libpq.so.5.18');
  });

  describe('of somebody else (DATABASE_URL)', () => {
    it('is used as it is and never stopped', async () => {
      const own = running!;
      const given = await start({ databaseUrl: own.url });
      expect(given).to.include({ source: 'url', url: own.url, version: own.version });
      await given.stop();
      await query(own.url, 'select 1');
      running = own;
    });

    const wrong = [
      ['nobody answers', () => 'postgresql://kk:rahasia@127.0.0.1:1/kk', /Tidak ada yang menjawab di alamat itu/],
      ['the password is wrong', () => (running?.url ?? '').replace(/:[^:@]+@/, ':rahasia@'), /sandi ditolak/],
      ['the database is missing', () => `${running?.url}_lain`, /Basis datanya belum ada/],
      ['the address is unreadable', () => 'postgresql://[rahasia', /tidak dapat dibaca/],
    ] as const;
    for (const [title, url, sentence] of wrong)
      it(`says what to do when ${title}, without the password`, async () => {
        const error = await errorOf(
          startPostgres({ dataDir, logger: silent, progress: () => undefined, databaseUrl: url() }),
        );
        expect(error)
          .to.be.instanceOf(PostgresUnavailable)
          .with.property('message')
          .that.matches(sentence)
          .and.does.not.contain('rahasia');
      });

    it('names the missing right to an office whose login may not make tables', async () => {
      const url = running?.url ?? '';
      await query(url, `create role guest login password 'tamu'`);
      await query(url, 'create database guest_room');
      const guest = url.replace(/\/\/[^@]+@/, '//guest:tamu@').replace(/[^/]+$/, 'guest_room');
      expect(await errorOf(createStore({ url: guest, logger: silent })))
        .to.be.instanceOf(PostgresUnavailable)
        .with.property('message')
        .that.contains('CREATEROLE');
    });

    it('may belong to a login that is not a superuser: owner of the database who may make roles', async () => {
      const url = running?.url ?? '';
      await query(url, `create role office login createrole password 'kantor'`);
      await query(url, 'grant kk_app to office'); // the role is there from the first database; its maker shares it
      await query(url, 'create database office_room owner office');
      const store = await createStore({
        url: url.replace(/\/\/[^@]+@/, '//office:kantor@').replace(/[^/]+$/, 'office_room'),
        logger: silent,
        key: DOCUMENT_KEY,
      });
      await openCase(store);
      await store.close();
    });
  });
});

/** The server of an office that was killed, seen by a guest while its owner lived. */
async function leftBehind(): Promise<{ dataDir: string; guest: RunningPostgres }> {
  const dataDir = path.join(temporaryFolder(), 'left');
  const office = spawn(process.execPath, [program('test/store/start-and-wait.ts'), dataDir], {
    stdio: ['ignore', 'pipe', 'inherit'],
  });
  const [line] = (await once(office.stdout.setEncoding('utf8'), 'data')) as [string];
  const guest = await startPostgres({ dataDir, logger: silent, progress: () => undefined });
  expect(guest.pid).to.equal(Number(line));
  await guest.stop();
  office.kill('SIGKILL');
  await once(office, 'exit');
  return { dataDir, guest };
}

function outcomeOf(work: Promise<unknown>): Promise<unknown> {
  return work.catch((error: unknown) => error);
}
