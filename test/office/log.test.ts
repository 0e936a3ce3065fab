import { expect } from 'chai';
import { spawnSync } from 'node:child_process';
import { readFileSync } from 'node:fs';
import path from 'node:path';
import { temporaryFolder } from '../store/database.ts';
import { keepWriting } from '../../src/office/log.ts';
import { program } from '../program.ts';

describe("The office's log", () => {
  it('keeps the last line of a process that ends at once, and says nothing of its own on the terminal', () => {
    const file = path.join(temporaryFolder(), 'logs', 'office.log');
    const script = `
      import { openLog } from ${JSON.stringify(program('src/office/log.ts'))};
      openLog(${JSON.stringify(file)}, 'info').error({ note: 'NIK 3402010101700001' }, 'the office did not open');
      process.exit(1);`;
    const ended = spawnSync(process.execPath, ['--input-type=module', '-e', script], {
      encoding: 'utf8',
    });
    expect([ended.status, ended.stderr]).to.deep.equal([1, '']);
    const written = JSON.parse(readFileSync(file, 'utf8')) as Record<string, unknown>;
    expect(written).to.include({ level: 50, msg: 'the office did not open', note: 'NIK [nomor]' });
  });

  it('lets its process go on and end when the disk is full', function () {
    if (process.platform !== 'linux') this.skip();
    const script = `
      import { openLog } from ${JSON.stringify(program('src/office/log.ts'))};
      const log = openLog('/dev/full', 'info');
      log.info('no room for this');
      setTimeout(() => { log.info('nor for this'); console.log('still here'); process.exit(7); }, 50);`;
    const ended = spawnSync(process.execPath, ['--input-type=module', '-e', script], {
      encoding: 'utf8',
      timeout: 20_000,
    });
    expect([ended.status, ended.stdout, ended.stderr]).to.deep.equal([7, 'still here\n', '']);
  });

  it('says how many lines were lost as soon as it can write again, once', () => {
    const written: string[] = [];
    let isFull = false;
    const log = keepWriting((text) => {
      if (isFull) throw Object.assign(new Error('no space left'), { code: 'ENOSPC' });
      written.push(text);
    });
    for (const line of ['a', 'b', 'c', 'd', 'e']) {
      isFull = line === 'b' || line === 'c';
      log.write(line);
    }
    expect(
      written.map((line) => (line.startsWith('\n') ? (JSON.parse(line) as { lost: number }).lost : line)),
    ).to.deep.equal(['a', 2, 'd', 'e']);
  });
});
