import { randomUUID } from 'node:crypto';
import type { Logger } from 'pino';
import type { WorkListFeed } from '../../domain/work-list.ts';
import { begunAgain } from '../by-hand.ts';
import { tagOf } from '../model-tag.ts';
import type { HumanTasks, ProcessEngine, ProcessMessage } from '../process.ts';
import { createClock, type Clock } from './clock.ts';
import { CommandQueue } from './command-queue.ts';
import { readModel } from './deployed.ts';
import { historyOf, incidentOf } from './history.ts';
import { containersOf, Instance, type Visit, type Wait } from './instance.ts';
import { Interpreter } from './interpreter.ts';
import { JobBoard } from './job-board.ts';
import { MemoryState } from './memory-state.ts';
import { MemoryWorkers } from './memory-workers.ts';

export interface MemoryOptions {
  readonly feed: WorkListFeed;
  readonly logger: Logger;
  /** Shared with the use cases, so that both see the same moment. Default: one of its own that begins now. */
  readonly clock?: Clock;
  /** Goes on with what another engine left. */
  readonly state?: MemoryState;
}

/** The engine of the tests: walks the diagram itself, in this process, with a clock that only tests move. */
export interface MemoryEngine extends ProcessEngine {
  readonly kind: 'memory';
  readonly clock: Clock;
  /**
   * Resolves when nothing more can happen by itself: every token waits for a person, a message, a moment or an absent
   * worker.
   */
  settle(): Promise<void>;
  /**
   * Moves the clock by so many ms; everything that falls due on the way happens in its order. Resolves when nothing
   * more can happen.
   */
  advance(ms: number): Promise<void>;
  /** For workers that stand outside of this process. */
  readonly jobs: JobBoard;
  /** For another engine that goes on after this one was closed. */
  readonly state: MemoryState;
}

