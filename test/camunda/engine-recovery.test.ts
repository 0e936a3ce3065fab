import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { expect } from 'chai';
import { startEngine } from '../../camunda/engine.ts';
import { isAlive } from '../../camunda/processes.ts';
import { StartError } from '../../camunda/start-error.ts';
import { ensureLogins } from '../../src/store/logins.ts';
import { silent, temporaryFolder, withDatabase } from '../store/database.ts';
import { freePort, until } from './helpers.ts';
import { TWO_STEPS, cacheDir, withEngine } from './with-engine.ts';
import { program } from '../program.ts';

const COMES_BACK_MS = 90_000;

describe('recovery of the engine', () => {
  const messages: string[] = [];
  const host = withEngine({ lookEveryMs: 500, progress: (text) => messages.push(text) });

  before(async () => {
    await host.deploy('two-steps.bpmn', TWO_STEPS);
    await host.rest('POST', 'process-definition/key/two-steps/start', { businessKey: 'KK-261126-RRRRRR' });
  });

  async function comesBackAs(pid: number): Promise<void> {
    await until(() => messages.includes('Mesin proses sudah kembali'), COMES_BACK_MS);
    expect(host.engine.pid).to.not.equal(pid);
    expect(isAlive(pid)).to.equal(false);
    expect(await host.engine.ready()).to.equal(true);
    const { body } = await host.rest('GET', 'task?processInstanceBusinessKey=KK-261126-RRRRRR');
    expect(body).to.have.length(1);
  }
  beforeEach(() => messages.splice(0));

  it('after kill -9: comes back by itself with its cases and the same secret', async () => {
    const pid = host.engine.pid!;
    process.kill(pid, 'SIGKILL');
    await comesBackAs(pid);
    expect(messages[0]).to.equal('Mesin proses berhenti tiba-tiba; dijalankan lagi');
  });

  it('when it hangs: comes back by itself', async () => {
    const pid = host.engine.pid!;
    process.kill(pid, 'SIGSTOP');
    await comesBackAs(pid);
    expect(messages[0]).to.equal('Mesin proses tidak menjawab; dijalankan lagi');
  });

  it('while its database takes no connection: answers that it is away, which a caller repeats, and not that it refuses', async () => {
    try {
      await host.database.asOwner('alter role kk_engine connection limit 0');
      await host.database.asOwner(
        "select pg_terminate_backend(pid) from pg_stat_activity where usename = 'kk_engine' and datname = current_database()",
      );
      const answers = await Promise.all([
        host.rest('GET', 'incident'),
        host.rest('POST', 'external-task/unknown/failure', { workerId: 'w', retries: 0 }),
        host.rest('POST', 'external-task/fetchAndLock', { workerId: 'w', maxTasks: 1, topics: [] }),
      ]);
      expect(answers.map(({ status }) => status)).to.deep.equal([503, 503, 503]);
    } finally {
      await host.database.asOwner('alter role kk_engine connection limit -1');
    }
    await until(async () => (await host.rest('GET', 'incident')).status === 200, COMES_BACK_MS);
    const refused = await host.rest('POST', 'external-task/unknown/failure', { workerId: 'w', retries: 0 });
    expect(refused.status, 'what it refuses').to.equal(404);
  });

  it('a second start on its folder is refused with a reason, and harms nothing', async () => {
    const pid = host.engine.pid!;
    const second = startEngine({
      databaseUrl: (await ensureLogins(host.database.url)).engine,
      port: await freePort(),
      clockControlled: false,
      varDir: host.varDir,
      cacheDir,
      logger: silent,
      progress: () => undefined,
    });
    const error = await second.then(
      () => undefined,
      (failure: unknown) => failure,
    );
    expect(error).to.be.instanceOf(StartError);
    expect(String(error)).to.contain('sedang dipakai oleh kantor yang masih berjalan');
    expect(host.engine.pid).to.equal(pid);
    expect(await host.engine.ready()).to.equal(true);
  });

  it('a start on a taken port is refused with the setting that moves it', async () => {
    const error = await startEngine({
      databaseUrl: (await ensureLogins(host.database.url)).engine,
      port: Number(new URL(host.engine.url).port),
      clockControlled: false,
      varDir: temporaryFolder(),
      cacheDir,
      logger: silent,
      progress: () => undefined,
    }).catch((failure: unknown) => failure);
    expect(error).to.be.instanceOf(StartError);
    expect(String(error)).to.contain('ENGINE_PORT');
  });
});

describe('an office that is killed', () => {
  const database = withDatabase();

  it('leaves a JVM behind that the next start ends, and takes its place', async () => {
    const varDir = temporaryFolder();
    const [databaseUrl, port] = [(await ensureLogins(database.url)).engine, await freePort()];
    const script = `
      import { startEngine } from ${JSON.stringify(program('camunda/engine.ts'))};
      import { pino } from 'pino';
      const engine = await startEngine({ ...${JSON.stringify({ databaseUrl, port, varDir, cacheDir, clockControlled: false })},
        logger: pino({ level: 'silent' }), progress: () => undefined });
      console.log(engine.pid);
      setInterval(() => undefined, 1000);`;
    const office = spawn(process.execPath, ['--input-type=module', '-e', script], {
      stdio: ['ignore', 'pipe', 'inherit'],
    });
    const [output] = (await once(office.stdout, 'data')) as [Buffer];
    const left = Number(String(output));
    office.kill('SIGKILL');
    await once(office, 'exit');
    expect(isAlive(left)).to.equal(true);
    const engine = await startEngine({
      databaseUrl,
      port,
      clockControlled: false,
      varDir,
      cacheDir,
      logger: silent,
      progress: () => undefined,
    });
    expect(isAlive(left)).to.equal(false);
    expect(await engine.ready()).to.equal(true);
    // The clock may be moved only where the start asked for it.
    const clock = await fetch(`${engine.url}/engine-rest/office/clock?plus=P1D`, {
      method: 'PUT',
      headers: { authorization: `Bearer ${engine.secret}` },
    });
    expect(clock.status).to.equal(404);
    const pid = engine.pid!;
    await engine.stop();
    expect(isAlive(pid)).to.equal(false);
  });
});

describe('two engines of one office', () => {
  const database = withDatabase();

  it('that start at once on a new database are both ready, and set it up once', async () => {
    const databaseUrl = (await ensureLogins(database.url)).engine;
    const started = await Promise.allSettled(
      [await freePort(), await freePort()].map((port) =>
        startEngine({
          databaseUrl,
          port,
          clockControlled: false,
          varDir: temporaryFolder(),
          cacheDir,
          logger: silent,
          progress: () => undefined,
        }),
      ),
    );
    const engines = started.flatMap((one) => (one.status === 'fulfilled' ? [one.value] : []));
    const lists = await database.asOwner('select name_ from engine.act_ru_filter');
    const rights = await database.asOwner(
      'select group_id_, resource_type_, resource_id_ from engine.act_ru_authorization group by 1, 2, 3 having count(*) > 1',
    );
    await Promise.all(engines.map((engine) => engine.stop()));
    expect(engines).to.have.length(2);
    expect(lists).to.have.length(5);
    expect(rights).to.deep.equal([]);
  });
});
