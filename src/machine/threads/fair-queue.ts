/** Thrown at once when a line is full. The work was not begun. */
export class QueueFull extends Error {
  constructor() {
    super('too much work is waiting');
    this.name = 'QueueFull';
  }
}

export interface QueueBounds {
  /** Works at the same time, over all askers. */
  readonly atOnce: number;
  /** Works of one asker that may wait; one more of them is under way. */
  readonly waitingEach: number;
  /** Works that may wait, over all askers. */
  readonly waiting: number;
}

interface Asker {
  readonly waiting: (() => Promise<void>)[];
  busy: boolean;
  /** Number of the last turn; 0: none yet. */
  lastTurn: number;
}

/**
 * Runs works in turn: one of each asker at a time, and next the asker who has waited longest for a turn, so that nobody
 * waits for more than one work of anybody else, however much that one sends. Throws QueueFull when a line is full.
 */
export function createFairQueue({ atOnce, waitingEach, waiting }: QueueBounds) {
  const askers = new Map<string, Asker>();
  let [turns, busy, waits] = [0, 0, 0];

  function next(): void {
    if (busy >= atOnce) return;
    const [due] = [...askers]
      .filter(([, asker]) => !asker.busy && asker.waiting.length > 0)
      .sort(([, one], [, other]) => one.lastTurn - other.lastTurn);
    if (due === undefined) return;
    const [name, asker] = due;
    const work = asker.waiting.shift()!;
    asker.busy = true;
    asker.lastTurn = ++turns;
    waits -= 1;
    busy += 1;
    void work().finally(() => {
      asker.busy = false;
      busy -= 1;
      if (asker.waiting.length === 0) askers.delete(name);
      next();
    });
    next();
  }

  return {
    run<T>(name: string, work: () => Promise<T>): Promise<T> {
      const asker = askers.get(name) ?? { waiting: [], busy: false, lastTurn: 0 };
      const startsNow = busy < atOnce && !asker.busy;
      if (!startsNow && (asker.waiting.length >= waitingEach || waits >= waiting))
        return Promise.reject(new QueueFull());
      askers.set(name, asker);
      return new Promise<T>((resolve, reject) => {
        asker.waiting.push(() => work().then(resolve, reject));
        waits += 1;
        next();
      });
    },
  };
}
