import { fork, type ChildProcess } from 'node:child_process';
import { once } from 'node:events';
import type { Place } from './place.ts';
import type { Answer, Delivery } from './worker-process.ts';
import { program } from '../program.ts';

/** A process of the office that really runs, and can really be killed. */
export class OfficeProcess {
  readonly #child: ChildProcess;
  readonly ready: Promise<void>;
  #waiting: ((answer: Answer | 'killed') => void) | undefined;

  constructor({
    office: _,
    lines: __,
    database: ___,
    ...place
  }: Place & Record<'office' | 'lines' | 'database', unknown>) {
    this.#child = fork(program('test/kill-effects/worker-process.ts'), {
      env: { ...process.env, KILL_EFFECTS_PLACE: JSON.stringify(place) },
      stdio: ['ignore', 'inherit', 'inherit', 'ipc'],
    });
    this.ready = once(this.#child, 'message').then(() => {
      this.#child.on('message', (answer: Answer) => this.#waiting?.(answer));
    });
    this.#child.once('exit', () => this.#waiting?.('killed'));
  }

  /** Gives it a job; resolves with what it reports, or when it is killed. */
  async deliver(delivery: Delivery): Promise<Answer | 'killed'> {
    const answer = new Promise<Answer | 'killed'>((resolve) => (this.#waiting = resolve));
    this.#child.send(delivery);
    return answer;
  }

  kill(): void {
    this.#child.kill('SIGKILL');
  }

  async end(): Promise<void> {
    if (this.#child.exitCode !== null || this.#child.signalCode !== null) return;
    const ended = once(this.#child, 'exit');
    this.#child.disconnect();
    await ended;
  }
}
