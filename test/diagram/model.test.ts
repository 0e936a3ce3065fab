import { expect } from 'chai';
import { checkModel } from '../../src/office/model-check/check-model.ts';
import { answersTo } from '../../src/office/model-check/walk/answers.ts';
import { translateModel } from '../../src/process/operaton/translate/translate.ts';
import { HUMAN_TASKS } from '../../src/domain/process.ts';
import { HUMAN_STEPS } from '../../src/domain/sop.ts';
import { stepOfTask, USER_TASKS } from '../../src/domain/user-tasks.ts';
import { lintDiagram } from '../../tools/check-diagram/lint-diagram.ts';
import { theDiagram, theModel } from './the-model.ts';

describe('Diagram, tables and forms of the office', () => {
  it('keep what SOP, law and the programs expect of them', async () => {
    expect(await checkModel(await theModel())).to.deep.equal([]);
  });

  it('pass the rules of bpmnlint for Camunda 8.8', async () => {
    const { resources } = await theModel();
    for (const { name, content } of resources.filter((file) => file.name.endsWith('.bpmn')))
      expect(await lintDiagram(name, content), name).to.deep.equal([]);
  });

  it('can be translated for the embedded engine', async () => {
    expect((await translateModel(await theModel())).processId).to.equal('penerbitan-kk');
  });

  it('ask each human step of the SOP in the task that the office looks for', async () => {
    const diagram = await theDiagram();
    for (const step of HUMAN_STEPS) expect(stepOfTask(HUMAN_TASKS[step]), HUMAN_TASKS[step]).to.equal(step);
    expect(diagram.of('userTask').map(({ id }) => id)).to.have.members([...USER_TASKS]);
  });

  it('are walked with every answer that decides the way', () => {
    const values = USER_TASKS.flatMap((task) =>
      answersTo(task).flatMap(
        ({ variables: { examination, entryCheck, printRequest, verification, signing, signedCard, handOver } }) =>
          [examination, entryCheck, printRequest, verification, signing, signedCard, handOver].filter(
            (value) => value !== undefined,
          ),
      ),
    );
    expect(values).to.have.members([
      'complete',
      'incomplete',
      'refused',
      'seen',
      'differs',
      'requested',
      'withheld',
      'accepted',
      'returned',
      'valid',
      'invalid',
      'approved',
      'rejected',
      'handed-over',
      'resend',
    ]);
  });
});
