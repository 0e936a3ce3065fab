import { until } from './until.ts';

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

/** An officer with his own login at Camunda Tasklist: what his browser does, by the same interface. */
export class TasklistUser {
  readonly username: string;
  readonly #url: string;
  readonly #password: string;
  #cookie = '';
  #csrf = '';

  constructor(tasklistUrl: string, username: string, password: string) {
    this.#url = tasklistUrl;
    this.username = username;
    this.#password = password;
  }

  /** Tasklist's session cookie; our own pages take it as login. */
  get cookie(): string {
    return this.#cookie;
  }

  async login(): Promise<this> {
    const credentials = new URLSearchParams({ username: this.username, password: this.#password });
    const response = await fetch(`${this.#url}/api/login?${credentials.toString()}`, { method: 'POST' });
    if (!response.ok) throw new Error(`Tasklist refuses the login of ${this.username}: ${response.status}`);
    this.#cookie = response.headers.getSetCookie().map((cookie) => cookie.split(';', 1)[0]).join('; ');
    this.#csrf = response.headers.get('X-CSRF-TOKEN') ?? '';
    return this;
  }

  async tasks(filter: { readonly processInstanceKey?: string; readonly taskDefinitionId?: string; readonly state?: 'CREATED' | 'COMPLETED' } = {}): Promise<TasklistTask[]> {
    return (await this.#call('POST', '/v1/tasks/search', { state: 'CREATED', pageSize: 200, ...filter })) as TasklistTask[];
  }

  /** The open task of this element, once Tasklist shows it. */
  async waitFor(processInstanceKey: string, taskDefinitionId: string, withinMs = 60_000): Promise<TasklistTask> {
    return until(`task ${taskDefinitionId} in Tasklist`, async () => (await this.tasks({ processInstanceKey, taskDefinitionId }))[0], { withinMs });
  }

  async claim(taskId: string): Promise<void> {
    await this.#call('PATCH', `/v1/tasks/${taskId}/assign`, { assignee: this.username, allowOverrideAssignment: true });
  }

  async complete(taskId: string, answer: Readonly<Record<string, unknown>> = {}): Promise<void> {
    const variables = Object.entries(answer).map(([name, value]) => ({ name, value: JSON.stringify(value) }));
    await this.#call('PATCH', `/v1/tasks/${taskId}/complete`, { variables });
  }

  /** Waits for the task, takes it if it is not his already, and completes it. */
  async does(processInstanceKey: string, taskDefinitionId: string, answer: Readonly<Record<string, unknown>> = {}): Promise<TasklistTask> {
    const task = await this.waitFor(processInstanceKey, taskDefinitionId);
    if (task.assignee !== this.username) await this.claim(task.id);
    await this.complete(task.id, answer);
    return task;
  }

  async #call(method: string, path: string, body: unknown): Promise<unknown> {
    if (this.#cookie === '') await this.login();
    const response = await fetch(this.#url + path, { method, headers: { 'Content-Type': 'application/json', Cookie: this.#cookie, 'X-CSRF-TOKEN': this.#csrf }, body: JSON.stringify(body) });
    if (!response.ok) throw new Error(`Tasklist ${method} ${path.replace(/\d{6,}/, '…')} by ${this.username}: ${response.status} ${(await response.text()).slice(0, 200)}`);
    return response.json();
  }
}
