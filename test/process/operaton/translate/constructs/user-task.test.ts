import { expect } from 'chai';
import { extensions } from '../../../../../src/process/moddle.ts';
import { HUMAN, LISTENERS, expectOne, refused, task, translated } from '../model.ts';

describe('Translation of a user task', () => {
  it('leaves nothing of its listeners: the host judges every completion', async () => {
    const element = (await translated({ elements: task('userTask', HUMAN) })).element();
    expect(extensions(element)).to.deep.equal([]);
    expect(element.get('camunda:candidateGroups')).to.equal('kasi');
  });

  it('refuses one whose completion nobody would judge, and names the listener that is missing', async () => {
    const without = HUMAN.replace(/<zeebe:taskListener eventType="completing"[^>]*>/, '');
    expectOne(await refused({ elements: task('userTask', without) }), 'Langkah (it)', 'completing: judge-decision.');
  });

  it('refuses one without any listener, in one sentence', async () => {
    const findings = await refused({ elements: task('userTask', HUMAN.replace(LISTENERS, '')) });
    expectOne(
      findings,
      'Langkah (it)',
      'creating: work-list; assigning: work-list; completing: judge-decision; canceling',
    );
  });

  it('refuses a listener that only Zeebe would call', async () => {
    const more = HUMAN.replace(
      '</zeebe:taskListeners>',
      '<zeebe:taskListener eventType="updating" type="sms" /></zeebe:taskListeners>',
    );
    expectOne(await refused({ elements: task('userTask', more) }), 'Langkah (it)', 'updating: sms');
  });

  it('refuses the completion to be judged by another job', async () => {
    const other = HUMAN.replace('judge-decision', 'say-yes');
    const sentences = (await refused({ elements: task('userTask', other) })).map(({ sentence }) => sentence);
    expect(sentences).to.have.length(2);
    expect(sentences.join(' ')).to.contain('completing: judge-decision').and.contain('completing: say-yes');
  });

  it("refuses the older kind, a worker's job", async () => {
    const older = HUMAN.replace('<zeebe:userTask />', '');
    expectOne(await refused({ elements: task('userTask', older) }), 'Langkah (it)', '"Camunda user task"');
  });
});
