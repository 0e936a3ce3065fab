import { readdirSync, readFileSync } from 'node:fs';
import { setFlagsFromString } from 'node:v8';
import { runInNewContext } from 'node:vm';

// A lazy collector lets the resident memory rise and fall by a hundred megabytes: what counts is what is kept after it
// has passed.
setFlagsFromString('--expose-gc');
const collectGarbage = runInNewContext('gc') as () => void;

/**
 * Resident memory in MB of this process and, on Linux, of the browser with all its helpers, without what these share.
 */
export interface MemorySample {
  readonly documents: number;
  readonly office: number;
  readonly browser: number;
}

export function memoryNow(documents: number, browserPid: number | undefined): MemorySample {
  collectGarbage();
  return {
    documents,
    office: process.memoryUsage.rss() / 1e6,
    browser: browserPid === undefined ? 0 : treeOf(browserPid),
  };
}

/** Growth in kB per document: the line of least squares through the samples after a warm-up of a quarter. */
export function slope<Sample extends { readonly documents: number }>(
  samples: readonly Sample[],
  of: (sample: Sample) => number,
): number {
  const steady = samples.slice(Math.floor(samples.length / 4));
  const mean = (values: readonly number[]) => values.reduce((sum, value) => sum + value, 0) / values.length;
  const [x, y] = [mean(steady.map(({ documents }) => documents)), mean(steady.map(of))];
  const above = steady.reduce((sum, sample) => sum + (sample.documents - x) * (of(sample) - y), 0);
  const below = steady.reduce((sum, { documents }) => sum + (documents - x) ** 2, 0);
  return below === 0 ? 0 : (above / below) * 1000;
}

function treeOf(pid: number): number {
  try {
    const [, resident = 0, shared = 0] = readFileSync(`/proc/${pid}/statm`, 'utf8').split(' ').map(Number);
    const children = readdirSync(`/proc/${pid}/task`).flatMap((task) =>
      readFileSync(`/proc/${pid}/task/${task}/children`, 'utf8').trim().split(' ').filter(Boolean).map(Number),
    );
    return ((resident - shared) * 4096) / 1e6 + children.reduce((sum, child) => sum + treeOf(child), 0);
  } catch {
    return 0; // not Linux, or the helper has just ended
  }
}
