import { chmod, mkdtemp, readFile, rm, writeFile } from 'node:fs/promises';
import { createServer } from 'node:net';
import os from 'node:os';
import path from 'node:path';
import { setTimeout as wait } from 'node:timers/promises';
import { expect } from 'chai';
import { pino } from 'pino';
import type { JvmHome, JvmProgram } from '../../camunda/jvm-program.ts';
import { pidFileOf, startJvm } from '../../camunda/jvm-process.ts';
import { endLeftover } from '../../camunda/leftover.ts';
import { isAlive } from '../../camunda/processes.ts';
import { StartError } from '../../camunda/start-error.ts';
import { supervise } from '../../camunda/supervisor.ts';

/** Stands in for `java`: serves its health page on $PORT, or dies at once when $DIE is set. */
const FAKE_JAVA = `#!${process.execPath}
const { appendFileSync, readFileSync } = require('node:fs');
if (process.env.DIE_TIMES) {
  appendFileSync(process.env.COUNT, '|');
  if (readFileSync(process.env.COUNT, 'utf8').length <= Number(process.env.DIE_TIMES)) process.exit(3);
}
if (process.env.DIE) { console.log('cannot start'); process.exit(3); }
require('node:http').createServer((_, answer) => answer.end('ok')).listen(Number(process.env.PORT), '127.0.0.1');
`;

describe('a part of the engine that is kept running', () => {
  let home: JvmHome;
  let program: JvmProgram;
  let told: string[];
  const logger = pino({ level: 'silent' });

  beforeEach(async () => {
    const varDir = await mkdtemp(path.join(os.tmpdir(), 'kk-supervisor-'));
    const java = path.join(varDir, 'java');
    await writeFile(java, FAKE_JAVA);
    await chmod(java, 0o755);
    const port = await freePort();
    told = [];
    home = { java, varDir, machine: {} };
    program = {
      name: 'broker',
      title: 'Mesin proses (Zeebe)',
      maxHeapMb: 64,
      lib: varDir,
      mainClass: 'Main',
      arguments: [],
      environment: { PORT: String(port) },
      systemProperties: {},
      healthUrl: `http://127.0.0.1:${port}/`,
    };
  });
  afterEach(() => rm(home.varDir, { recursive: true }));

  const start = (signal = new AbortController().signal) =>
    supervise(program, home, { progress: (text) => told.push(text), logger, signal });

  it('is healthy when the start returns, and gone when the stop returns', async () => {
    const part = await start();
    const pid = part.pid()!;
    expect(await part.health()).to.equal('up');
    await part.stop();
    expect(isAlive(pid)).to.equal(false);
    expect(await part.health()).to.equal('down');
  });

  it('comes back by itself after kill -9, and says so', async () => {
    const part = await start();
    const first = part.pid()!;
    process.kill(first, 'SIGKILL');
    for (let waited = 0; told.length < 2 && waited < 10_000; waited += 50) await wait(50);
    expect(told).to.deep.equal([
      'Mesin proses (Zeebe) berhenti tiba-tiba; dijalankan lagi',
      'Mesin proses (Zeebe) sudah kembali',
    ]);
    expect(part.pid()).to.not.equal(first);
    expect(await part.health()).to.equal('up');
    await part.stop();
  });

  it('dies before it is ready: one sentence with the log', async () => {
    program = { ...program, environment: { DIE: '1' } };
    const error = await start().catch((failure: unknown) => failure);
    const log = path.join(home.varDir, 'logs', 'broker.log');
    expect(error).to.be.instanceOf(StartError);
    expect(String(error)).to.contain('Mesin proses (Zeebe) berhenti sebelum siap').and.contain(log);
    expect(await readFile(log, 'utf8')).to.equal('cannot start\n');
  });

  it('dies of what it meets on its way up: is tried as often as its program allows', async () => {
    program = {
      ...program,
      starts: 3,
      environment: { ...program.environment, DIE_TIMES: '2', COUNT: path.join(home.varDir, 'count') },
    };
    const part = await start();
    expect(await part.health()).to.equal('up');
    expect(await readFile(path.join(home.varDir, 'count'), 'utf8')).to.equal('|||');
    await part.stop();
  });

  it('a start that is given up leaves nothing running', async () => {
    program = { ...program, healthUrl: 'http://127.0.0.1:1/' };
    const giveUp = new AbortController();
    const starting = start(giveUp.signal).catch((failure: unknown) => failure);
    await wait(300);
    const { pid } = JSON.parse(await readFile(pidFileOf(home, 'broker'), 'utf8')) as { pid: number };
    giveUp.abort(new Error('Ctrl-C'));
    expect(await starting).to.have.property('message', 'Ctrl-C');
    expect(isAlive(pid)).to.equal(false);
  });

  it('what a killed office left behind is ended by the next start', async () => {
    const jvm = await startJvm(program, home);
    const file = pidFileOf(home, 'broker');
    await writeFile(file, JSON.stringify({ pid: jvm.pid, owner: 999_999_999, ownerCommand: 'node start.mjs' }));
    await endLeftover(home, 'broker');
    expect(isAlive(jvm.pid)).to.equal(false);
  });

  it('the data of an office that still runs are not touched', async () => {
    const jvm = await startJvm(program, home);
    const file = pidFileOf(home, 'broker');
    const note = JSON.parse(await readFile(file, 'utf8')) as object;
    await writeFile(
      file,
      JSON.stringify({
        ...note,
        owner: process.ppid,
        ownerCommand: (await readFile(`/proc/${process.ppid}/cmdline`, 'utf8')).replaceAll('\0', ' ').trim(),
      }),
    );
    const error = await endLeftover(home, 'broker').catch((failure: unknown) => failure);
    expect(error).to.be.instanceOf(StartError);
    expect(String(error)).to.contain('VAR_DIR');
    expect(isAlive(jvm.pid)).to.equal(true);
    await jvm.stop();
  });

  it('a process number that now belongs to another program is left alone', async () => {
    await startJvm(program, home).then((jvm) => jvm.stop());
    await writeFile(
      pidFileOf(home, 'broker'),
      JSON.stringify({ pid: process.pid, owner: 999_999_999, ownerCommand: 'node start.mjs' }),
    );
    await endLeftover(home, 'broker');
    expect(isAlive(process.pid)).to.equal(true);
  });
});

function freePort(): Promise<number> {
  return new Promise((resolve) => {
    const server = createServer().listen(0, '127.0.0.1', () => {
      const address = server.address();
      server.close(() => resolve(typeof address === 'object' && address !== null ? address.port : 0));
    });
  });
}
