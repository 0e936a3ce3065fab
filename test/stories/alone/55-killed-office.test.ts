import { expect } from 'chai';
import { spawn, type ChildProcess } from 'node:child_process';
import { existsSync, readFileSync } from 'node:fs';
import path from 'node:path';
import { CamundaSession } from '../../src/demo/camunda-session.ts';
import { TasklistUser } from '../../src/demo/tasklist-user.ts';
import { until } from '../../src/demo/until.ts';
import { DEMO_PASSWORD } from '../../src/office/demo-people.ts';
import { officeFilePath } from '../../src/office/office-file.ts';
import { theOffice, type TestOffice } from './the-office.ts';
import { descendantsOf } from './traces.ts';

const ROOT = path.resolve(import.meta.dirname, '../..');
const PATIENCE = { withinMs: 300_000, everyMs: 500 };

describe('The whole office is killed', function () {
  this.timeout(900_000);
  let office: TestOffice;
  let killed: ChildProcess | undefined;
  before(async () => {
    office = await theOffice();
  });
  after(() => {
    if (killed?.pid !== undefined && killed.exitCode === null && killed.signalCode === null) process.kill(-killed.pid, 'SIGKILL');
  });

  it('the next start ends or takes over what it left behind, and the cases go on', async () => {
    const berkas = await office.applies();
    await berkas.isOpenedBy(office.sri);
    await berkas.task('examine-application');
    let left: number[] = [];
    await office.reopens(async () => {
      killed = openInProcessOfItsOwn();
      await until('the office in a process of its own', () => Promise.resolve(existsSync(officeFilePath(office.config.varDir))), PATIENCE);
      // The case moves on in that office; what it had just begun when the blow fell is done after it.
      await berkas.isFoundComplete(new TasklistUser(new CamundaSession(office.config.engine.tasklistUrl, 'sri.wahyuni', DEMO_PASSWORD)));
      left = descendantsOf(killed.pid!);
      process.kill(-killed.pid!, 'SIGKILL');
    });
    expect(left.length, 'three engines, a database, a browser').to.be.at.least(5);
    await berkas.task('verify-draft');
    expect((await berkas.journal).filter((row) => row.event === 'siak-entered')).to.have.length(1);
    expect(await office.store.journal.firstBrokenLink()).to.equal(undefined);
    const surviving = left.filter(isAlive).map(commandOf).filter((command) => !command.includes('postgres'));
    expect(surviving, 'nothing of the killed office runs on but the database that was taken over').to.deep.equal([]);
  });
});

/** As `npm start` does; a process group of its own, so that nothing can say goodbye. */
function openInProcessOfItsOwn(): ChildProcess {
  return spawn(process.execPath, ['--import', 'tsx', 'src/main.ts'], { cwd: ROOT, detached: true, stdio: 'ignore', env: process.env });
}

function isAlive(pid: number): boolean {
  return existsSync(`/proc/${pid}/cmdline`) && commandOf(pid) !== '';
}

/** Empty for a process that has ended and waits for its parent. */
function commandOf(pid: number): string {
  return readFileSync(`/proc/${pid}/cmdline`, 'utf8').replaceAll('\0', ' ').slice(0, 200);
}
