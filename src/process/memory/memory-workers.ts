import type { Logger } from 'pino';
import { createJobRunner, type JobRunner } from '../job-runner.ts';
import type { WorkerDefinition } from '../process.ts';
import type { JobBoard, TakenJob } from './job-board.ts';

interface Host {
  readonly runner: JobRunner;
  readonly running: Set<Promise<void>>;
}

/** As many handlers of one type run at once as in the other engines. */
const AT_ONCE = 4;

/** Hands ready jobs to the workers and takes their reports. */
export class MemoryWorkers {
  readonly #board: JobBoard;
  readonly #logger: Logger;
  readonly #hosts = new Map<string, Host>();

  constructor(board: JobBoard, logger: Logger) {
    this.#board = board;
    this.#logger = logger;
  }

  add<Deps>(definitions: readonly WorkerDefinition<Deps>[], deps: Deps): { stop(): Promise<void> } {
    for (const definition of definitions) {
      if (this.#hosts.has(definition.type)) throw new Error(`${definition.type} has a worker already`);
      const runner = createJobRunner(definition, deps, this.#logger);
      this.#hosts.set(definition.type, { runner, running: new Set() });
    }
    this.handOut();
    return {
      stop: async () => {
        const running = definitions.flatMap(({ type }) => [...(this.#hosts.get(type)?.running ?? [])]);
        for (const { type } of definitions) this.#hosts.delete(type);
        await Promise.all(running);
      },
    };
  }

  /** Begins every job that is ready and has a free worker. Answers how many handlers run now. */
  handOut(): number {
    for (const [type, host] of this.#hosts)
      for (const taken of this.#board.take(type, AT_ONCE - host.running.size)) {
        const run = this.#handle(host, taken).finally(() => {
          host.running.delete(run);
          this.handOut();
        });
        host.running.add(run);
      }
    return this.#running().length;
  }

  /** Resolves when one of the running handlers is done; at once when none runs. */
  async nextDone(): Promise<void> {
    const running = this.#running();
    if (running.length > 0) await Promise.race(running);
  }

  /** The next moment at which a resting job is ready again. */
  nextReady(): Date | undefined {
    return this.#board.nextReady((type) => this.#hosts.has(type));
  }

  #running(): Promise<void>[] {
    return [...this.#hosts.values()].flatMap(({ running }) => [...running]);
  }

  async #handle({ runner }: Host, taken: TakenJob): Promise<void> {
    const { visit, job } = taken;
    const report = await runner.run({
      caseNumber: visit.container.instance.caseNumber,
      once: job.once,
      elementId: visit.node.id,
      headers: visit.node.job?.headers ?? {},
      retries: job.retries,
      variables: this.#board.variablesOf(taken, runner.inputs),
    });
    await this.#board.report(taken, report);
  }
}
