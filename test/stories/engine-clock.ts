/** The engine's clock, which a test may move forward: terms of days pass in seconds. An engine that is started afterwards has the clock of the machine
 *  again, and what was locked or laid to rest ahead lies there for as long: so nothing is killed once the clock was moved. */
export class EngineClock {
  readonly #url: string;

  constructor(managementUrl: string) {
    this.#url = `${managementUrl}/actuator/clock`;
  }

  async passes({ days = 0, minutes = 0 }: { readonly days?: number; readonly minutes?: number }): Promise<void> {
    const ms = (days * 1440 + minutes) * 60_000;
    const response = await fetch(`${this.#url}/add`, {
      method: 'POST',
      headers: { 'Content-Type': 'application/json' },
      body: JSON.stringify({ offsetMilli: ms }),
    });
    if (!response.ok) throw new Error(`the engine's clock does not move: ${response.status}`);
  }
}
