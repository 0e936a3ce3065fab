import { expect } from 'chai';
import { checkArchive } from '../../src/cases/check-archive.ts';

const HOUR_MS = 3_600_000;

/** An archive of so many whole copies, each of which nobody has read for long, and each read takes so long. */
function archiveOf(copies: number, { readMs = 0, isThere = () => true }: Partial<Given> = {}) {
  let at = 0;
  let read = 0;
  const asked: number[] = [];
  const needs = {
    store: {
      archiveCopies: {
        counts: () => Promise.resolve([{ layer: 'server', state: 'stored', count: copies }]),
        dueForCheck: ({ condition, limit }: { condition: string; limit: number }) => {
          if (condition === 'damaged') return Promise.resolve([]);
          asked.push(limit);
          return Promise.resolve(Array.from({ length: Math.min(limit, copies - read) }, () => ({ layer: 'server' })));
        },
        checked: () => Promise.resolve(),
      },
    },
    archive: {
      present: () => Promise.resolve(['server']),
      faultsOf: () => {
        at += readMs;
        if (!isThere(read)) return Promise.resolve(undefined);
        read += 1;
        return Promise.resolve([]);
      },
    },
    settings: { archiveTermMs: 168 * HOUR_MS },
    now: () => new Date(at),
  } as unknown as Parameters<typeof checkArchive>[0];
  return { run: checkArchive(needs), read: () => read, asked };
}
interface Given {
  readonly readMs: number;
  isThere(read: number): boolean;
}

describe('One run of the fixity check', () => {
  it('reads a hundred copies of a small archive', async () => {
    const { run, read } = archiveOf(40_000);
    await run();
    expect(read()).to.equal(100);
  });

  it('reads more of a large one: twice what its term needs, a hundred at a time', async () => {
    const { run, read, asked } = archiveOf(120_000);
    await run();
    // 1,008 runs of ten minutes in a week.
    expect(read()).to.equal(239);
    expect(asked).to.deep.equal([100, 100, 39]);
  });

  it('reads what there is', async () => {
    const { run, read } = archiveOf(30);
    await run();
    expect(read()).to.equal(30);
  });

  it('ends after two minutes, however slow the medium is', async () => {
    const { run, read } = archiveOf(120_000, { readMs: 5_000 });
    await run();
    expect(read()).to.equal(24);
  });

  it('ends when all media that it asks for are taken out meanwhile', async () => {
    const { run, read } = archiveOf(120_000, { isThere: (done) => done < 130 });
    await run();
    expect(read()).to.equal(130);
  });
});
