import { setTimeout as wait } from 'node:timers/promises';
import type { MessageName } from '../../src/domain/process.ts';
import type { ProcessEngine } from '../../src/process/process.ts';
import type { Store, WorkItem } from '../../src/store/store.ts';

/** An implementation of the seam, with what a test needs to look at it from outside. */
export interface EngineUnderTest {
  readonly engine: ProcessEngine;
  readonly store: Store;
  /** Moves the engine's clock by so many ms. */
  advance(ms: number): Promise<void>;
  /** Ends the engine without warning and begins it again on what it had written; `engine` is the new one then. */
  restart(): Promise<void>;
  /** False where the engine may only be looked at from outside: somebody's cluster. */
  readonly movable: boolean;
}

/** An engine answers within milliseconds; only what never comes waits so long. */
const LIMIT_MS = 20_000;

/** The first answer that is not undefined. */
export async function eventually<T>(look: () => Promise<T | undefined> | T | undefined, what: string): Promise<T> {
  const end = Date.now() + LIMIT_MS;
  for (;;) {
    const seen = await look();
    if (seen !== undefined) return seen;
    if (Date.now() > end) throw new Error(`within ${LIMIT_MS} ms there was no ${what}`);
    await wait(5);
  }
}

/** The open task of the case at this element. */
export function taskAt({ store }: EngineUnderTest, caseNumber: string, element: string): Promise<WorkItem> {
  return eventually(async () => {
    const open = await store.workList.open({ applicationNumber: caseNumber });
    return open.find((item) => item.element === element);
  }, `task at ${element}`);
}

/** Resolves when the case has left its last element. */
export async function finished({ engine }: EngineUnderTest, caseNumber: string): Promise<string[]> {
  return eventually(async () => {
    const history = await engine.history(caseNumber);
    return history?.state === 'finished' ? history.activities.map(({ elementId }) => elementId) : undefined;
  }, `end of ${caseNumber}`);
}

/** Delivers the message until the case takes it, as the outbox does. */
export async function correlateUntilTaken(
  { engine }: EngineUnderTest,
  caseNumber: string,
  name: MessageName,
): Promise<void> {
  await eventually(
    async () =>
      (await engine.correlate({ name, caseNumber, once: `${caseNumber}:${name}` })) === 'taken' ? true : undefined,
    `place that takes ${name}`,
  );
}
