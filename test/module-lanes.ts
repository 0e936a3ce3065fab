import { fork, type ChildProcess } from 'node:child_process';
import path from 'node:path';
import { failure, type Counts } from './run-files.ts';

/**
 * Runs so many files at a time, each lane a process of its own with its own PostgreSQL; a lane that is done takes the
 * next file. Modules work most of their time, so one process would leave a core idle.
 */
export async function runInProcesses(files: readonly string[], lanes: number): Promise<Counts[]> {
  const waiting = [...files];
  return (await Promise.all(Array.from({ length: Math.min(lanes, files.length) }, () => runLane(waiting)))).flat();
}

async function runLane(waiting: string[]): Promise<Counts[]> {
  const results: Counts[] = [];
  let process = openLane();
  for (let file = waiting.shift(); file !== undefined; file = waiting.shift()) {
    const counts = await runFile(process, file);
    if (counts === undefined) process = openLane();
    results.push(counts ?? failure(`${file} ended its process`));
  }
  const ended = new Promise((resolve) => process.once('exit', resolve));
  process.disconnect();
  await ended;
  return results;
}

const openLane = (): ChildProcess => fork(path.join(import.meta.dirname, 'lane.ts'));

/** undefined: the process ended before the file did. */
function runFile(process: ChildProcess, file: string): Promise<Counts | undefined> {
  return new Promise((resolve) => {
    const settle = (counts?: Counts) => {
      process.off('exit', ended).off('message', settle);
      resolve(counts);
    };
    const ended = () => settle();
    process.once('exit', ended).once('message', settle);
    process.send(file);
  });
}
