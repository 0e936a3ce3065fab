import { randomUUID } from 'node:crypto';
import type { Logger } from 'pino';
import { createJobRunner, type JobRunner, type Report } from '../job-runner.ts';
import type { WorkerDefinition } from '../process.ts';
import type { Clock } from './clock.ts';
import type { CommandQueue } from './command-queue.ts';
import type { JobState, Visit } from './instance.ts';
import type { Interpreter } from './interpreter.ts';
import type { MemoryState } from './memory-state.ts';
import { visibleIn } from './variables.ts';

export interface MemoryWorkersOptions {
  readonly state: MemoryState;
  readonly commands: CommandQueue;
  readonly interpreter: Interpreter;
  readonly clock: Clock;
  readonly logger: Logger;
}

interface Host {
  readonly runner: JobRunner;
  readonly running: Set<Promise<void>>;
}

/** As many handlers of one type run at once as in the other engines. */
const AT_ONCE = 4;

/** Hands ready jobs to the workers and takes their reports. */
export class MemoryWorkers {
  readonly #options: MemoryWorkersOptions;
  readonly #hosts = new Map<string, Host>();

  constructor(options: MemoryWorkersOptions) {
    this.#options = options;
  }

  add<Deps>(definitions: readonly WorkerDefinition<Deps>[], deps: Deps): { stop(): Promise<void> } {
    for (const definition of definitions) {
      if (this.#hosts.has(definition.type)) throw new Error(`${definition.type} has a worker already`);
      const runner = createJobRunner(definition, deps, this.#options.logger);
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
    for (const visit of this.#options.state.visits()) {
      const { job } = visit;
      const host = job === undefined ? undefined : this.#hosts.get(job.type);
      if (job === undefined || host === undefined || host.running.size >= AT_ONCE || !this.#isReady(job)) continue;
      const run = this.#handle(host, visit, job).finally(() => {
        host.running.delete(run);
        this.handOut();
      });
      host.running.add(run);
    }
    return this.#running().length;
  }

  /** Resolves when one of the running handlers is done; at once when none runs. */
  async nextDone(): Promise<void> {
    await Promise.race([...this.#running(), ...(this.#running().length === 0 ? [Promise.resolve()] : [])]);
  }

  /** The next moment at which a resting job is ready again. */
  nextReady(): Date | undefined {
    const { state, clock } = this.#options;
    const resting = [...state.visits()].flatMap(({ job }) =>
      job?.state === 'ready' && job.readyAt > clock.now() && this.#hosts.has(job.type) ? [job.readyAt.getTime()] : [],
    );
    return resting.length === 0 ? undefined : new Date(Math.min(...resting));
  }

  #running(): Promise<void>[] {
    return [...this.#hosts.values()].flatMap(({ running }) => [...running]);
  }

  #isReady({ state, readyAt }: JobState): boolean {
    return state === 'ready' && readyAt <= this.#options.clock.now();
  }

  async #handle({ runner }: Host, visit: Visit, job: JobState): Promise<void> {
    job.state = 'running';
    job.delivery += 1;
    const { delivery } = job;
    const visible = visibleIn(visit);
    const report = await runner.run({
      caseNumber: visit.container.instance.caseNumber,
      once: job.once,
      elementId: visit.node.id,
      headers: visit.node.job?.headers ?? {},
      retries: job.retries,
      variables: Object.fromEntries(runner.inputs.map((name) => [name, structuredClone(visible[name] ?? null)])),
    });
    await this.#options.commands.run(async () => {
      // Canceled meanwhile, or taken over by a later engine: the report comes too late.
      if (visit.job === job && job.delivery === delivery) await this.#report(visit, job, report);
    });
  }

  async #report(visit: Visit, job: JobState, report: Report): Promise<void> {
    const { clock, interpreter } = this.#options;
    switch (report.kind) {
      case 'completed':
        return interpreter.complete(visit, report.variables);
      case 'bpmn-error':
        if (await interpreter.throwError(visit, report.error, report.variables)) return;
        return this.#standStill(visit, job, report.message);
      case 'retry':
        job.state = 'ready';
        job.retries = report.retries;
        job.readyAt = new Date(clock.now().getTime() + report.backOffMs);
        return;
      case 'incident':
        return this.#standStill(visit, job, report.message);
    }
  }

  #standStill(visit: Visit, job: JobState, message: string): void {
    const { clock } = this.#options;
    job.state = 'failed';
    visit.incident = {
      id: randomUUID(),
      message,
      since: clock.now(),
      resume: () => {
        job.state = 'ready';
        job.retries = 1;
        job.readyAt = clock.now();
        return Promise.resolve();
      },
    };
  }
}
