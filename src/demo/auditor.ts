import { unlessAway, type Officer } from './officer.ts';
import { PATIENCE_MS, until } from './until.ts';

export interface WayElement {
  readonly elementId: string;
  readonly name: string | null;
  readonly who: string | null;
  readonly startedAt: string;
  readonly endedAt: string | null;
  readonly canceled: boolean;
}
export interface Way {
  readonly state: 'running' | 'finished' | 'canceled';
  readonly version: number;
  readonly versionTag: string | null;
  readonly activities: readonly WayElement[];
  readonly flows: readonly string[];
  readonly variables: Readonly<Record<string, unknown>>;
  readonly incidents: readonly { readonly code: string | null; readonly sentence: string }[];
}

/** The auditor at the auditor's pages, by their JSON. */
export class Auditor {
  readonly #officer: Officer;

  constructor(officer: Officer) {
    this.#officer = officer;
  }

  async wayOf(number: string): Promise<Way> {
    const { history } = (await this.#officer.read(`/auditor/berkas/${number}.json`)) as { history: Way | null };
    if (history === null) throw new Error(`the engine has no instance of ${number}`);
    return history;
  }

  /** Waits until the case has ended; answers its whole way. */
  async waitForEnd(number: string, withinMs = PATIENCE_MS): Promise<Way> {
    return until(
      `the end of ${number}`,
      async () => {
        const way = await unlessAway(() => this.wayOf(number));
        return way?.state === 'running' ? undefined : way;
      },
      { withinMs, atMostMs: 600 },
    );
  }
}
