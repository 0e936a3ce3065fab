import { chmod, mkdtemp, readFile, rm, writeFile } from 'node:fs/promises';
import os from 'node:os';
import path from 'node:path';
import { expect } from 'chai';
import { pino } from 'pino';
import { probeOf } from '../../camunda/health.ts';
import type { JvmHome, JvmProgram } from '../../camunda/jvm-program.ts';
import { isAlive } from '../../camunda/processes.ts';
import { StartError } from '../../camunda/start-error.ts';
import { supervise } from '../../camunda/supervisor.ts';
import { freePort, until } from './helpers.ts';

/**
 * Stands in for `java`: serves its health page on $PORT to whoever knows the secret, or dies at once when $DIE is set.
 */
const FAKE_JAVA = `#!${process.execPath}
if (process.env.DIE) { console.log('cannot start'); process.exit(3); }
require('node:http').createServer((request, answer) => {
  answer.statusCode = request.headers.authorization === 'Bearer s' ? 200 : 401;
  answer.end('ok');
}).listen(Number(process.env.PORT), '127.0.0.1');
`;
const secondsOfRestart = 15_000;

describe('supervise', () => {
  let home: JvmHome;
  let program: JvmProgram;
  let messages: string[];
  const logger = pino({ level: 'silent' });

  beforeEach(async () => {
    const varDir = await mkdtemp(path.join(os.tmpdir(), 'kk-supervisor-'));
    const java = path.join(varDir, 'java');
    await writeFile(java, FAKE_JAVA);
    await chmod(java, 0o755);
    const port = await freePort();
    messages = [];
    home = { java, varDir, machine: {} };
    program = {
      name: 'engine',
      title: 'Mesin proses',
      jvmArguments: [],
      classPath: [varDir],
      mainClass: 'Main',
      environment: { PORT: String(port) },
      probe: probeOf(`http://127.0.0.1:${port}/`, 's'),
    };
  });
  afterEach(() => rm(home.varDir, { recursive: true }));

  const start = (signal = new AbortController().signal, started?: (pid: number) => Promise<void>) =>
    supervise(program, home, {
      progress: (text) => messages.push(text),
      logger,
      signal,
      lookEveryMs: 50,
      ...(started === undefined ? {} : { started }),
    });

  it('returns when the JVM is ready, and its stop when the JVM is gone', async () => {
    const jvm = await start();
    const pid = jvm.pid()!;
    expect(await program.probe()).to.equal('ready');
    await jvm.stop();
    expect(isAlive(pid)).to.equal(false);
    expect(jvm.pid()).to.equal(undefined);
  });

  it('starts a JVM again that was killed, and says so', async () => {
    const jvm = await start();
    const first = jvm.pid()!;
    process.kill(first, 'SIGKILL');
    await until(() => messages.length === 2, secondsOfRestart);
    expect(messages).to.deep.equal(['Mesin proses berhenti tiba-tiba; dijalankan lagi', 'Mesin proses sudah kembali']);
    expect(jvm.pid()).to.not.equal(first);
    expect(await program.probe()).to.equal('ready');
    await jvm.stop();
  });

  it('starts a JVM again that hangs, and says so', async () => {
    const patience = 300;
    const { probe } = program;
    // A stopped process still takes connections: only an answer counts.
    program = {
      ...program,
      probe: () => Promise.race([probe(), new Promise<'silent'>((done) => setTimeout(() => done('silent'), patience))]),
    };
    const jvm = await start();
    const first = jvm.pid()!;
    process.kill(first, 'SIGSTOP');
    await until(() => messages.length === 2, secondsOfRestart);
    expect(messages[0]).to.equal('Mesin proses tidak menjawab; dijalankan lagi');
    expect(isAlive(first)).to.equal(false);
    expect(jvm.pid()).to.not.equal(first);
    await jvm.stop();
  });

  it('leaves a JVM alone that answers but cannot work for now', async () => {
    const jvm = await start();
    const first = jvm.pid();
    let looks = 0;
    const { probe } = program;
    Object.assign(program, {
      probe: async () => {
        looks++;
        return (await probe()) === 'ready' ? 'alive' : 'silent';
      },
    });
    await until(() => looks > 10, secondsOfRestart);
    expect(jvm.pid()).to.equal(first);
    expect(messages).to.deep.equal([]);
    await jvm.stop();
  });

  it('names the log when the JVM dies before it is ready', async () => {
    program = { ...program, environment: { DIE: '1' } };
    const error = await start().catch((failure: unknown) => failure);
    const log = path.join(home.varDir, 'logs', 'engine.log');
    expect(error).to.be.instanceOf(StartError);
    expect(String(error)).to.contain('Mesin proses berhenti sebelum siap').and.contain(log);
    expect(await readFile(log, 'utf8')).to.equal('cannot start\n');
  });

  it('leaves nothing running when the start is given up', async () => {
    program = { ...program, probe: () => Promise.resolve('silent') };
    const giveUp = new AbortController();
    let pid = 0;
    const starting = start(giveUp.signal, (one) => Promise.resolve(void (pid = one))).catch(
      (failure: unknown) => failure,
    );
    await until(() => pid > 0, secondsOfRestart);
    giveUp.abort(new Error('Ctrl-C'));
    expect(await starting).to.have.property('message', 'Ctrl-C');
    expect(isAlive(pid)).to.equal(false);
  });
});
