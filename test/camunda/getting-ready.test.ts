import { chmod, mkdir, mkdtemp, readFile, rm, stat, writeFile } from 'node:fs/promises';
import { createServer, type Server } from 'node:net';
import os from 'node:os';
import path from 'node:path';
import { expect } from 'chai';
import { requireSpace } from '../../camunda/disk-space.ts';
import { isFree, requireFreePorts } from '../../camunda/free-ports.ts';
import { findJava, parseJavaVersion } from '../../camunda/java.ts';
import { withLock } from '../../camunda/lock.ts';
import { cut, openLog } from '../../camunda/log-file.ts';
import { listeningSockets } from '../../camunda/port-owner.ts';
import { StartError } from '../../camunda/start-error.ts';

const failureOf = (promise: Promise<unknown>): Promise<unknown> =>
  promise.then(
    () => undefined,
    (error: unknown) => error,
  );

let folder: string;
beforeEach(async () => {
  folder = await mkdtemp(path.join(os.tmpdir(), 'kk-camunda-'));
});
afterEach(() => rm(folder, { recursive: true }));

describe('Java for the engine', () => {
  async function install(name: string, version: string, { compiler = true } = {}): Promise<string> {
    const bin = path.join(folder, name, 'bin');
    await mkdir(bin, { recursive: true });
    await writeFile(path.join(bin, 'java'), `#!/bin/sh\necho 'openjdk version "${version}"' >&2\n`);
    await chmod(path.join(bin, 'java'), 0o755);
    if (compiler) await writeFile(path.join(bin, 'javac'), '');
    return bin;
  }

  it('the version is read as every vendor writes it', () => {
    expect(parseJavaVersion('openjdk version "21.0.4" 2024-07-16 LTS')).to.equal(21);
    expect(parseJavaVersion('java version "25" 2025-09-16')).to.equal(25);
    expect(parseJavaVersion('openjdk version "1.8.0_412"')).to.equal(8);
    expect(parseJavaVersion('openjdk version "24-ea" 2025-03-18')).to.equal(24);
    expect(parseJavaVersion('sh: java: not found')).to.equal(undefined);
  });

  it('an older Java that comes first on PATH is passed over', async () => {
    const old = await install('jdk-11', '11.0.20');
    const recent = await install('jdk-17', '17.0.15');
    const java = await findJava({ PATH: `${old}:${recent}`, HOME: folder });
    expect(java).to.deep.equal({
      program: path.join(recent, 'java'),
      home: path.join(folder, 'jdk-17'),
      version: 17,
      build: 'openjdk version "17.0.15"\n',
    });
  });

  it('a Java without its compiler is passed over', async () => {
    const runtime = await install('jre-21', '21.0.4', { compiler: false });
    const kit = await install('jdk-17', '17.0.15');
    expect((await findJava({ PATH: `${runtime}:${kit}`, HOME: folder })).home).to.equal(path.join(folder, 'jdk-17'));
  });

  it('JAVA_HOME comes before PATH', async () => {
    const onPath = await install('jdk-21', '21.0.4');
    await install('jdk-25', '25.0.3');
    expect((await findJava({ JAVA_HOME: path.join(folder, 'jdk-25'), PATH: onPath, HOME: folder })).version).to.equal(
      25,
    );
  });

  it("SDKMAN's places are searched too", async () => {
    await install('.sdkman/candidates/java/22.0.1-tem', '22.0.1');
    // On a machine with a system-wide JDK of 17 or newer that one is taken first; both will do.
    expect((await findJava({ PATH: '', HOME: folder })).version).to.be.at.least(17);
  });
});

