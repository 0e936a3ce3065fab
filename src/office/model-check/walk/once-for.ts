/** What follows from a part of a state alone is worked out once: many thousand states share a few thousand parts. */
export class OnceFor<Part extends object> {
  readonly #made = new WeakMap<Part, Map<string, unknown>>();

  /** `make` must depend on `part` and on what `what` names, and on nothing else. */
  of<Result>(part: Part, what: string, make: () => Result): Result {
    const made = this.#made.get(part) ?? new Map<string, unknown>();
    this.#made.set(part, made);
    if (!made.has(what)) made.set(what, make());
    return made.get(what) as Result;
  }
}
