/** Where the embedded engine answers, and what it wants to hear. */
interface Reachable {
  readonly url: string;
  readonly secret: string;
}

/**
 * The engine's clock, which a test may move forward: terms of days pass in seconds. An engine that is started
 * afterwards has the clock of the machine again: so nothing is killed once the clock was moved.
 */
export class EngineClock {
  readonly #engine: () => Reachable;

  constructor(engine: () => Reachable) {
    this.#engine = engine;
  }

  async passes({ days = 0, minutes = 0 }: { readonly days?: number; readonly minutes?: number }): Promise<void> {
    const { url, secret } = this.#engine();
    const response = await fetch(`${url}/engine-rest/office/clock?plus=P${days}DT${minutes}M`, {
      method: 'PUT',
      headers: { Authorization: `Bearer ${secret}` },
    });
    if (!response.ok) throw new Error(`the engine's clock does not move: ${response.status}`);
  }
}
