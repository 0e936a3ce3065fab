import { randomUUID } from 'node:crypto';
import type { Report } from '../job-runner.ts';
import type { Clock } from './clock.ts';
import type { CommandQueue } from './command-queue.ts';
import type { JobState, Visit } from './instance.ts';
import type { Interpreter } from './interpreter.ts';
import type { MemoryState } from './memory-state.ts';
import { visibleIn } from './variables.ts';

export interface JobBoardOptions {
  readonly state: MemoryState;
  readonly commands: CommandQueue;
  readonly interpreter: Interpreter;
  readonly clock: Clock;
}

/** A job that somebody works on. */
export interface TakenJob {
  readonly visit: Visit;
  readonly job: JobState;
  readonly delivery: number;
}

/** The jobs of all running cases: hands them out and takes what became of them. */
export class JobBoard {
  readonly #options: JobBoardOptions;

  constructor(options: JobBoardOptions) {
    this.#options = options;
  }

  /** Hands out at most so many ready jobs of a type. */
  take(type: string, most: number): TakenJob[] {
    const { state, clock } = this.#options;
    const taken: TakenJob[] = [];
    for (const visit of state.visits()) {
      const { job } = visit;
      if (taken.length >= most) break;
      if (job?.type !== type || job.state !== 'ready' || job.readyAt > clock.now()) continue;
      job.state = 'running';
      job.delivery += 1;
      taken.push({ visit, job, delivery: job.delivery });
    }
    return taken;
  }

  /** These variables as the job's element sees them; what is not set is null. */
  variablesOf({ visit }: TakenJob, names: readonly string[]): Record<string, unknown> {
    const visible = visibleIn(visit);
    return Object.fromEntries(names.map((name) => [name, structuredClone(visible[name] ?? null)]));
  }

  /** Answers false when nobody waits for this report: canceled meanwhile, or the job was handed out again. */
  report({ visit, job, delivery }: TakenJob, report: Report): Promise<boolean> {
    return this.#options.commands.run(async () => {
      if (visit.job !== job || job.delivery !== delivery || job.state !== 'running') return false;
      await this.#carryOut(visit, job, report);
      return true;
    });
  }

  /** The next moment at which a resting job of these types is ready again. */
  nextReady(isWanted: (type: string) => boolean): Date | undefined {
    const { state, clock } = this.#options;
    const resting = [...state.visits()].flatMap(({ job }) =>
      job?.state === 'ready' && job.readyAt > clock.now() && isWanted(job.type) ? [job.readyAt.getTime()] : [],
    );
    return resting.length === 0 ? undefined : new Date(Math.min(...resting));
  }

  async #carryOut(visit: Visit, job: JobState, report: Report): Promise<void> {
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
