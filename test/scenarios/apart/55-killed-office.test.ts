import { expect } from 'chai';
import { spawn, type ChildProcess } from 'node:child_process';
import { existsSync, readFileSync } from 'node:fs';
import path from 'node:path';
import { until } from '../../../src/demo/until.ts';
import { DEMO_PASSPHRASE } from '../../../src/office/demo-people.ts';
import { paperPhoto } from '../../../src/demo/photos.ts';
import { officeFilePath } from '../../../src/office/office-file.ts';
import type { Berkas } from '../berkas.ts';
import { ONCE, externalTracesOf } from '../once.ts';
import { theOffice, type TestOffice } from '../the-office.ts';
import { descendantsOf } from '../traces.ts';
import { program } from '../../program.ts';

const ROOT = path.resolve(import.meta.dirname, '../../..');
const PATIENCE = { withinMs: 300_000, everyMs: 500 };

describe('The office closes at night and is killed by day', function () {
  this.timeout(900_000);
  let office: TestOffice;
  let killed: ChildProcess | undefined;
  before(async () => {
    office = await theOffice();
  });
  after(() => {
    if (killed?.pid !== undefined && killed.exitCode === null && killed.signalCode === null)
      process.kill(-killed.pid, 'SIGKILL');
  });

  it('what was closed in order is opened again as it was; and what is killed is ended or taken over by the next start, and the cases go on', async () => {
    const [examined, waiting, ready] = (await office.severalThat(3, (berkas) => berkas.isOpenedBy(office.sri))) as [
      Berkas,
      Berkas,
      Berkas,
    ];
    await waiting.isReturnedFor(['ijazah']);
    await waiting.happened('message-sent', ({ purpose }) => purpose === 'incomplete');
    await until('both messages on the phone, the receipt of the application and the request', async () => {
      const messages = await office.phones.messages(waiting.phone);
      return messages.length === 2 && messages.every(({ status }) => status === 'delivered');
    });
    await ready.isFoundComplete();
    await ready.isRequested();
    await ready.task('verify-draft');
    await ready.isVerified();
    await Promise.all([examined.task('examine-application'), ready.task('approve-signing')]);
    const state = async () => ({
      tasks: (await office.store.workList.open())
        .filter(({ applicationNumber }) => [waiting.number, ready.number].includes(applicationNumber))
        .map(({ taskId, element, assignee }) => `${taskId} ${element} ${assignee ?? ''}`)
        .sort(),
      journal: await waiting.journal,
      history: await waiting.path(),
      messages: await office.phones.messages(waiting.phone),
    });
    const evening = await state();
    let left: number[] = [];

    await office.reopens(async () => {
      killed = openInProcessOfItsOwn();
      await until(
        'the office in a process of its own',
        () => Promise.resolve(existsSync(officeFilePath(office.config.varDir))),
        PATIENCE,
      );
      // The case moves on in that office; what it had just begun when the blow fell is done after it.
      await examined.isFoundComplete(office.officer('sri.wahyuni'));
      left = descendantsOf(killed.pid!);
      process.kill(-killed.pid!, 'SIGKILL');
      await until('its end', () => Promise.resolve(killed?.signalCode === 'SIGKILL'), PATIENCE);
    });

    expect(left.length, 'an engine, a database, a browser').to.be.at.least(3);
    const surviving = left
      .filter(isAlive)
      .map(commandOf)
      .filter((command) => !command.includes('postgres'));
    expect(surviving, 'nothing of the killed office runs on but the database that was taken over').to.deep.equal([]);
    await examined.task('request-print');
    expect((await examined.journal).filter((row) => row.event === 'siak-entered')).to.have.length(1);
    const morning = await state();
    for (const part of ['tasks', 'history', 'messages', 'journal'] as const)
      expect(morning[part], part).to.deep.equal(evening[part]);

    await waiting.applicant.completes({ ijazah: await paperPhoto('ijazah', 8) });
    await office.agus.signs([ready.number], DEMO_PASSPHRASE);
    await Promise.all([waiting.task('examine-application'), ready.isFinished()]);
    expect(await externalTracesOf(ready)).to.deep.equal(ONCE);
    expect(await office.store.journal.firstBrokenLink()).to.equal(undefined);
  });
});

/** As `npm start` does; a process group of its own, so that nothing can say goodbye. */
function openInProcessOfItsOwn(): ChildProcess {
  return spawn(process.execPath, [program('src/main.ts')], {
    cwd: ROOT,
    detached: true,
    stdio: 'ignore',
    env: process.env,
  });
}

function isAlive(pid: number): boolean {
  return existsSync(`/proc/${pid}/cmdline`) && commandOf(pid) !== '';
}

/** Empty for a process that has ended and waits for its parent. */
function commandOf(pid: number): string {
  return readFileSync(`/proc/${pid}/cmdline`, 'utf8').replaceAll('\0', ' ').slice(0, 200);
}
