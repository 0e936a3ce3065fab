import { setTimeout as wait } from 'node:timers/promises';
import type { Logger } from 'pino';
import type { JobHost } from '../job-host.ts';
import { readJobProperties } from './job-properties.ts';
import type { LockedJob } from './job-reports.ts';
import type { OperatonRest } from './rest.ts';
import { checkLockedTasks, type LockedTask } from './shapes.ts';
import { fromTypedAll } from './values.ts';

/**
 * How long the engine holds a poll open when nothing waits. New jobs of this engine end it at once; what it finds only
 * at the next one is what comes without a sign: a rest that is over, a lock that ran out, a job of another node. Short
 * enough to be waited for when the office stops: a poll that is broken off would go on locking jobs for nobody.
 */
const LONG_POLL_MS = 1_000;
const ANSWER_LIMIT_MS = LONG_POLL_MS + 15_000;
/** A poll beside the common one ends this much before it, so that the next common one asks for all types again. */
const EARLIER_MS = 100;
/** Pause before an engine that is away is asked again. */
const AWAY_MS = 500;

/**
 * Fetches jobs for all hosts. One common poll asks for every type that has room; a type that gets room while it waits
 * is asked for beside it, and no longer than it. Polls of their own for many types would cost much: with every new job,
 * and with every new poll, the engine runs the query of each poll that waits.
 */
export class JobPoll {
  readonly #rest: OperatonRest;
  readonly #workerId: string;
  readonly #logger: Logger;
  readonly #hosts: ReadonlyMap<string, JobHost<LockedJob>>;
  /** Types that a poll under way asks for. */
  readonly #asked = new Set<string>();
  /** When the common poll ends at the latest; undefined: there is none. */
  #commonEnds: number | undefined;
  readonly #underWay = new Set<Promise<void>>();
  #stopping = false;
  #away = false;

  constructor(rest: OperatonRest, workerId: string, hosts: readonly JobHost<LockedJob>[], logger: Logger) {
    this.#rest = rest;
    this.#workerId = workerId;
    this.#logger = logger;
    this.#hosts = new Map(hosts.map((host) => [host.type, host]));
  }

  /** Asks for every type that has room and is not asked for. */
  next(): void {
    const hosts = [...this.#hosts.values()].filter((host) => host.room() > 0 && !this.#asked.has(host.type));
    if (this.#stopping || hosts.length === 0) return;
    const isCommon = this.#commonEnds === undefined;
    const waitMs =
      this.#commonEnds === undefined
        ? LONG_POLL_MS
        : Math.min(LONG_POLL_MS, this.#commonEnds - Date.now()) - EARLIER_MS;
    // The common poll is about to end, and the next one asks for these types too.
    if (waitMs <= 0) return;
    if (isCommon) this.#commonEnds = Date.now() + LONG_POLL_MS;
    for (const { type } of hosts) this.#asked.add(type);
    const poll = this.#ask(hosts, waitMs).finally(() => {
      this.#underWay.delete(poll);
      for (const { type } of hosts) this.#asked.delete(type);
      if (isCommon) this.#commonEnds = undefined;
      this.next();
    });
    this.#underWay.add(poll);
  }

  /** Resolves when no poll is under way any more. */
  async stop(): Promise<void> {
    this.#stopping = true;
    await Promise.all(this.#underWay);
  }

  async #ask(hosts: readonly JobHost<LockedJob>[], waitMs: number): Promise<void> {
    try {
      const answer = await this.#rest.post(
        'external-task/fetchAndLock',
        {
          workerId: this.#workerId,
          // The engine counts all types together, so that none is given more than it has room for.
          maxTasks: Math.min(...hosts.map((host) => host.room())),
          usePriority: false,
          asyncResponseTimeout: waitMs,
          topics: hosts.map(({ type, lockMs, inputs }) => ({
            topicName: type,
            lockDuration: lockMs,
            variables: inputs,
            includeExtensionProperties: true,
          })),
        },
        { limitMs: ANSWER_LIMIT_MS },
      );
      if (this.#away) this.#logger.info('jobs come from the engine again');
      this.#away = false;
      for (const task of checkLockedTasks(answer)) this.#hosts.get(task.topicName)?.accept(toJob(task));
    } catch (error) {
      if (!this.#away) this.#logger.warn({ err: error }, 'jobs do not come from the engine now, trying again');
      this.#away = true;
      await wait(AWAY_MS);
    }
  }
}

function toJob(task: LockedTask): LockedJob {
  const { id, topicName, activityId, activityInstanceId, businessKey, variables } = task;
  const { headers, retries, resultIsLocal } = readJobProperties(task.extensionProperties);
  return {
    id,
    type: topicName,
    caseNumber: businessKey,
    once: `${businessKey}:${activityInstanceId}`,
    elementId: activityId,
    headers,
    // The engine counts from the first failure on.
    retries: task.retries ?? retries,
    resultIsLocal,
    variables: fromTypedAll(variables),
  };
}
