import { CamundaRefusal, type CamundaSession } from './camunda-session.ts';
import { PATIENCE_MS, until } from './until.ts';

/** A task as Tasklist's API (v1) tells it. */
export interface TasklistTask {
  readonly id: string;
  readonly name: string;
  readonly taskDefinitionId: string;
  readonly processInstanceKey: string;
  readonly assignee: string | null;
  readonly formId: string | null;
  readonly creationDate: string;
}
interface TaskFilter {
  readonly processInstanceKey?: string;
  readonly taskDefinitionId?: string;
  readonly state?: 'CREATED' | 'COMPLETED';
}

/** An officer with his own login at Camunda Tasklist: what his browser does, by the same interface. */
export class TasklistUser {
  readonly session: CamundaSession;

  constructor(session: CamundaSession) {
    this.session = session;
  }

  get username(): string {
    return this.session.username;
  }

  async tasks(filter: TaskFilter = {}): Promise<TasklistTask[]> {
    return (await this.session.call('POST', '/v1/tasks/search', {
      state: 'CREATED',
      pageSize: 200,
      ...filter,
    })) as TasklistTask[];
  }

  /** The open task of this element, once Tasklist shows it. */
  async waitFor(processInstanceKey: string, taskDefinitionId: string, withinMs = PATIENCE_MS): Promise<TasklistTask> {
    return until(
      `task ${taskDefinitionId} in Tasklist`,
      async () => (await this.tasks({ processInstanceKey, taskDefinitionId }))[0],
      { withinMs },
    );
  }

  /** A variable that the task's form can read. */
  async variable(taskId: string, name: string): Promise<unknown> {
    const [found] = (await this.session.call('POST', `/v1/tasks/${taskId}/variables/search`, {
      variableNames: [name],
    })) as { value: string }[];
    return found === undefined ? undefined : (JSON.parse(found.value) as unknown);
  }

  /** Takes the task, also from a colleague: Tasklist lets everybody do that. */
  claim(taskId: string): Promise<void> {
    return patiently(`claim of a task by ${this.username}`, () => this.#claimOnce(taskId));
  }

  /** Completes a task that he has taken. Tasklist's index has two writers, and under load the slower one may undo for seconds that he took it: then he takes it again. */
  complete(taskId: string, answer: Readonly<Record<string, unknown>> = {}): Promise<void> {
    let isForgotten = false;
    return patiently(`completion of a task by ${this.username}`, async () => {
      if (isForgotten) await this.#claimOnce(taskId);
      await this.#completeOnce(taskId, answer).catch((error: unknown) => {
        isForgotten = isNotAssigned(error);
        throw error;
      });
    });
  }

  async #claimOnce(taskId: string): Promise<void> {
    const { assignee } = (await this.session.call('GET', `/v1/tasks/${taskId}`)) as TasklistTask;
    if (assignee === this.username) return;
    if (assignee !== null) await this.session.call('PATCH', `/v1/tasks/${taskId}/unassign`);
    await this.session.call('PATCH', `/v1/tasks/${taskId}/assign`, {
      assignee: this.username,
      allowOverrideAssignment: true,
    });
  }

  async #completeOnce(taskId: string, answer: Readonly<Record<string, unknown>>): Promise<void> {
    const { taskState } = (await this.session.call('GET', `/v1/tasks/${taskId}`)) as { taskState: string };
    if (taskState === 'COMPLETED') return;
    const variables = Object.entries(answer).map(([name, value]) => ({ name, value: JSON.stringify(value) }));
    await this.session.call('PATCH', `/v1/tasks/${taskId}/complete`, { variables });
  }

  /** Waits for the task, takes it if it is not his already, and completes it. */
  async does(
    processInstanceKey: string,
    taskDefinitionId: string,
    answer: Readonly<Record<string, unknown>> = {},
  ): Promise<TasklistTask> {
    const task = await this.waitFor(processInstanceKey, taskDefinitionId);
    if (task.assignee !== this.username) await this.claim(task.id);
    await this.complete(task.id, answer);
    return task;
  }
}

/** What a person does when the page says "try again": 5xx means that the engine is away for a moment. */
async function patiently(what: string, act: () => Promise<void>): Promise<void> {
  await until(
    what,
    async () => {
      try {
        await act();
        return true;
      } catch (error) {
        if (error instanceof CamundaRefusal && (error.status >= 500 || isNotAssigned(error))) return false;
        throw error;
      }
    },
    { everyMs: 1000 },
  );
}

function isNotAssigned(error: unknown): boolean {
  return error instanceof CamundaRefusal && error.message.includes('Task is not assigned');
}
