import { expect } from 'chai';
import { closeSync, openSync, readFileSync, statSync, writeFileSync, writeSync } from 'node:fs';
import path from 'node:path';
import { diskHealth, spaceOf } from '../../src/office/disk-space.ts';
import { cutLog } from '../../src/office/limit-logs.ts';
import { temporaryFolder } from '../store/database.ts';

const GB = 1e9;

describe('The disk of the office', () => {
  const healthOf = (free: number, size: number) => diskHealth(['/srv'], () => Promise.resolve({ free, size }))();

  it('is reported as nearly full before it is: a twentieth of it, at least 1 GB and at most 5', async () => {
    expect(await healthOf(2 * GB, 40 * GB)).to.equal(undefined);
    expect(await healthOf(1.9 * GB, 40 * GB)).to.equal('cakram hampir penuh: /srv tinggal 1,9 GB');
    expect(await healthOf(0.9 * GB, 10 * GB), 'a small one').to.match(/tinggal 0,9 GB/);
    expect(await healthOf(1 * GB, 10 * GB)).to.equal(undefined);
    expect(await healthOf(4.9 * GB, 1000 * GB), 'a large one').to.match(/tinggal 4,9 GB/);
    expect(await healthOf(5 * GB, 1000 * GB)).to.equal(undefined);
  });

  it('is asked for each folder, and a medium in the drawer is not a full disk', async () => {
    const sizes: Record<string, { free: number; size: number }> = {
      '/a': { free: 0, size: GB },
      '/b': { free: 9 * GB, size: 10 * GB },
      '/c': { free: 0.9 * GB, size: 10 * GB },
    };
    const health = diskHealth(['/a', '/b', '/drawer', '/c'], (folder) => Promise.resolve(sizes[folder]));
    expect(await health()).to.equal('cakram hampir penuh: /a tinggal 0 GB; /c tinggal 0,9 GB');
  });

  it('is really measured', async () => {
    const { free, size } = (await spaceOf(temporaryFolder()))!;
    expect(free).to.be.greaterThan(0).and.at.most(size);
    expect(await spaceOf('/tidak/ada')).to.equal(undefined);
  });
});

describe('The logs of the office', () => {
  it('are cut when they have grown past the limit; the last part is kept, and the writer goes on', async () => {
    const file = path.join(temporaryFolder(), 'office.log');
    const writer = openSync(file, 'a');
    writeSync(writer, 'old '.repeat(100));
    writeSync(writer, 'new');
    expect(await cutLog(file, 1000)).to.equal(false);
    expect(await cutLog(file, 50)).to.equal(true);
    expect(readFileSync(`${file}.1`, 'utf8'))
      .to.have.length(50)
      .and.match(/old new$/);
    writeSync(writer, 'goes on');
    closeSync(writer);
    expect(readFileSync(file, 'utf8')).to.equal('goes on');
    expect(statSync(`${file}.1`).mode & 0o077).to.equal(0);
  });

  it('keep no more than twice the limit, however fast they grow', async () => {
    const file = path.join(temporaryFolder(), 'office.log');
    writeFileSync(file, Buffer.alloc(67_000, 'x'));
    await cutLog(file, 20_000);
    await cutLog(file, 20_000);
    expect(statSync(file).size + statSync(`${file}.1`).size).to.be.at.most(40_000);
  });
});
