import { randomUUID } from 'node:crypto';
import type { TakenBack, TaskCreated, WorkListFeed } from '../../../src/domain/work-list.ts';
import { JUDGEMENT_JOB, WORK_LIST_JOB } from '../../../src/process/task-listeners.ts';

export type ListenerEvent = 'CREATING' | 'ASSIGNING' | 'COMPLETING' | 'CANCELING';

export interface ListenerJob {
  readonly id: string;
  readonly type: string;
  readonly event: ListenerEvent;
  readonly task: TaskCreated;
  readonly assignee: string | null;
  readonly action: string;
  readonly variables: Readonly<Record<string, unknown>>;
  readonly answer: (deniedReason: string | undefined) => void;
  taken: boolean;
}

/**
 * Changes of user tasks wait until a worker has answered the job that announces them, as in the cluster. Stands behind
 * the interpreter as its work list.
 */
export class ListenerJobs implements WorkListFeed {
  readonly #tasks = new Map<string, TaskCreated>();
  readonly #jobs = new Map<string, ListenerJob>();
  /** Variables that came with a completion under way. */
  readonly completions = new Map<string, Readonly<Record<string, unknown>>>();
  /** Where a modification under way goes to, and its variables, by the task that it ends. */
  readonly modifications = new Map<string, TakenBack>();
  /** Why the last completion of a task was denied. */
  readonly denials = new Map<string, string>();

  take(type: string, most: number): ListenerJob[] {
    const free = [...this.#jobs.values()].filter((job) => job.type === type && !job.taken).slice(0, most);
    for (const job of free) job.taken = true;
    return free;
  }

  find(id: string): ListenerJob | undefined {
    return this.#jobs.get(id);
  }

  /** Answers why the change was denied; undefined: it may be made. */
  ask(
    event: ListenerEvent,
    task: string,
    {
      assignee,
      action,
      variables = {},
    }: Pick<ListenerJob, 'assignee' | 'action'> & Partial<Pick<ListenerJob, 'variables'>>,
  ): Promise<string | undefined> {
    const known = this.#tasks.get(task);
    if (known === undefined) throw new Error(`there is no task ${task}`);
    return new Promise((resolve) => {
      const id = randomUUID();
      this.#jobs.set(id, {
        id,
        type: event === 'COMPLETING' ? JUDGEMENT_JOB : WORK_LIST_JOB,
        event,
        task: known,
        assignee,
        action,
        variables: { applicationNumber: known.caseNumber, ...variables },
        answer: (deniedReason) => {
          this.#jobs.delete(id);
          resolve(deniedReason);
        },
        taken: false,
      });
    });
  }

  async created(task: TaskCreated): Promise<void> {
    this.#tasks.set(task.task, task);
    await this.ask('CREATING', task.task, { assignee: task.assignee, action: '' });
    if (task.assignee !== null) await this.ask('ASSIGNING', task.task, { assignee: task.assignee, action: '' });
  }

  /** Asked by whoever assigns, before the interpreter hears of it. */
  assigned(): Promise<void> {
    return Promise.resolve();
  }

  async ended(task: string, how: 'completed' | 'canceled'): Promise<void> {
    if (how === 'canceled') await this.ask('CANCELING', task, { assignee: null, action: '' });
  }

  async decisionTakesEffect(task: string): Promise<Readonly<Record<string, unknown>> | undefined> {
    const variables = this.completions.get(task) ?? {};
    const denied = await this.ask('COMPLETING', task, { assignee: null, action: 'complete', variables });
    if (denied === undefined) return variables;
    this.denials.set(task, denied);
    return undefined;
  }

  /** The cluster modifies what it is told to; whether we judged it is asked of nobody. */
  takingBackTakesEffect(task: string): Promise<TakenBack | undefined> {
    const modification = this.modifications.get(task);
    this.modifications.delete(task);
    return Promise.resolve(modification);
  }
}
