/** The cluster's keys are numbers that grow; the interpreter behind the stand-in has ids of its own. */
export class Keys {
  readonly #byId = new Map<string, string>();
  readonly #byKey = new Map<string, string>();
  #last = 2_251_799_813_685_248n;

  of(id: string): string {
    const known = this.#byId.get(id);
    if (known !== undefined) return known;
    this.#last += 1n;
    const key = String(this.#last);
    this.#byId.set(id, key);
    this.#byKey.set(key, id);
    return key;
  }

  /** The id behind a key; undefined for a key that was never given out. */
  idOf(key: string): string | undefined {
    return this.#byKey.get(key);
  }
}
