import { spawn, type ChildProcess } from 'node:child_process';
import { mkdtemp, readFile, rm, writeFile } from 'node:fs/promises';
import os from 'node:os';
import path from 'node:path';
import { expect } from 'chai';
import { claim } from '../../camunda/claim.ts';
import type { JvmHome } from '../../camunda/jvm-program.ts';
import { markOf } from '../../camunda/jvm-process.ts';
import { identityOf, isAlive } from '../../camunda/processes.ts';
import { StartError } from '../../camunda/start-error.ts';
import { until } from './helpers.ts';

describe('claim of the folder of an engine', () => {
  let home: JvmHome;
  let file: string;
  const children: ChildProcess[] = [];

  beforeEach(async () => {
    const varDir = await mkdtemp(path.join(os.tmpdir(), 'kk-claim-'));
    home = { java: '', varDir, machine: {} };
    file = path.join(varDir, 'run', 'engine.json');
    await claim(home, 'engine').then((one) => one.release());
  });
  afterEach(async () => {
    for (const child of children.splice(0)) child.kill('SIGKILL');
    await rm(home.varDir, { recursive: true });
  });

  /** Something that runs on, with this text on its command line. */
  async function bystander(text: string): Promise<number> {
    const child = spawn(process.execPath, ['-e', 'setInterval(() => {}, 1000)', '--', text], { stdio: 'ignore' });
    children.push(child);
    await until(async () => (await identityOf(child.pid!)).includes(text), 5000);
    return child.pid!;
  }

  it('refuses a second office while the first lives, names it and leaves its JVM alone', async () => {
    const jvm = await bystander(markOf(home, 'engine'));
    const owner = await bystander('first office');
    await writeFile(file, JSON.stringify({ owner, identity: await identityOf(owner), jvm }));
    const error = await claim(home, 'engine').catch((failure: unknown) => failure);
    expect(error).to.be.instanceOf(StartError);
    expect(String(error)).to.contain(`proses ${owner}`).and.contain('VAR_DIR');
    expect(isAlive(jvm)).to.equal(true);
  });

  it('refuses the same process too, and is free after its release', async () => {
    const first = await claim(home, 'engine');
    expect(await claim(home, 'engine').catch((failure: unknown) => failure)).to.be.instanceOf(StartError);
    await first.release();
    await claim(home, 'engine').then((second) => second.release());
  });

  it('ends the JVM that a killed office left behind', async () => {
    const jvm = await bystander(markOf(home, 'engine'));
    await writeFile(file, JSON.stringify({ owner: 999_999_999, identity: '1 node start.mjs', jvm }));
    await claim(home, 'engine');
    expect(isAlive(jvm)).to.equal(false);
    expect(JSON.parse(await readFile(file, 'utf8'))).to.have.property('owner', process.pid);
  });

  it('leaves a program alone that has the number of the dead JVM', async () => {
    const other = await bystander('something else');
    await writeFile(file, JSON.stringify({ owner: 999_999_999, identity: '1 node start.mjs', jvm: other }));
    await claim(home, 'engine');
    expect(isAlive(other)).to.equal(true);
  });

  it('takes over from an owner whose number another process has by now', async () => {
    const owner = await bystander('a later program');
    await writeFile(file, JSON.stringify({ owner, identity: '1 node start.mjs' }));
    await claim(home, 'engine');
    expect(JSON.parse(await readFile(file, 'utf8'))).to.have.property('owner', process.pid);
  });
});
