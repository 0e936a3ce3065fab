import express, { type ErrorRequestHandler, type Request, type Response } from 'express';
import multer from 'multer';
import type { Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { setTimeout as wait } from 'node:timers/promises';
import type { BpmnError, MessageName } from '../../../src/domain/process.ts';
import { createMemory, type MemoryEngine } from '../../../src/process/memory/create-memory.ts';
import type { TakenJob } from '../../../src/process/memory/job-board.ts';
import { ModelRefused } from '../../../src/process/process.ts';
import { silent } from '../../store/database.ts';
import { Keys } from './keys.ts';
import { ListenerJobs, type ListenerJob } from './listener-jobs.ts';
import { PROCESS_ID, Records, TENANT } from './records.ts';

/** What a request must carry to be let in. */
export const CREDENTIALS = { username: 'kantor', password: 'rahasia' } as const;

/** An unsuccessful answer of the cluster. */
class Refusal extends Error {
  readonly status: number;
  constructor(status: number, detail: string) {
    super(detail);
    this.status = status;
  }
}

interface Body {
  readonly [name: string]: unknown;
}

/**
 * A small Camunda 8 of ours for the calls that the adapter makes: paths and shapes from the types of the
 * Apache-licensed client, behaviour from the memory engine, whose user tasks ask listener jobs as the cluster's do. It
 * proves requests and answers, not Zeebe.
 */
export class StandIn {
  readonly #keys = new Keys();
  readonly #records: Records;
  readonly #listeners = new ListenerJobs();
  readonly #jobs = new Map<string, TakenJob>();
  readonly #changing = new Set<string>();
  readonly engine: MemoryEngine;
  /** Refuses everything with this status; undefined: works. */
  failingWith: number | undefined;
  #server: Server | undefined;

  constructor() {
    this.engine = createMemory({ feed: this.#listeners, logger: silent });
    this.#records = new Records(this.engine, this.#keys);
  }

  async open(): Promise<string> {
    const server = this.#routes().listen(0, '127.0.0.1');
    // A connection that the server closes in the moment in which the client uses it again looks like a cluster that
    // fell.
    server.keepAliveTimeout = 10 * 60_000;
    this.#server = server;
    await new Promise((resolve) => server.once('listening', resolve));
    return `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
  }

  close(): void {
    this.#server?.closeAllConnections();
    this.#server?.close();
  }

  /** Every job that was on its way comes again, as after the death of a broker. */
  forgetJobs(): void {
    for (const { job } of this.#jobs.values()) if (job.state === 'running') job.state = 'ready';
    this.#jobs.clear();
  }

  #routes() {
    const app = express();
    app.use((request, _response, next) => {
      const { username, password } = CREDENTIALS;
      const expected = `Basic ${Buffer.from(`${username}:${password}`).toString('base64')}`;
      if (request.headers.authorization !== expected) throw new Refusal(401, 'who is there?');
      if (this.failingWith !== undefined) throw new Refusal(this.failingWith, 'out of order');
      next();
    });
    app.use(express.json({ limit: '5mb' }));
    const post = (path: string, answer: (body: Body, params: Record<string, string>, request: Request) => unknown) =>
      app.post(`/v2${path}`, async (request, response) => {
        await send(response, answer((request.body ?? {}) as Body, request.params, request));
      });
    const get = (path: string, answer: (params: Record<string, string>) => unknown) =>
      app.get(`/v2${path}`, async (request, response) => {
        await send(response, answer(request.params));
      });

    get('/topology', () => this.#topology());
    app.post('/v2/deployments', multer().any(), async (request, response) => {
      await send(response, this.#deploy(request));
    });
    post('/messages/publication', (body) => this.#publish(body));
    post('/messages/correlation', (body) => this.#correlate(body));
    post('/decision-definitions/evaluation', (body) => this.#evaluate(body));
    post('/process-instances', (body) => this.#create(body));
    post('/process-instances/:key/modification', (body, { key = '' }) => this.#modify(key, body));
    get('/user-tasks/:key', ({ key = '' }) => this.#userTask(key));
    post('/jobs/activation', (body, _, request) => this.#activate(body, request));
    post('/jobs/:key/completion', (body, { key = '' }) => this.#completeJob(key, body));
    post('/jobs/:key/failure', (body, { key = '' }) => this.#failJob(key, body));
    post('/jobs/:key/error', (body, { key = '' }) => this.#throwError(key, body));
    app.patch('/v2/jobs/:key', async (request, response) => {
      await send(response, this.#updateJob(request.params.key));
    });
    post('/user-tasks/:key/assignment', (body, { key = '' }) => this.#assign(key, body));
    app.delete('/v2/user-tasks/:key/assignee', async (request, response) => {
      await send(
        response,
        this.#assign(request.params.key, { assignee: null, allowOverride: true, action: 'unassign' }),
      );
    });
    post('/user-tasks/:key/completion', (body, { key = '' }) => this.#completeTask(key, body));
    post('/incidents/:key/resolution', (_, { key = '' }) => this.#resolve(key));
    get('/incidents/:key', ({ key = '' }) => this.#incident(key));
    get('/process-definitions/:key/xml', ({ key = '' }) => this.#records.diagram(key) ?? missing('definition'));
    post('/process-definitions/search', (body) => page(body, this.#records.definitions()));
    post('/process-instances/search', (body) => page(body, this.#searchInstances(filterOf(body))));
    post('/element-instances/search', (body) => page(body, this.#records.elements(keyIn(body, 'processInstanceKey'))));
    post('/user-tasks/search', (body) => page(body, this.#records.userTasks(keyIn(body, 'processInstanceKey'))));
    post('/variables/search', (body) => page(body, this.#searchVariables(filterOf(body))));
    post('/incidents/search', (body) => {
      const { processInstanceKey } = filterOf(body);
      return page(body, this.#records.incidents(processInstanceKey as string | undefined));
    });
    const refuse: ErrorRequestHandler = (error: unknown, _request, response, _next) => {
      const status = error instanceof Refusal ? error.status : 500;
      const detail = error instanceof Error ? error.message : '';
      response
        .status(status)
        .type('application/problem+json')
        .send(JSON.stringify({ type: 'about:blank', title: String(status), status, detail, instance: '/v2' }));
    };
    app.use(refuse);
    return app;
  }

  #topology(): object {
    const partitions = [{ partitionId: 1, role: 'leader', health: 'healthy' }];
    return {
      brokers: [{ nodeId: 0, host: 'stand-in', port: 26501, partitions, version: '8.8.0' }],
      clusterSize: 1,
      partitionsCount: 1,
      replicationFactor: 1,
      gatewayVersion: '8.8.0',
      lastCompletedChangeId: '1',
    };
  }

  async #deploy({ files }: Request): Promise<object> {
    const resources = (files as Express.Multer.File[]).map(({ originalname, buffer }) => ({
      name: originalname,
      content: buffer.toString('utf8'),
    }));
    try {
      await this.engine.deploy({ resources });
    } catch (error) {
      if (!(error instanceof ModelRefused)) throw error;
      const report = error.findings.map(
        ({ file, element, sentence }) =>
          `'${file}': - Element: ${/\(([^)]*)\)$/.exec(element ?? '')?.[1] ?? file}\n    - ERROR: ${sentence}`,
      );
      throw new Refusal(
        400,
        `Command 'CREATE' rejected with code 'INVALID_ARGUMENT': Expected to deploy new resources, but encountered the following errors:\n${report.join('\n')}`,
      );
    }
    const { latest } = this.engine.state;
    const processDefinition = {
      processDefinitionId: PROCESS_ID,
      processDefinitionVersion: latest.version,
      resourceName: 'contract.bpmn',
      tenantId: TENANT,
      processDefinitionKey: this.#records.definitionKey(latest),
    };
    return {
      tenantId: TENANT,
      deploymentKey: this.#keys.of(`deployment ${latest.version}`),
      deployments: [{ processDefinition }],
    };
  }

  async #publish({ correlationKey, messageId, variables }: Body): Promise<object> {
    const caseNumber = String(correlationKey);
    if (this.engine.state.instances.has(caseNumber))
      throw new Refusal(409, `a message with id '${String(messageId)}' was published already`);
    const { reason, elements, siakWay } = variables as { reason: 'hilang'; elements: []; siakWay: 'simulator' };
    await this.engine.start(caseNumber, { reason, elements, siakWay });
    return { messageKey: this.#keys.of(`message ${caseNumber}`), tenantId: TENANT };
  }

  async #correlate({ name, correlationKey }: Body): Promise<object> {
    const caseNumber = String(correlationKey);
    const taken = await this.engine.correlate({ name: name as MessageName, caseNumber, once: '' });
    if (taken === 'nobody-waits') throw new Refusal(404, 'no subscription');
    return {
      messageKey: this.#keys.of(`${String(name)} ${caseNumber} ${this.engine.clock.now().toISOString()}`),
      tenantId: TENANT,
      processInstanceKey: this.#keys.of(`instance ${caseNumber}`),
    };
  }

  async #evaluate({ decisionDefinitionId, variables }: Body): Promise<object> {
    const id = String(decisionDefinitionId);
    const output = await this.engine.evaluate(id, variables as Body);
    return {
      decisionDefinitionId: id,
      decisionDefinitionName: id,
      decisionDefinitionVersion: 1,
      decisionRequirementsId: id,
      output: JSON.stringify(output),
      failedDecisionDefinitionId: id,
      failureMessage: '',
      tenantId: TENANT,
      decisionDefinitionKey: this.#keys.of(`decision ${id}`),
      decisionRequirementsKey: this.#keys.of(`requirements ${id}`),
      decisionEvaluationKey: this.#keys.of(`evaluation ${id}`),
      evaluatedDecisions: [],
    };
  }

  async #create({ variables, startInstructions }: Body): Promise<object> {
    const { applicationNumber, ...others } = variables as { applicationNumber: string };
    const [{ elementId }] = startInstructions as [{ elementId: string }];
    await this.engine.beginAgain(applicationNumber, elementId, others);
    const { latest } = this.engine.state;
    return {
      processDefinitionId: PROCESS_ID,
      processDefinitionVersion: latest.version,
      tenantId: TENANT,
      variables: {},
      processDefinitionKey: this.#records.definitionKey(latest),
      processInstanceKey: this.#keys.of(`instance ${applicationNumber}`),
      tags: [],
    };
  }

  async #activate(body: Body, request: Request): Promise<object> {
    const {
      type,
      maxJobsToActivate,
      requestTimeout = 0,
    } = body as {
      type: string;
      maxJobsToActivate: number;
      requestTimeout?: number;
    };
    const end = Date.now() + requestTimeout;
    for (;;) {
      const jobs = [
        ...this.#listeners.take(type, maxJobsToActivate).map((job) => this.#listenerJob(job)),
        ...this.engine.jobs.take(type, maxJobsToActivate).map((taken) => this.#elementJob(taken, body)),
      ];
      if (jobs.length > 0 || Date.now() >= end || request.socket.destroyed) return { jobs };
      await wait(4);
    }
  }

  #elementJob(taken: TakenJob, { fetchVariable, type }: Body): object {
    const { visit, job } = taken;
    const { instance } = visit.container;
    const jobKey = this.#keys.of(`job ${visit.id}`);
    this.#jobs.set(jobKey, taken);
    return {
      ...this.#jobShape(String(type), jobKey, instance.caseNumber),
      elementId: visit.node.id,
      customHeaders: visit.node.job?.headers ?? {},
      retries: job.retries,
      variables: this.engine.jobs.variablesOf(taken, fetchVariable as string[]),
      elementInstanceKey: this.#records.elementKey(visit),
      kind: 'BPMN_ELEMENT',
      listenerEventType: 'UNSPECIFIED',
    };
  }

  #listenerJob({ id, type, event, task, assignee, action, variables }: ListenerJob): object {
    return {
      ...this.#jobShape(type, this.#keys.of(id), task.caseNumber),
      elementId: task.elementId,
      customHeaders: {},
      retries: 3,
      variables,
      elementInstanceKey: this.#elementOf(task.task),
      kind: 'TASK_LISTENER',
      listenerEventType: event,
      userTask: {
        action,
        assignee,
        candidateGroups: [task.lane],
        userTaskKey: this.#keys.of(task.task),
      },
    };
  }

  #elementOf(task: string): string {
    const visit = this.engine.state.visit(task);
    return visit === undefined ? this.#keys.of(`element ${task}`) : this.#records.elementKey(visit);
  }

  #jobShape(type: string, jobKey: string, caseNumber: string): object {
    const { latest } = this.engine.state;
    return {
      type,
      processDefinitionId: PROCESS_ID,
      processDefinitionVersion: latest.version,
      worker: 'penerbitan-kk',
      deadline: Date.now() + 30_000,
      tenantId: TENANT,
      jobKey,
      processInstanceKey: this.#keys.of(`instance ${caseNumber}`),
      processDefinitionKey: this.#records.definitionKey(latest),
    };
  }

  async #completeJob(jobKey: string, { variables, result }: Body): Promise<undefined> {
    const listener = this.#listeners.find(this.#keys.idOf(jobKey) ?? '');
    if (listener !== undefined) {
      const { denied, deniedReason } = result as { denied: boolean; deniedReason?: string };
      listener.answer(denied ? (deniedReason ?? '') : undefined);
      return undefined;
    }
    await this.#report(jobKey, { kind: 'completed', variables: (variables ?? {}) as Body });
    return undefined;
  }

  async #failJob(jobKey: string, { retries, retryBackOff, errorMessage }: Body): Promise<undefined> {
    const listener = this.#listeners.find(this.#keys.idOf(jobKey) ?? '');
    if (listener !== undefined) {
      listener.taken = false;
      return undefined;
    }
    const message = String(errorMessage);
    await this.#report(
      jobKey,
      Number(retries) > 0
        ? { kind: 'retry', retries: Number(retries), backOffMs: Number(retryBackOff), message, defect: false }
        : { kind: 'incident', message, defect: false },
    );
    return undefined;
  }

  async #throwError(jobKey: string, { errorCode, errorMessage, variables }: Body): Promise<undefined> {
    await this.#report(jobKey, {
      kind: 'bpmn-error',
      error: errorCode as BpmnError,
      message: String(errorMessage),
      variables: variables as never,
    });
    return undefined;
  }

  async #report(jobKey: string, report: Parameters<MemoryEngine['jobs']['report']>[1]): Promise<void> {
    const taken = this.#jobs.get(jobKey);
    if (taken === undefined || !(await this.engine.jobs.report(taken, report))) return missing('job');
    this.#jobs.delete(jobKey);
  }

  #updateJob(jobKey: string): undefined {
    if (this.#keys.idOf(jobKey) === undefined) missing('job');
    return undefined;
  }

  async #assign(key: string, { assignee, allowOverride, action }: Body): Promise<undefined> {
    const { task, holder } = this.#openTask(key);
    if (this.#changing.has(task)) throw new Refusal(409, "user task is in state 'ASSIGNING'");
    if (allowOverride === false && holder !== null) throw new Refusal(409, 'user task has an assignee already');
    this.#changing.add(task);
    try {
      const to = assignee as string | null;
      const denied = await this.#listeners.ask('ASSIGNING', task, { assignee: to, action: String(action) });
      if (denied !== undefined)
        throw new Refusal(409, `Assignment of the User Task was denied by Task Listener. Reason to deny: '${denied}'`);
      await this.engine.tasks.assign(task, { from: holder, to });
      return undefined;
    } finally {
      this.#changing.delete(task);
    }
  }

  #userTask(key: string): object {
    const { task } = this.#openTask(key);
    const { instance } = this.engine.state.visit(task)!.container;
    const instanceKey = this.#keys.of(`instance ${instance.caseNumber}`);
    return this.#records.userTasks(instanceKey).find((one) => Reflect.get(one, 'userTaskKey') === key)!;
  }

  async #modify(instanceKey: string, { terminateInstructions, activateInstructions }: Body): Promise<undefined> {
    const [{ elementInstanceKey }] = terminateInstructions as [{ elementInstanceKey: string }];
    const [{ elementId, variableInstructions }] = activateInstructions as [
      { elementId: string; variableInstructions: [{ variables: Body }] },
    ];
    const ended = [...this.engine.state.visits()].find(
      (visit) => this.#records.elementKey(visit) === elementInstanceKey && visit.endedAt === null,
    );
    if (ended === undefined || this.#keys.of(`instance ${ended.container.instance.caseNumber}`) !== instanceKey)
      return missing('element instance');
    this.#listeners.modifications.set(ended.id, {
      element: elementId,
      variables: variableInstructions[0].variables,
    });
    await this.engine.tasks.takeBack(ended.id);
    return undefined;
  }

  async #completeTask(key: string, { variables }: Body): Promise<undefined> {
    const { task } = this.#openTask(key);
    if (this.#listeners.completions.has(task))
      throw new Refusal(409, `Expected to complete user task with key '${key}', but it is in state 'COMPLETING'`);
    this.#listeners.completions.set(task, (variables ?? {}) as Body);
    const done = await this.engine.tasks.complete(task).finally(() => this.#listeners.completions.delete(task));
    if (done === 'gone') return missing('user task');
    if (done === 'not-judged')
      throw new Refusal(
        409,
        `Completion of the User Task was denied by Task Listener. Reason to deny: '${this.#listeners.denials.get(task) ?? ''}'`,
      );
    return undefined;
  }

  #openTask(key: string): { readonly task: string; readonly holder: string | null } {
    const visit = this.engine.state.visit(this.#keys.idOf(key) ?? '');
    if (visit?.node.kind !== 'userTask') return missing('user task');
    return { task: visit.id, holder: visit.assignee };
  }

  async #resolve(key: string): Promise<undefined> {
    if (!(await this.engine.retry(this.#keys.idOf(key) ?? ''))) missing('incident');
    return undefined;
  }

  #incident(key: string): object {
    return this.#records.incidents().find(({ incidentKey }) => incidentKey === key) ?? missing('incident');
  }

  #searchInstances({ state, variables }: Body): object[] {
    const wanted = (variables as { value: string }[] | undefined)?.[0]?.value;
    return this.#records.instances(
      (instance) =>
        (state === undefined || instance.running) &&
        (wanted === undefined || JSON.parse(wanted) === instance.caseNumber),
    );
  }

  #searchVariables({ name, processInstanceKey, scopeKey }: Body): object[] {
    const keys = (processInstanceKey as { $in: string[] } | undefined)?.$in;
    return this.#records.variables(
      (variable, instance) =>
        (name === undefined || variable === name) &&
        (keys === undefined || keys.includes(instance)) &&
        (scopeKey === undefined || scopeKey === instance),
    );
  }
}

async function send(response: Response, answer: unknown): Promise<void> {
  const content = await answer;
  if (content === undefined) response.status(204).end();
  else if (typeof content === 'string') response.type('text/xml').send(content);
  else response.json(content);
}

function missing(what: string): never {
  throw new Refusal(404, `there is no such ${what}`);
}

const filterOf = ({ filter }: Body): Body => (filter ?? {}) as Body;
const keyIn = (body: Body, name: string): string => String(filterOf(body)[name]);

function page({ page: wanted }: Body, items: readonly object[]): object {
  const { from = 0, limit = 100 } = (wanted ?? {}) as { from?: number; limit?: number };
  const some = items.slice(from, from + limit);
  return { items: some, page: { totalItems: items.length, hasMoreTotalItems: false } };
}
