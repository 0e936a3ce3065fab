/**
 * Commands one after the other, each with its whole walk through the diagram: what the database is for another engine.
 */
export class CommandQueue {
  #last: Promise<unknown> = Promise.resolve();
  #waiting = 0;

  run<T>(command: () => Promise<T>): Promise<T> {
    this.#waiting += 1;
    const done = this.#last.then(command).finally(() => (this.#waiting -= 1));
    this.#last = done.catch(() => undefined);
    return done;
  }

  get isIdle(): boolean {
    return this.#waiting === 0;
  }

  /** Resolves when the commands given so far are done. */
  async idle(): Promise<void> {
    await this.#last;
  }
}
