import { expect } from 'chai';
import { JOB, expectOne, refused, task, translated } from '../model.ts';

describe('Translation of compensation', () => {
  const throwing = (attributes = '') => ({
    elements: `<bpmn:intermediateThrowEvent id="it" name="Batalkan"><bpmn:compensateEventDefinition id="c" ${attributes} /></bpmn:intermediateThrowEvent>`,
  });

  it('keeps the throwing event, the boundary and its handler', async () => {
    const elements = `${throwing().elements}${task('serviceTask', JOB).replace('"it"', '"entri"')}
      <bpmn:boundaryEvent id="undo" attachedToRef="entri"><bpmn:compensateEventDefinition id="u" /></bpmn:boundaryEvent>
      ${task('serviceTask', JOB, 'isForCompensation="true"').replace('"it"', '"batal"')}
      <bpmn:association id="a" associationDirection="One" sourceRef="undo" targetRef="batal" />`;
    const result = await translated({ elements });
    expect(result.element('batal').get('isForCompensation')).to.equal(true);
    expect(result.xml).to.contain('sourceRef="undo" targetRef="batal"');
  });

  it('refuses one that is not waited for', async () =>
    expectOne(await refused(throwing('waitForCompletion="false"')), 'Batalkan (it)', 'ditunggu'));

  it('refuses one of a single step', async () =>
    expectOne(await refused(throwing('activityRef="it"')), 'Batalkan (it)', 'satu langkah'));
});
