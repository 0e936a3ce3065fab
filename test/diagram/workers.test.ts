import { expect } from 'chai';
import type { ProcessCases } from '../../src/cases/create-cases.ts';
import { Failure, FAILURES } from '../../src/domain/failures.ts';
import { BPMN_ERRORS, VARIABLES } from '../../src/domain/process.ts';
import type { Job, WorkerDefinition } from '../../src/process/process.ts';
import { WORKERS } from '../../workers/index.ts';
import type { Node } from '../../src/process/model/read-diagram.ts';
import { theDiagram } from './the-model.ts';

const diagram = await theDiagram();
const workers: readonly WorkerDefinition<ProcessCases>[] = WORKERS;
const tasksOf = (type: string): readonly Node[] => diagram.jobTypes().get(type) ?? [];
const codes = (nodes: readonly Node[]) =>
  nodes.flatMap(({ errorCode }) => (errorCode === undefined ? [] : [errorCode]));

/** Use cases that do nothing and take note of their names. */
function notingCases(called: string[]): ProcessCases {
  return new Proxy({} as ProcessCases, {
    get: (_target, name) => () => {
      called.push(String(name));
      return Promise.resolve({});
    },
  });
}
const jobOf = (node: Node, headers = node.headers): Job => ({
  caseNumber: 'KK-261122-7Q4F2M',
  once: `KK-261122-7Q4F2M:${node.id}:1`,
  elementId: node.id,
  headers,
});
const deliver = async (worker: WorkerDefinition<ProcessCases>, job: Job): Promise<string[]> => {
  const called: string[] = [];
  await worker.handle(notingCases(called), { applicationNumber: 'KK-261122-7Q4F2M' }, job);
  return called;
};

describe('The diagram and the workers keep one contract', () => {
  it('every job type of the diagram has one worker, and every worker has work in the diagram', () => {
    expect(workers.map(({ type }) => type)).to.have.members([...diagram.jobTypes().keys()]);
    expect(new Set(workers.map(({ type }) => type)).size).to.equal(workers.length);
  });

  for (const worker of workers) {
    it(`${worker.type}: its errors are caught at each of its tasks, and nothing else is waited for there`, () => {
      for (const { id } of tasksOf(worker.type))
        expect(codes(diagram.boundaries(id)), id).to.have.members([...worker.errors]);
    });

    it(`${worker.type}: calls one use case for each of its tasks, with the headers that stand there`, async () => {
      for (const node of tasksOf(worker.type)) expect(await deliver(worker, jobOf(node)), node.id).to.have.length(1);
    });

    it(`${worker.type}: does nothing when its input names another case than its job does, or none`, async () => {
      for (const node of tasksOf(worker.type))
        for (const input of [{ applicationNumber: 'KK-261122-AAAAAA' }, { applicationNumber: '' }, {}]) {
          const called: string[] = [];
          const failure: unknown = await Promise.resolve()
            .then(() => worker.handle(notingCases(called), input, jobOf(node)))
            .then(
              () => undefined,
              (error: unknown) => error,
            );
          expect(failure, node.id).to.be.instanceOf(Failure).with.property('code', 'CASE_UNKNOWN');
          expect(called, node.id).to.deep.equal([]);
        }
    });

    it(`${worker.type}: reads and writes known variables only, and refuses others`, () => {
      for (const { properties, additionalProperties } of [worker.input, worker.output]) {
        expect(Object.keys(VARIABLES)).to.include.members(Object.keys(properties));
        expect(additionalProperties).to.equal(false);
      }
    });
  }

  it('a task that has headers needs them: without them its worker does nothing', async () => {
    const withHeaders = diagram.nodes.filter(({ headers }) => Object.keys(headers).length > 0);
    expect(withHeaders).to.have.length.greaterThan(10);
    for (const node of withHeaders) {
      const worker = workers.find(({ type }) => type === node.job?.type);
      expect(worker, node.id).not.to.equal(undefined);
      const outcome = await deliver(worker!, jobOf(node, {})).catch((error: unknown) => String(error));
      expect(outcome, node.id).to.be.a('string').that.includes('task header');
    }
  });

  it('no worker declares an error that nothing can cause, and none is left without a worker', () => {
    expect([...new Set(workers.flatMap(({ errors }) => errors))]).to.have.members([...BPMN_ERRORS]);
    const caused = Object.values(FAILURES).flatMap(({ outcome }) =>
      outcome.kind === 'bpmn-error' ? [outcome.error] : [],
    );
    expect([...new Set(caused)]).to.have.members([...BPMN_ERRORS]);
  });
});
