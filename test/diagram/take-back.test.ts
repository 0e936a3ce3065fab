import { expect } from 'chai';
import { DIRECTLY_AFTER, variablesBefore } from '../../src/domain/take-back.ts';
import { USER_TASKS } from '../../src/domain/user-tasks.ts';
import type { Diagram } from '../../src/process/model/read-diagram.ts';
import { theDiagram } from './the-model.ts';

/** User tasks behind this element, with nothing but exclusive gateways between. */
function reachedByGateways(diagram: Diagram, id: string, seen: readonly string[] = []): string[] {
  return diagram.flowsFrom(id).flatMap(({ to }) => {
    const node = diagram.find(to);
    if (node === undefined || seen.includes(to)) return [];
    if (node.kind === 'userTask') return [to];
    return node.kind === 'exclusiveGateway' ? reachedByGateways(diagram, to, [...seen, to]) : [];
  });
}

describe('Decisions that can be taken back, by the diagram', () => {
  it('are those behind which the next user task lies with no job, message, signature or cancellation between', async () => {
    const diagram = await theDiagram();
    const drawn = USER_TASKS.flatMap((task) => {
      const next = reachedByGateways(diagram, task).toSorted();
      return next.length === 0 ? [] : [[task, next] as const];
    });
    const told = Object.entries(DIRECTLY_AFTER).map(([task, next]) => [task, [...next].toSorted()] as const);
    expect(Object.fromEntries(told)).to.deep.equal(Object.fromEntries(drawn));
  });

  it('leave no variable as the decision set it, but the hash of the draft, which was there before', async () => {
    const diagram = await theDiagram();
    for (const task of Object.keys(DIRECTLY_AFTER)) {
      const set = diagram.find(task)?.outputs.map(({ target }) => target) ?? [];
      expect(set, task).to.not.be.empty;
      // An answer carries what its task hands out, but for constants of the mapping itself.
      const answer = Object.fromEntries(set.filter((name) => name !== 'returnReason').map((name) => [name, 'decided']));
      const restored = variablesBefore(
        { answer, caseBefore: { state: 'examination', entryOfficer: 'sri.wahyuni', missingDocuments: [] } },
        [],
        '',
      );
      for (const name of set.filter((one) => one !== 'draftSha256'))
        expect(restored, `${task} ${name}`).to.have.property(name).that.is.not.equal('decided');
      expect(restored).to.not.have.property('draftSha256');
    }
  });
});
