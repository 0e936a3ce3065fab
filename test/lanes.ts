import { fork, type ChildProcess } from 'node:child_process';
import { setPriority } from 'node:os';
import { failure, type Counts } from './run-files.ts';
import { program } from './program.ts';

/** What one office sees: these side by side, then those one after another. */
export interface Scenarios {
  readonly together: readonly string[];
  readonly alone: readonly string[];
}

const running = new Set<ChildProcess>();
/** Told to stop: a lane that ends is not followed by another. */
let closing = false;

/** Lets every process close what it holds, and waits for that. */
export async function closeLanes(): Promise<void> {
  closing = true;
  await Promise.all([...running].map(close));
}

/**
 * Runs so many files at a time, each lane a process of its own with its own PostgreSQL; a lane that is done takes the
 * next file out of `waiting`. Modules work most of their time, so one process would leave a core idle.
 */
export async function runInProcesses(waiting: string[], lanes: number): Promise<Counts[]> {
  return (await Promise.all(Array.from({ length: Math.min(lanes, waiting.length) }, () => runLane(waiting)))).flat();
}

/** Half the share of a scenario, but enough to go on where others keep the machine busy. */
const BEHIND = 3;

/** Modules take the processor that scenarios leave: these wait for the engine most of their time, and not for long. */
function startBehind(): ChildProcess {
  const child = start('lane');
  if (child.pid !== undefined) setPriority(child.pid, BEHIND);
  return child;
}

async function runLane(waiting: string[]): Promise<Counts[]> {
  const results: Counts[] = [];
  let lane = startBehind();
  for (let file = waiting.shift(); file !== undefined; file = waiting.shift()) {
    const counts = await ask<Counts>(lane, file);
    if (closing) break;
    if (counts === undefined) lane = startBehind();
    results.push(counts ?? failure(`${file} ended its process`));
  }
  await close(lane);
  return results;
}

/** Runs scenarios in a process and an office of their own. */
export async function runInOffice(scenarios: Scenarios, env: Readonly<Record<string, string>>): Promise<Counts[]> {
  if (scenarios.together.length + scenarios.alone.length === 0) return [];
  const lane = start('scenario-lane', env);
  const counts = await ask<Counts[]>(lane, scenarios);
  await close(lane);
  return counts ?? [failure('an office of the scenarios ended its process')];
}

function start(name: string, env: Readonly<Record<string, string>> = {}): ChildProcess {
  const child = fork(program(`test/${name}.ts`), { env: { ...process.env, ...env } });
  running.add(child);
  child.once('exit', () => running.delete(child));
  return child;
}

async function close(child: ChildProcess): Promise<void> {
  if (!running.has(child)) return;
  const ended = new Promise((resolve) => child.once('exit', resolve));
  if (child.connected) child.disconnect();
  await ended;
}

/** undefined: the process ended before it answered. */
function ask<Answer>(child: ChildProcess, question: string | Scenarios): Promise<Answer | undefined> {
  return new Promise((resolve) => {
    const settle = (answer?: Answer) => {
      child.off('exit', ended).off('message', settle);
      resolve(answer);
    };
    const ended = () => settle();
    child.once('exit', ended).once('message', settle);
    child.send(question);
  });
}
