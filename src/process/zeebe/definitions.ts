import { labelsIn, type ElementLabel } from '../element-labels.ts';
import { key, type ZeebeClient } from './client.ts';
import { NOW } from './search.ts';

export interface Definition {
  readonly diagram: string;
  readonly labels: ReadonlyMap<string, ElementLabel>;
}

/** Deployed versions by their key. A version never changes, so each is fetched once. */
export class Definitions {
  readonly #client: ZeebeClient;
  readonly #known = new Map<string, Promise<Definition>>();

  constructor(client: ZeebeClient) {
    this.#client = client;
  }

  get(processDefinitionKey: string): Promise<Definition> {
    const known = this.#known.get(processDefinitionKey);
    if (known !== undefined) return known;
    const fetched = this.#fetch(processDefinitionKey);
    this.#known.set(processDefinitionKey, fetched);
    fetched.catch(() => this.#known.delete(processDefinitionKey));
    return fetched;
  }

  async #fetch(processDefinitionKey: string): Promise<Definition> {
    const diagram = String(
      await this.#client.getProcessDefinitionXml({ processDefinitionKey: key(processDefinitionKey) }, NOW),
    );
    return { diagram, labels: await labelsIn(diagram) };
  }
}