describe('ports of the engine', () => {
  let server: Server;
  let port: number;
  beforeEach((done) => {
    server = createServer().listen(0, '127.0.0.1', () => {
      const address = server.address();
      port = typeof address === 'object' && address !== null ? address.port : 0;
      done();
    });
  });
  afterEach((done) => {
    server.close(done);
  });

  it('a taken port is named with its holder and the setting that moves it', async () => {
    expect(await isFree(port)).to.equal(false);
    const error = await failureOf(requireFreePorts([{ port, variable: 'ENGINE_PORT', use: 'mesin proses' }]));
    expect(error).to.be.instanceOf(StartError);
    expect(String(error))
      .to.contain(`${port} untuk mesin proses`)
      .and.contain('ganti dengan ENGINE_PORT')
      .and.contain('PORT_OFFSET');
    if (process.platform === 'linux') expect(String(error)).to.contain(`dipakai proses ${process.pid} (node)`);
  });

  it('a port that browsers refuse is named before anything listens there', async () => {
    const error = await failureOf(
      requireFreePorts([
        { port, variable: 'PORTAL_PORT', use: 'portal' },
        { port: 10080, variable: 'ENGINE_PORT', use: 'mesin proses' },
      ]),
    );
    expect(error).to.be.instanceOf(StartError);
    expect(String(error))
      .to.contain('10080 untuk mesin proses; ganti dengan ENGINE_PORT')
      .and.not.contain(String(port));
  });

  it('a listener is found in the table of the kernel, and a mere connection is not', () => {
    const table = [
      '  sl  local_address rem_address   st tx_queue rx_queue tr tm->when retrnsmt   uid  timeout inode',
      '   0: 0100007F:6784 00000000:0000 0A 00000000:00000000 00:00000000 00000000  1000        0 52417 1 0000 100 0 0 10 0',
      '   1: 0100007F:6784 0100007F:D431 01 00000000:00000000 00:00000000 00000000  1000        0 60001 1 0000 100 0 0 10 0',
    ].join('\n');
    expect(listeningSockets(table, 26500)).to.deep.equal(['socket:[52417]']);
    expect(listeningSockets(table, 8080)).to.deep.equal([]);
  });
});

describe('space and files', () => {
  it('too little space on the disk is refused before anything begins', async () => {
    await requireSpace(folder, 1, 'VAR_DIR');
    const error = await failureOf(requireSpace(folder, Number.MAX_SAFE_INTEGER, 'VAR_DIR'));
    expect(error).to.be.instanceOf(StartError);
    expect(String(error)).to.contain(folder).and.contain('VAR_DIR');
  });

  it('a log is cut when it is full, keeps its last part, and its writer goes on at the new end', async () => {
    const file = path.join(folder, 'engine.log');
    const descriptor = openLog(file);
    const { write } = await import('node:fs');
    const say = (text: string) =>
      new Promise<void>((resolve, reject) => write(descriptor, text, (error) => (error ? reject(error) : resolve())));
    await say('x'.repeat(100));
    await cut(file, 1000);
    expect((await stat(file)).size).to.equal(100);
    await cut(file, 50);
    await say('next');
    expect(await readFile(file, 'utf8')).to.equal('next');
    expect((await stat(`${file}.1`)).size).to.equal(100);
  });

  it('of two starts at once one works and the other waits; the lock of a dead process is taken over', async () => {
    const lock = path.join(folder, 'engine.lock');
    await writeFile(lock, '999999999 long-gone');
    let inside = 0;
    let most = 0;
    const work = () =>
      withLock(lock, undefined, async () => {
        most = Math.max(most, ++inside);
        // Long enough for the other to come in, if nothing kept it out.
        for (let turn = 0; turn < 50; turn++)
          expect(await readFile(lock, 'utf8')).to.match(new RegExp(`^${process.pid} `));
        inside--;
      });
    await Promise.all([work(), work()]);
    expect(most).to.equal(1);
  });

  it('a lock that a power cut left is nobody’s: empty, or with a number that is ours by now', async () => {
    for (const left of ['', String(process.pid), `${process.pid} before-the-power-cut:1`]) {
      const lock = path.join(folder, 'cut.lock');
      await writeFile(lock, left);
      let worked = false;
      await withLock(lock, AbortSignal.timeout(5_000), () => Promise.resolve(void (worked = true)));
      expect(worked).to.equal(true);
    }
  });
});
