import { Type } from '@sinclair/typebox';
import type { BpmnError } from '../../../src/domain/process.ts';
import type { Job, Model, WorkerDefinition } from '../../../src/process/process.ts';
import { judgementOf, openCase, putOfficer } from '../../store/given.ts';
import { taskAt, type EngineUnderTest } from '../engine-under-test.ts';

/** What a handler of a test saw. */
export interface Delivery {
  readonly input: Readonly<Record<string, unknown>>;
  readonly job: Job;
}
export type Handler = (delivery: Delivery, count: number) => Answer | void | Promise<Answer | void>;
type Answer = Record<string, unknown>;

/** Input of a handler that wants more than the case number. */
export const wants = (...names: readonly string[]) =>
  Type.Object(
    {
      applicationNumber: Type.String(),
      ...Object.fromEntries(names.map((name) => [name, Type.Optional(Type.Unknown())])),
    },
    { additionalProperties: false },
  );

export interface TestWorker {
  readonly definition: WorkerDefinition<undefined>;
  readonly deliveries: Delivery[];
}

/** A worker that notes what it is given and answers as the test says. */
export function worker(
  type: string,
  handler: Handler = () => ({}),
  { input = wants(), errors = [] }: { input?: ReturnType<typeof wants>; errors?: readonly BpmnError[] } = {},
): TestWorker {
  const deliveries: Delivery[] = [];
  return {
    deliveries,
    definition: {
      type,
      input,
      output: Type.Object({}, { additionalProperties: true }),
      errors,
      handle: async (_, received, job) => {
        const delivery = { input: received, job };
        deliveries.push(delivery);
        return (await handler(delivery, deliveries.length)) ?? {};
      },
    },
  };
}

/** The engine of a suite with what tests do at it. */
export class TestOffice {
  readonly under: EngineUnderTest;
  constructor(under: EngineUnderTest) {
    this.under = under;
  }
  get engine() {
    return this.under.engine;
  }
  get store() {
    return this.under.store;
  }

  /** Deploys the model, opens a case and starts its process. */
  async begin(model: Model, elements: readonly 'nama'[] = ['nama']): Promise<string> {
    await this.engine.deploy(model);
    const { applicationNumber } = await openCase(this.store);
    await this.engine.start(applicationNumber, {
      reason: 'perubahan-data',
      elements: [...elements],
      siakWay: 'simulator',
    });
    return applicationNumber;
  }

  /** A person completes the open task at this element with a judged answer. */
  async decide(
    caseNumber: string,
    element: string,
    answer: Readonly<Record<string, unknown>> = {},
  ): Promise<'completed' | 'not-judged' | 'gone'> {
    const { taskId } = await taskAt(this.under, caseNumber, element);
    await putOfficer(this.store);
    await this.store.judgements.put(judgementOf(caseNumber, { taskId, element, answer }));
    return this.engine.tasks.complete(taskId);
  }
}