export function createMemory({
  feed,
  logger,
  clock = createClock(new Date()),
  state = new MemoryState(),
}: MemoryOptions): MemoryEngine {
  const commands = new CommandQueue();
  const interpreter = new Interpreter({ feed, clock, newId: randomUUID });
  const jobs = new JobBoard({ state, commands, interpreter, clock });
  const workers = new MemoryWorkers(jobs, logger);
  // Handlers of an engine that is gone report to nobody: their jobs come again.
  for (const { job } of state.visits()) if (job?.state === 'running') job.state = 'ready';

  /** Every change of the engine is followed by handing out the jobs it made. */
  async function command<T>(change: () => Promise<T>): Promise<T> {
    const answer = await commands.run(change);
    workers.handOut();
    return answer;
  }

  const running = (caseNumber: string): Instance | undefined => {
    const instance = state.instances.get(caseNumber);
    return instance?.running === true ? instance : undefined;
  };

  async function deliver({ name, caseNumber }: ProcessMessage): Promise<'taken' | 'nobody-waits'> {
    const instance = running(caseNumber);
    if (instance === undefined) return 'nobody-waits';
    for (const container of containersOf(instance.root)) {
      for (const visit of container.active) {
        const wait = visit.waits.find((one) => one.kind === 'message' && one.name === name);
        if (wait === undefined) continue;
        await interpreter.happened(visit, wait);
        return 'taken';
      }
      for (const subProcess of container.listening) {
        const trigger = subProcess.inner?.start?.trigger;
        if (trigger?.kind !== 'message' || trigger.name !== name) continue;
        await interpreter.beginEventSubProcess(container, subProcess, {});
        return 'taken';
      }
    }
    return 'nobody-waits';
  }

  const tasks: HumanTasks = {
    assign: (task, { from, to }) =>
      command(async () => {
        const visit = openTask(task);
        if (visit === undefined) return 'gone';
        if (visit.assignee !== from) return 'held';
        visit.assignee = to;
        await feed.assigned(task, to);
        return 'assigned';
      }),
    complete: (task) =>
      command(async () => {
        const visit = openTask(task);
        if (visit === undefined) return 'gone';
        const judged = await feed.decisionTakesEffect(task);
        if (judged === undefined) return 'not-judged';
        await feed.ended(task, 'completed');
        await interpreter.complete(visit, judged);
        return 'completed';
      }),
    takeBack: (task) =>
      command(async () => {
        const visit = openTask(task);
        if (visit === undefined) return 'gone';
        const back = await feed.takingBackTakesEffect(task);
        if (back === undefined) return 'not-judged';
        await interpreter.goBack(visit, back.element, back.variables);
        return 'taken-back';
      }),
  };

  function openTask(task: string): Visit | undefined {
    const visit = state.visit(task);
    return visit?.node.kind === 'userTask' && visit.incident === undefined ? visit : undefined;
  }

  type Timer = Extract<Wait, { kind: 'timer' }>;
  function firstTimer(): { visit: Visit; wait: Timer } | undefined {
    const timers = [...state.visits()].flatMap((visit) =>
      visit.waits.flatMap((wait) => (wait.kind === 'timer' ? [{ visit, wait }] : [])),
    );
    return timers.sort((one, other) => one.wait.due.getTime() - other.wait.due.getTime())[0];
  }

  async function settle(): Promise<void> {
    for (;;) {
      await commands.idle();
      const timer = firstTimer();
      if (timer !== undefined && timer.wait.due <= clock.now())
        await command(() => interpreter.happened(timer.visit, timer.wait));
      else if (workers.handOut() > 0) await workers.nextDone();
      else if (commands.isIdle) return;
    }
  }

  return {
    kind: 'memory',
    clock,
    jobs,
    state,
    deploy: (model) =>
      command(async () => {
        const last = state.deployed.at(-1);
        if (last !== undefined && last.versionTag === tagOf(model))
          return { versionTag: last.versionTag, version: last.version, changed: false };
        const deployed = await readModel(model, state.deployed.length + 1);
        state.deployed.push(deployed);
        return { versionTag: deployed.versionTag, version: deployed.version, changed: true };
      }),
    deployed: () => {
      const last = state.deployed.at(-1);
      return Promise.resolve(
        last === undefined ? undefined : { versionTag: last.versionTag, version: last.version, changed: false },
      );
    },
    start: (caseNumber, { reason, elements, siakWay }) =>
      command(async () => {
        if (state.instances.has(caseNumber)) return;
        const instance = new Instance(caseNumber, state.latest, clock.now());
        state.instances.set(caseNumber, instance);
        await interpreter.begin(instance, { applicationNumber: caseNumber, reason, elements, siakWay });
      }),
    correlate: (message) => command(() => deliver(message)),
    evaluate: (decisionId, input) => Promise.resolve().then(() => state.latest.decisions.evaluate(decisionId, input)),
    tasks,
    work: (definitions, deps) => workers.add(definitions, deps),
    history: async (caseNumber) => {
      await commands.idle();
      const instance = state.instances.get(caseNumber);
      return instance === undefined ? undefined : historyOf(instance);
    },
    runningCases: async () => {
      await commands.idle();
      return new Set([...state.instances.values()].flatMap((one) => (one.running ? [one.caseNumber] : [])));
    },
    incidents: async () => {
      await commands.idle();
      return [...state.visits()].flatMap((visit) => incidentOf(visit) ?? []);
    },
    retry: (incidentId) =>
      command(async () => {
        const visit = [...state.visits()].find(({ incident }) => incident?.id === incidentId);
        const incident = visit?.incident;
        if (visit === undefined || incident === undefined) return false;
        visit.incident = undefined;
        await incident.resume();
        return true;
      }),
    beginAgain: (caseNumber, elementId, variables) =>
      command(async () => {
        if (state.instances.has(caseNumber)) return;
        const instance = new Instance(caseNumber, state.latest, clock.now());
        const name = instance.model.process.scope.nodes.get(elementId)?.name ?? elementId;
        instance.byHand.push(begunAgain(name, instance.startedAt));
        state.instances.set(caseNumber, instance);
        await interpreter.beginAt(instance, elementId, { applicationNumber: caseNumber, ...variables });
      }),
    settle,
    async advance(ms) {
      const end = new Date(clock.now().getTime() + ms);
      for (;;) {
        await settle();
        const due = [firstTimer()?.wait.due, workers.nextReady()].filter((moment) => moment !== undefined);
        const next = due.sort((one, other) => one.getTime() - other.getTime())[0];
        clock.moveTo(next !== undefined && next <= end ? next : end);
        if (next === undefined || next > end) break;
      }
      await settle();
    },
    ready: () => Promise.resolve(),
    close: () => commands.idle(),
  };
}
