import { existsSync, mkdirSync, mkdtempSync, rmSync, utimesSync, writeFileSync } from 'node:fs';
import os from 'node:os';
import path from 'node:path';
import { expect } from 'chai';
import { clusterFolder, settleClusterFolder } from '../../src/store/postgres/running-server.ts';
import { isReachable } from '../../src/store/postgres/server-account.ts';

const DAY_MS = 86_400_000;

describe('The place of the cluster of an office that root runs in a folder closed to others', () => {
  const closed = mkdtempSync(path.join(os.tmpdir(), 'closed-'));
  const wanted = path.join(closed, 'var', 'postgres');
  const made: string[] = [];
  after(() => {
    for (const folder of [closed, ...made]) rmSync(folder, { recursive: true, force: true });
  });

  /** As the first start leaves it behind, that many days ago. */
  const begins = (daysAgo: number): string => {
    const folder = settleClusterFolder(wanted);
    if (!existsSync(folder)) made.push(folder);
    mkdirSync(folder, { recursive: true });
    const version = path.join(folder, 'PG_VERSION');
    writeFileSync(version, '15');
    // Today's keeps the file system's own time: that of Node is cut to milliseconds, which may be before the folder's.
    const then = new Date(Date.now() - daysAgo * DAY_MS);
    if (daysAgo > 0) utimesSync(version, then, then);
    return folder;
  };

  it('is outside of it, and the same at every start', function () {
    if (process.getuid?.() !== 0) {
      expect(settleClusterFolder(wanted), 'nobody but root needs another place').to.equal(wanted);
      this.skip();
    }
    const first = begins(0);
    expect(first).to.not.contain(closed);
    expect(settleClusterFolder(wanted)).to.equal(first);
    expect(clusterFolder(wanted)).to.equal(first);
  });

  it('is the one of before where an office of an earlier edition has not written it down', function () {
    if (process.getuid?.() !== 0) this.skip();
    const first = clusterFolder(wanted);
    rmSync(`${wanted}.place`);
    expect(settleClusterFolder(wanted)).to.equal(first);
  });

  it('is outside of folders that are still to be made, where this process makes them for itself alone', () => {
    const nobody = { uid: 65534, gid: 65534 };
    const missing = path.join(os.tmpdir(), `missing-${process.pid}`, 'office', 'var', 'postgres');
    const reachable = (umask: number) => {
      const before = process.umask(umask);
      try {
        return isReachable(missing, nobody);
      } finally {
        process.umask(before);
      }
    };
    expect(reachable(0o077)).to.equal(false);
    expect(reachable(0o022)).to.equal(true);
    expect(reachable(0o066), 'nobody reads them, everybody passes').to.equal(true);
  });

  it('is another one when the folder was deleted and made anew: nobody has the keys of the old', function () {
    if (process.getuid?.() !== 0) this.skip();
    const first = begins(1);
    rmSync(path.join(closed, 'var'), { recursive: true });
    mkdirSync(path.join(closed, 'var'));
    const second = begins(0);
    expect(second).to.not.equal(first);
    expect(existsSync(first), 'what is not ours to delete').to.equal(true);
    expect(clusterFolder(wanted)).to.equal(second);
    expect(settleClusterFolder(wanted)).to.equal(second);
  });
});
