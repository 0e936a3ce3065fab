import { OFFICER_ROLES } from '../../domain/process.ts';
import type { WorkListFeed } from '../../domain/work-list.ts';
import type { Clock } from './clock.ts';
import { ExpressionError, holds, valueOf, type Context } from './expression.ts';
import { Container, Visit, type Instance, type Wait } from './instance.ts';
import type { Node, ScopeModel } from './process-model.ts';
import { mapIn, mapOut, visibleIn } from './variables.ts';
import { waitFor } from './waits.ts';

export interface InterpreterOptions {
  readonly feed: WorkListFeed;
  readonly clock: Clock;
  readonly newId: () => string;
}

/** Walks the tokens of an instance through its diagram until each of them waits for something. */
export class Interpreter {
  readonly #feed: WorkListFeed;
  readonly #clock: Clock;
  readonly #newId: () => string;

  constructor({ feed, clock, newId }: InterpreterOptions) {
    this.#feed = feed;
    this.#clock = clock;
    this.#newId = newId;
  }

  /** Begins a process at its start, with the variables of the start message. */
  async begin({ root }: Instance, message: Context): Promise<void> {
    const { start } = root.scope;
    if (start === undefined) throw new Error('the process has no start');
    await this.complete(this.#beginVisit(root, start), message);
  }

  /** Begins a process at another element. */
  async beginAt({ root }: Instance, elementId: string, variables: Context): Promise<void> {
    for (const [name, value] of Object.entries(variables)) root.variables.set(name, value);
    await this.#enter(root, nodeOf(root.scope, elementId));
  }

  /** The work of the element is done, and has brought these variables. */
  async complete(visit: Visit, variables: Context): Promise<void> {
    await this.#attempt(visit, async () => {
      mapOut(visit, variables);
      // Chosen before the visit ends: a condition that cannot be computed stands still at its gateway.
      const next = nextOf(visit);
      if (visit.node.undoneBy !== undefined) visit.container.undoable.push(visit.node.undoneBy);
      await this.#end(visit, next);
    });
  }

  /** Leaves an open element and stands at another one of the same scope, with variables as they were there. */
  async goBack(visit: Visit, elementId: string, variables: Context): Promise<void> {
    const { container } = visit;
    const node = nodeOf(container.scope, elementId);
    for (const [name, value] of Object.entries(variables)) container.variables.set(name, value);
    await this.#terminate(visit);
    await this.#enter(container, node);
  }

  /** What the visit waited for has come: to the element itself, to an event behind a gateway, or to a boundary. */
  async happened(visit: Visit, wait: Wait): Promise<void> {
    const { then } = wait;
    if (then === visit.node) return this.complete(visit, {});
    if (visit.node.kind === 'eventBasedGateway') {
      this.#leave(visit, false);
      return this.complete(this.#beginVisit(visit.container, then), {});
    }
    visit.waits = visit.waits.filter((other) => other !== wait);
    await this.#leaveByBoundary(visit, then, {});
  }

  /** A message or an error begins this event sub-process; when it interrupts, all else in the scope is canceled. */
  async beginEventSubProcess(container: Container, subProcess: Node, variables: Context): Promise<void> {
    const { inner } = subProcess;
    if (inner?.start === undefined) throw new Error(`sub-process ${subProcess.id} has no start`);
    if (inner.start.interrupting) {
      container.listening.clear();
      for (const visit of [...container.active]) await this.#terminate(visit);
    }
    const visit = this.#beginVisit(container, subProcess);
    visit.inner = new Container(container.instance, inner, visit);
    await this.complete(this.#beginVisit(visit.inner, inner.start), variables);
  }

  /** A BPMN error, with its variables. Answers false, and changes nothing, when the diagram does not catch it. */
  async throwError(visit: Visit, code: string, variables: Context): Promise<boolean> {
    for (let at: Visit | undefined = visit; at !== undefined; at = at.container.owner) {
      const boundary = at.node.boundaries.find((event) => catches(event, code));
      const subProcess = [...at.container.listening].find(({ inner }) => catches(inner?.start, code));
      if (boundary === undefined && subProcess === undefined) continue;
      // An end event that throws has done its part; everything else on the way is canceled.
      if (visit.node.kind === 'endEvent') this.#leave(visit, false);
      if (boundary !== undefined) await this.#leaveByBoundary(at, boundary, variables);
      else if (subProcess !== undefined) await this.beginEventSubProcess(at.container, subProcess, variables);
      return true;
    }
    return false;
  }

  async #enter(container: Container, node: Node, undoneFor?: Visit): Promise<void> {
    const visit = this.#beginVisit(container, node);
    visit.undoneFor = undoneFor;
    await this.#attempt(visit, () => this.#activate(visit));
  }

  #beginVisit(container: Container, node: Node): Visit {
    const visit = new Visit(this.#newId(), node, container, this.#clock.now());
    container.active.add(visit);
    container.instance.history.push(visit);
    return visit;
  }

  /** What cannot be computed is an incident of its element; when it is retried, the same is done again. */
  async #attempt(visit: Visit, work: () => Promise<void>): Promise<void> {
    try {
      await work();
    } catch (error) {
      if (!(error instanceof ExpressionError)) throw error;
      visit.incident = {
        id: this.#newId(),
        message: error.message,
        since: this.#clock.now(),
        resume: () => this.#attempt(visit, work),
      };
    }
  }

  async #activate(visit: Visit): Promise<void> {
    const { node, container } = visit;
    const wait = (...events: readonly Node[]) => events.flatMap((event) => waitFor(event, visit, this.#clock) ?? []);
    mapIn(visit);
    visit.waits = wait(...node.boundaries);
    if (node.job !== undefined) return this.#offerJob(visit, node.job);
    switch (node.kind) {
      case 'userTask':
        return this.#createTask(visit);
      case 'receiveTask':
      case 'intermediateCatchEvent':
        visit.waits.push(...wait(node));
        return;
      case 'eventBasedGateway':
        visit.waits.push(...wait(...node.outgoing.map(({ to }) => nodeOf(container.scope, to))));
        return;
      case 'subProcess':
        return this.#beginInner(visit);
      case 'parallelGateway':
        return this.#arrive(visit);
      case 'businessRuleTask':
        return this.#decide(visit);
      case 'intermediateThrowEvent':
        return node.trigger?.kind === 'compensation' ? this.#undo(visit) : this.complete(visit, {});
      case 'endEvent':
        return node.trigger?.kind === 'error' ? this.#throwAtEnd(visit, node.trigger.code) : this.complete(visit, {});
      case 'startEvent':
      case 'boundaryEvent':
      case 'exclusiveGateway':
      case 'serviceTask':
      case 'sendTask':
        return this.complete(visit, {});
    }
  }

  #offerJob(visit: Visit, job: NonNullable<Node['job']>): void {
    const { instance } = visit.container;
    const context = visibleIn(visit);
    visit.job = {
      type: String(valueOf(job.type, context)),
      once: `${instance.caseNumber}:${visit.node.id}:${visit.id}`,
      retries: Number(valueOf(job.retries, context)),
      readyAt: this.#clock.now(),
      state: 'ready',
      delivery: 0,
    };
  }

  async #createTask(visit: Visit): Promise<void> {
    const { node, container } = visit;
    const context = visibleIn(visit);
    const groups = String(valueOf(node.candidateGroups ?? '', context)).split(/\s*,\s*/);
    const lane = OFFICER_ROLES.find((role) => groups.includes(role));
    if (lane === undefined) throw new ExpressionError(`the group of task ${node.id} is none of the office's roles`);
    const assignee = node.assignee === undefined ? null : valueOf(node.assignee, context);
    visit.assignee = typeof assignee === 'string' && assignee !== '' ? assignee : null;
    await this.#feed.created({
      task: visit.id,
      caseNumber: container.instance.caseNumber,
      elementId: node.id,
      lane,
      assignee: visit.assignee,
      createdAt: visit.startedAt,
    });
  }

  async #beginInner(visit: Visit): Promise<void> {
    const { inner } = visit.node;
    if (inner?.start === undefined) throw new ExpressionError(`sub-process ${visit.node.id} has no start`);
    visit.inner = new Container(visit.container.instance, inner, visit);
    await this.#enter(visit.inner, inner.start);
  }

  async #arrive(visit: Visit): Promise<void> {
    const { node, container } = visit;
    const arrived = (container.arrived.get(node.id) ?? 0) + 1;
    const isLast = arrived >= node.incoming;
    container.arrived.set(node.id, isLast ? 0 : arrived);
    await (isLast ? this.complete(visit, {}) : this.#end(visit, []));
  }

  async #decide(visit: Visit): Promise<void> {
    const { decision } = visit.node;
    if (decision === undefined) throw new ExpressionError(`task ${visit.node.id} names no decision`);
    const result = visit.container.instance.model.decisions.evaluate(decision.id, visibleIn(visit));
    await this.complete(visit, { [decision.resultVariable]: result });
  }

  /** Undoes what was completed in this scope, the newest first, and goes on when all of it is undone. */
  async #undo(visit: Visit): Promise<void> {
    const handlers = visit.container.undoable.splice(0).reverse();
    if (handlers.length === 0) return this.complete(visit, {});
    visit.undoing = handlers.length;
    for (const handler of handlers) await this.#enter(visit.container, handler, visit);
  }

  async #throwAtEnd(visit: Visit, code = ''): Promise<void> {
    if (!(await this.throwError(visit, code, {}))) throw new ExpressionError(`nothing catches the error ${code}`);
  }

  async #end(visit: Visit, next: readonly Node[]): Promise<void> {
    const { container, undoneFor } = visit;
    this.#leave(visit, false);
    for (const node of next) await this.#enter(container, node);
    if (undoneFor !== undefined) {
      undoneFor.undoing -= 1;
      if (undoneFor.undoing === 0) await this.complete(undoneFor, {});
    }
    await this.#endIfEmpty(container);
  }

  async #endIfEmpty({ instance, owner, isEmpty }: Container): Promise<void> {
    if (!isEmpty || !instance.running) return;
    if (owner === undefined) instance.endedAt = this.#clock.now();
    else if (owner.endedAt === null) await this.complete(owner, {});
  }

  #leave(visit: Visit, canceled: boolean): void {
    visit.endedAt = this.#clock.now();
    visit.canceled = canceled;
    visit.waits = [];
    visit.job = undefined;
    visit.incident = undefined;
    visit.container.active.delete(visit);
  }

  async #terminate(visit: Visit): Promise<void> {
    if (visit.inner !== undefined) for (const within of [...visit.inner.active]) await this.#terminate(within);
    this.#leave(visit, true);
    if (visit.node.kind === 'userTask') await this.#feed.ended(visit.id, 'canceled');
  }

  async #leaveByBoundary(visit: Visit, boundary: Node, variables: Context): Promise<void> {
    if (boundary.interrupting) await this.#terminate(visit);
    await this.complete(this.#beginVisit(visit.container, boundary), variables);
  }
}

/** The elements behind the flows that a completed element takes. */
function nextOf(visit: Visit): Node[] {
  const { id, kind, outgoing, defaultFlow } = visit.node;
  const { scope } = visit.container;
  if (kind !== 'exclusiveGateway' || outgoing.length < 2) return outgoing.map(({ to }) => nodeOf(scope, to));
  const context = visibleIn(visit);
  const chosen =
    outgoing.find((flow) => flow.condition !== undefined && holds(flow.condition, context)) ??
    outgoing.find((flow) => flow.id === defaultFlow);
  if (chosen === undefined) throw new ExpressionError(`no way out of gateway ${id}`);
  return [nodeOf(scope, chosen.to)];
}

function catches(event: Node | undefined, code: string): boolean {
  const trigger = event?.trigger;
  return trigger?.kind === 'error' && (trigger.code === undefined || trigger.code === code);
}

function nodeOf(scope: ScopeModel, id: string): Node {
  const node = scope.nodes.get(id);
  if (node === undefined) throw new Error(`the diagram has no element ${id}`);
  return node;
}
