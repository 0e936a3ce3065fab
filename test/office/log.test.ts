import { expect } from 'chai';
import { spawnSync } from 'node:child_process';
import { readFileSync } from 'node:fs';
import path from 'node:path';
import { temporaryFolder } from '../store/database.ts';
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
});
