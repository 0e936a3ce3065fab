import type { CamundaSession } from './camunda-session.ts';
import { until } from './until.ts';

export interface FlowNodeInstance {
  readonly flowNodeId: string;
  readonly state: 'ACTIVE' | 'COMPLETED' | 'TERMINATED';
  readonly startDate: string;
  readonly endDate?: string;
  readonly incident: boolean;
}

/** End events of the diagram. */
const END_EVENTS: readonly string[] = ['card-issued', 'application-expired', 'application-closed-withdrawn'];

/** What an auditor reads in Operate, by its API (v1). It lags the engine by a second or two. */
export class Operate {
  readonly #session: CamundaSession;

  constructor(session: CamundaSession) {
    this.#session = session;
  }

  async stateOf(processInstanceKey: string): Promise<string | undefined> {
    const { items } = (await this.#session.call('POST', '/v1/process-instances/search', {
      filter: { key: Number(processInstanceKey) },
    })) as { items: { state: string }[] };
    return items[0]?.state;
  }

  /** Waits until Operate shows the end of the instance. */
  async waitForEnd(
    processInstanceKey: string,
    state: 'COMPLETED' | 'CANCELED' = 'COMPLETED',
    withinMs = 60_000,
  ): Promise<void> {
    await until(
      `process instance ${state} in Operate`,
      async () => (await this.stateOf(processInstanceKey)) === state,
      { withinMs },
    );
  }

  /** The history of an ended instance, once Operate has all of it: its end event is written last. */
  async wholeHistory(processInstanceKey: string, withinMs = 60_000): Promise<FlowNodeInstance[]> {
    await this.waitForEnd(processInstanceKey, 'COMPLETED', withinMs);
    return until(
      'the end event in Operate',
      async () => {
        const nodes = await this.history(processInstanceKey);
        return nodes.some((node) => END_EVENTS.includes(node.flowNodeId)) &&
          nodes.every((node) => node.state !== 'ACTIVE')
          ? nodes
          : undefined;
      },
      { withinMs },
    );
  }

  async history(processInstanceKey: string): Promise<FlowNodeInstance[]> {
    const query = {
      filter: { processInstanceKey: Number(processInstanceKey) },
      size: 1000,
      sort: [{ field: 'startDate', order: 'ASC' }],
    };
    return ((await this.#session.call('POST', '/v1/flownode-instances/search', query)) as { items: FlowNodeInstance[] })
      .items;
  }

  /** The variables of the process itself as JSON texts; those of a single task die with it. */
  async variables(processInstanceKey: string): Promise<Record<string, string>> {
    const query = {
      filter: { processInstanceKey: Number(processInstanceKey), scopeKey: Number(processInstanceKey) },
      size: 200,
    };
    const { items } = (await this.#session.call('POST', '/v1/variables/search', query)) as {
      items: { name: string; value: string }[];
    };
    return Object.fromEntries(items.map(({ name, value }) => [name, value]));
  }
}
