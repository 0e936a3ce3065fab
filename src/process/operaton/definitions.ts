import { labelsIn, type ElementLabel } from '../element-labels.ts';
import { originalName } from './original.ts';
import { segment, type OperatonRest } from './rest.ts';
import { checkDefinition, checkResources } from './shapes.ts';

/** One deployed version of the process. */
export interface Definition {
  readonly id: string;
  readonly version: number;
  readonly versionTag: string | null;
  /** The original diagram. */
  readonly diagram: string;
  readonly labels: ReadonlyMap<string, ElementLabel>;
}

/** Deployed versions by their id. A version never changes, so each is fetched once. */
export class Definitions {
  readonly #rest: OperatonRest;
  readonly #known = new Map<string, Promise<Definition>>();

  constructor(rest: OperatonRest) {
    this.#rest = rest;
  }

  get(id: string): Promise<Definition> {
    const known = this.#known.get(id);
    if (known !== undefined) return known;
    const fetched = this.#fetch(id);
    this.#known.set(id, fetched);
    fetched.catch(() => this.#known.delete(id));
    return fetched;
  }

  async #fetch(id: string): Promise<Definition> {
    const { version, versionTag, deploymentId, resource } = checkDefinition(
      await this.#rest.get(`process-definition/${segment(id)}`),
    );
    const resources = `deployment/${segment(deploymentId)}/resources`;
    const original = checkResources(await this.#rest.get(resources)).find(
      ({ name }) => name === originalName(resource),
    );
    if (original === undefined) throw new Error(`deployment ${deploymentId} lacks the original of ${resource}`);
    const diagram = String(await this.#rest.get(`${resources}/${segment(original.id)}/data`));
    return { id, version, versionTag: versionTag ?? null, diagram, labels: await labelsIn(diagram) };
  }
}
