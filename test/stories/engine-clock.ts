/** The engine's clock, which a test may move forward: terms of days pass in seconds. */
export class EngineClock {
  readonly #url: string;
  #aheadMs = 0;

  constructor(managementUrl: string) {
    this.#url = `${managementUrl}/actuator/clock`;
  }

  async passes({ days = 0, minutes = 0 }: { readonly days?: number; readonly minutes?: number }): Promise<void> {
    const ms = (days * 1440 + minutes) * 60_000;
    await this.#add(ms);
    this.#aheadMs += ms;
  }

  /** An engine that was started again has the clock of the machine: what it locked or laid to rest a month ahead would lie there for a month. */
  async restore(): Promise<void> {
    if (this.#aheadMs > 0) await this.#add(this.#aheadMs);
  }

  async #add(offsetMilli: number): Promise<void> {
    const response = await fetch(`${this.#url}/add`, { method: 'POST', headers: { 'Content-Type': 'application/json' }, body: JSON.stringify({ offsetMilli }) });
    if (!response.ok) throw new Error(`the engine's clock does not move: ${response.status}`);
  }
}
