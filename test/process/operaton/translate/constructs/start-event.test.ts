import { expect } from 'chai';
import { expectOne, refused, translated } from '../model.ts';

const expression = (name: string, body: string) =>
  `<bpmn:${name} xsi:type="bpmn:tFormalExpression">${body}</bpmn:${name}>`;

describe('Translation of a start event', () => {
  it('refuses a case that would begin without a number', async () => {
    const start = `<bpmn:startEvent id="start" name="Tiap pagi"><bpmn:timerEventDefinition id="t">${expression('timeCycle', 'R/P1D')}</bpmn:timerEventDefinition></bpmn:startEvent>`;
    expectOne(await refused({ start }), 'Tiap pagi (start)', 'nomor permohonan');
  });

  it('takes a timer that begins an event sub-process of a case', async () => {
    const elements = `<bpmn:subProcess id="tegur" triggeredByEvent="true"><bpmn:startEvent id="s" isInterrupting="false">
      <bpmn:timerEventDefinition id="t">${expression('timeDuration', 'P1D')}</bpmn:timerEventDefinition></bpmn:startEvent></bpmn:subProcess>`;
    const result = await translated({ elements });
    expect(result.element('tegur').get('triggeredByEvent')).to.equal(true);
    expect(result.element('s').get('isInterrupting')).to.equal(false);
  });
});
