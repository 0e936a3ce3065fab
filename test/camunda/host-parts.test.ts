import { chmod, mkdir, mkdtemp, readFile, readdir, rm, writeFile } from 'node:fs/promises';
import os from 'node:os';
import path from 'node:path';
import { expect } from 'chai';
import { hostParts } from '../../camunda/host-parts.ts';
import { compileJar } from '../../camunda/java-compiler.ts';
import { findJava } from '../../camunda/java.ts';
import { madeOnce } from '../../camunda/made-once.ts';
import { runMaven } from '../../camunda/maven.ts';
import { StartError } from '../../camunda/start-error.ts';
import { until } from './helpers.ts';

const failureOf = (work: Promise<unknown>): Promise<unknown> =>
  work.then(
    () => undefined,
    (error: unknown) => error,
  );

describe('parts of the engine', () => {
  let folder: string;
  let bin: string;
  beforeEach(async () => {
    folder = await mkdtemp(path.join(os.tmpdir(), 'kk-parts-'));
    bin = path.join(folder, 'bin');
    await mkdir(bin);
  });
  afterEach(() => rm(folder, { recursive: true }));

  /** Stands in for Maven on PATH. */
  async function maven(script: string): Promise<NodeJS.ProcessEnv> {
    await writeFile(path.join(bin, 'mvn'), `#!/bin/sh\n${script}\n`);
    await chmod(path.join(bin, 'mvn'), 0o755);
    return { ...process.env, PATH: `${bin}${path.delimiter}${process.env['PATH'] ?? ''}` };
  }
  const parts = async (environment: NodeJS.ProcessEnv, signal?: AbortSignal) =>
    hostParts({
      cacheDir: path.join(folder, 'cache'),
      logDir: path.join(folder, 'logs'),
      java: await findJava(process.env),
      environment,
      progress: () => undefined,
      signal,
    });
  const cached = async () =>
    (await readdir(path.join(folder, 'cache')).catch(() => [])).filter((name) => !name.includes('.'));

  it('a fetch that breaks in the middle leaves nothing that looks whole, and says why and where to read more', async () => {
    const environment = await maven(
      'for a in "$@"; do case $a in -DoutputDirectory=*) d=${a#*=};; esac; done; echo half > "$d/operaton-engine.jar"; echo "[ERROR] Could not transfer artifact: Connection reset"; exit 1',
    );
    const error = await failureOf(parts(environment));
    expect(error).to.be.instanceOf(StartError);
    expect(String(error)).to.contain('Connection reset').and.contain('maven.log').and.contain('settings.xml');
    expect(await cached()).to.deep.equal([]);
    expect(await readFile(path.join(folder, 'logs', 'maven.log'), 'utf8')).to.contain('Connection reset');
  });

  it('a fetch that is given up leaves nothing that looks whole, and the next start fetches again', async () => {
    const environment = await maven('echo x > "$(dirname "$0")/began"; exec sleep 60');
    const giveUp = new AbortController();
    const fetching = failureOf(parts(environment, giveUp.signal));
    await until(async () => (await readdir(bin)).includes('began'), 10_000);
    giveUp.abort(new Error('Ctrl-C'));
    expect(await fetching).to.be.instanceOf(Error);
    expect(await cached()).to.deep.equal([]);
    const again = await maven('echo "[ERROR] asked again"; exit 1');
    expect(String(await failureOf(parts(again)))).to.contain('asked again');
  });

  it('without Maven the remedy is named', async () => {
    const error = await failureOf(
      runMaven({ folder, goals: [], javaHome: '', environment: { PATH: bin }, logFile: path.join(folder, 'log') }),
    );
    expect(error).to.be.instanceOf(StartError);
    expect(String(error)).to.contain('sudo apt install maven');
  });

  it('sources that do not compile are reported with the first error', async () => {
    const source = path.join(folder, 'Broken.java');
    await writeFile(source, 'class Broken { int x = ; }');
    const error = await failureOf(
      compileJar({
        java: await findJava(process.env),
        sources: [source],
        classPath: [],
        classes: path.join(folder, 'classes'),
        jar: path.join(folder, 'host.jar'),
      }),
    );
    expect(error).to.be.instanceOf(StartError);
    expect(String(error)).to.contain('Broken.java:1: error: illegal start of expression');
  });

  it('what is made once is made by one of two who start at once, and never again', async () => {
    const made = path.join(folder, 'made');
    let times = 0;
    const make = async (unfinished: string) => {
      times++;
      await writeFile(path.join(unfinished, 'content'), 'whole');
    };
    await Promise.all([madeOnce(made, undefined, make), madeOnce(made, undefined, make)]);
    await madeOnce(made, undefined, make);
    expect(times).to.equal(1);
    expect(await readFile(path.join(made, 'content'), 'utf8')).to.equal('whole');
  });
});
