import type { Deployed } from './deployed.ts';
import { activeVisits, type Instance, type Visit } from './instance.ts';

/** What the engine knows. It outlives an engine, so that tests can end one in the middle and go on with another. */
export class MemoryState {
  readonly deployed: Deployed[] = [];
  readonly instances = new Map<string, Instance>();

  /** The version that new cases begin with. */
  get latest(): Deployed {
    const latest = this.deployed.at(-1);
    if (latest === undefined) throw new Error('nothing is deployed');
    return latest;
  }

  /** Every visit of a running case in which a token stands. */
  *visits(): Generator<Visit> {
    for (const instance of this.instances.values()) if (instance.running) yield* activeVisits(instance.root);
  }

  /** The visit with this id, when a token stands in it. */
  visit(id: string): Visit | undefined {
    for (const visit of this.visits()) if (visit.id === id) return visit;
    return undefined;
  }
}
