import type { Logger } from 'pino';

/**
 * What was opened, so that it can be closed in the opposite order; one part that fails to close does not keep the
 * others open.
 */
export class ClosingList {
  readonly #logger: Logger;
  readonly #parts: { readonly name: string; readonly close: () => Promise<void> }[] = [];

  constructor(logger: Logger) {
    this.#logger = logger;
  }

  add(name: string, close: () => Promise<void>): void {
    this.#parts.push({ name, close });
  }

  async closeAll(): Promise<void> {
    for (let part = this.#parts.pop(); part !== undefined; part = this.#parts.pop()) {
      const { name, close } = part;
      await close().catch((error: unknown) => this.#logger.error({ part: name, err: error }, 'did not close cleanly'));
    }
  }
}
