import { expect } from 'chai';
import { child, text } from '../../../../../src/process/moddle.ts';
import { expectOne, refused, translated } from '../model.ts';

const expression = (name: string, body: string) =>
  `<bpmn:${name} xsi:type="bpmn:tFormalExpression">${body}</bpmn:${name}>`;

describe('Translation of a condition', () => {
  const branch = (body: string, name = ' name="tidak"') => ({
    elements: `<bpmn:exclusiveGateway id="it" name="Lengkap?" default="to-end" /><bpmn:endEvent id="lain" name="Lain" />
      <bpmn:sequenceFlow id="alur"${name} sourceRef="it" targetRef="lain">${expression('conditionExpression', body)}</bpmn:sequenceFlow>`,
  });

  it('stays FEEL that must be true or false', async () => {
    const flow = (await translated(branch('=examination = "complete"'))).element('alur');
    expect(text(child(flow, 'conditionExpression'), 'body')).to.equal(
      `\${feel.test(execution, 'examination = "complete"')}`,
    );
  });

  for (const [what, body] of [
    ['a text that is no expression', 'benar'],
    ['an expression of the engine itself', '${feel.test(execution, "true")}'],
    ['an expression that cannot be read', '=a ='],
    ['two words where a sign was forgotten', '=examination complete'],
  ] as const)
    it(`refuses ${what}`, async () => {
      for (const { element } of await refused(branch(body))) expect(element).to.equal('tidak (alur)');
    });

  it('names a flow without a name by its ends', async () => {
    expectOne(await refused(branch('=a =', '')), 'alur dari "Lengkap?" ke "Lain" (alur)', '"Condition expression"');
  });

  it('refuses another language', async () => {
    const script = branch('=a').elements.replace('tFormalExpression"', 'tFormalExpression" language="groovy"');
    expectOne(await refused({ elements: script }), 'tidak (alur)', 'bahasa lain');
  });
});
