/** A clock that stands still until it is moved: the memory engine's, and that of the use cases beside it. */
export interface Clock {
  readonly now: () => Date;
  /** Moves it to this moment; never back. */
  readonly moveTo: (moment: Date) => void;
}

export function createClock(start: Date): Clock {
  let at = start.getTime();
  return {
    now: () => new Date(at),
    moveTo(moment) {
      at = Math.max(at, moment.getTime());
    },
  };
}
