import type { TaskCreated, WorkListFeed } from '../../../src/domain/work-list.ts';

export interface ListedTask extends TaskCreated {
  endedAs: 'completed' | 'canceled' | null;
  holder: string | null;
}

/** A work list in a map, for tests of the interpreter alone; the contract suite uses the real one. */
export class ListFeed implements WorkListFeed {
  readonly tasks = new Map<string, ListedTask>();
  readonly judged = new Map<string, Readonly<Record<string, unknown>>>();

  created(task: TaskCreated): Promise<void> {
    this.tasks.set(task.task, { ...task, endedAs: null, holder: task.assignee });
    return Promise.resolve();
  }
  assigned(task: string, assignee: string | null): Promise<void> {
    const listed = this.tasks.get(task);
    if (listed !== undefined) listed.holder = assignee;
    return Promise.resolve();
  }
  ended(task: string, how: 'completed' | 'canceled'): Promise<void> {
    const listed = this.tasks.get(task);
    if (listed !== undefined) listed.endedAs = how;
    return Promise.resolve();
  }
  decisionTakesEffect(task: string): Promise<Readonly<Record<string, unknown>> | undefined> {
    const judged = this.judged.get(task);
    this.judged.delete(task);
    return Promise.resolve(judged);
  }
  takingBackTakesEffect(): Promise<undefined> {
    return Promise.resolve(undefined);
  }

  open(elementId?: string): ListedTask[] {
    return [...this.tasks.values()].filter(
      (task) => task.endedAs === null && (elementId === undefined || task.elementId === elementId),
    );
  }
}
