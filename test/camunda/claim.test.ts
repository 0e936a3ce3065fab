import { spawn, type ChildProcess } from 'node:child_process';
import { mkdir, mkdtemp, rm, writeFile } from 'node:fs/promises';
import os from 'node:os';
import path from 'node:path';
import { expect } from 'chai';
import { claim } from '../../camunda/claim.ts';
import type { JvmHome } from '../../camunda/jvm-program.ts';
import { markOf } from '../../camunda/jvm-process.ts';
import { commandLineOf, isAlive } from '../../camunda/processes.ts';
import { StartError } from '../../camunda/start-error.ts';
import { until } from './helpers.ts';

describe('claim of the folder of an engine', () => {
  let home: JvmHome;
  const children: ChildProcess[] = [];

  beforeEach(async () => {
    const varDir = await mkdtemp(path.join(os.tmpdir(), 'kk-claim-'));
    home = { java: '', varDir, machine: {} };
    await mkdir(path.join(varDir, 'run'));
  });
  afterEach(async () => {
    for (const child of children.splice(0)) child.kill('SIGKILL');
    await rm(home.varDir, { recursive: true });
  });

  const note = (pid: number) => writeFile(path.join(home.varDir, 'run', 'engine.pid'), String(pid));

  /** Something that runs on, with this text on its command line. */
  async function bystander(text: string): Promise<number> {
    const child = spawn(process.execPath, ['-e', 'setInterval(() => {}, 1000)', '--', text], { stdio: 'ignore' });
    children.push(child);
    await until(async () => (await commandLineOf(child.pid!)).includes(text), 5000);
    return child.pid!;
  }

  it('is refused while the first owner lives, whose JVM is left alone', async () => {
    const jvm = await bystander(markOf(home, 'engine'));
    const first = await claim(home, 'engine');
    await first.holds(jvm);
    const error = await claim(home, 'engine').catch((failure: unknown) => failure);
    expect(error).to.be.instanceOf(StartError);
    expect(String(error)).to.contain(`proses ${process.pid}`).and.contain('VAR_DIR');
    expect(isAlive(jvm)).to.equal(true);
  });

  it('is free after its release', async () => {
    await claim(home, 'engine').then((first) => first.release());
    await claim(home, 'engine').then((second) => second.release());
  });

  it('ends the JVM that a killed office left behind', async () => {
    const jvm = await bystander(markOf(home, 'engine'));
    await note(jvm);
    await claim(home, 'engine');
    expect(isAlive(jvm)).to.equal(false);
  });

  it('leaves a program alone that has the number of the dead JVM, or is the JVM of another folder', async () => {
    for (const text of ['something else', markOf({ ...home, varDir: '/other' }, 'engine')]) {
      const other = await bystander(text);
      await note(other);
      await claim(home, 'engine').then((one) => one.release());
      expect(isAlive(other)).to.equal(true);
    }
  });
});
