import { expect } from 'chai';
import { child, children, text } from '../../../../../src/process/moddle.ts';
import { expectOne, refused, translated } from '../model.ts';

const expression = (name: string, body: string) =>
  `<bpmn:${name} xsi:type="bpmn:tFormalExpression">${body}</bpmn:${name}>`;

describe('Translation of a timer', () => {
  const timer = (content: string) => ({
    elements: `<bpmn:intermediateCatchEvent id="it" name="Tenggat"><bpmn:timerEventDefinition id="t">${content}</bpmn:timerEventDefinition></bpmn:intermediateCatchEvent>`,
  });
  const bodyOf = async (kind: string, body: string) => {
    const event = (await translated(timer(expression(kind, body)))).element();
    return text(child(children(event, 'eventDefinitions')[0], kind), 'body');
  };

  for (const [kind, body] of [
    ['timeDuration', 'PT1M'],
    ['timeDuration', 'P1Y2M3DT4H5M6S'],
    ['timeDate', '2027-01-31T15:00:00+07:00'],
    ['timeDate', '2027-01-31T08:00:00Z'],
    ['timeCycle', 'R3/PT10M'],
    ['timeCycle', 'R/P1D'],
  ] as const)
    it(`keeps ${kind} ${body}`, async () => expect(await bodyOf(kind, body)).to.equal(body));

  it('stays FEEL where it is FEEL', async () => {
    expect(await bodyOf('timeDuration', '=if reminders &lt; 2 then duration("P7D") else duration("P16D")')).to.equal(
      `\${feel.eval(execution, 'if reminders < 2 then duration("P7D") else duration("P16D")')}`,
    );
  });

  for (const [kind, body] of [
    ['timeDuration', '5 menit'],
    ['timeDuration', 'P'],
    ['timeDuration', 'PT'],
    ['timeDuration', 'P1W'],
    ['timeDate', '2027-01-31'],
    ['timeDate', '2027-01-31T15:00:00'],
    ['timeCycle', '0 0 9 * * MON'],
    ['timeCycle', 'R3'],
  ] as const)
    it(`refuses ${kind} "${body}", which only one engine reads or none`, async () =>
      expectOne(await refused(timer(expression(kind, body))), 'Tenggat (it)', `"${body}" tidak dapat dibaca`));

  it("refuses Zeebe's own function of FEEL", async () => {
    expectOne(await refused(timer(expression('timeCycle', '=cycle(3, duration("PT1H"))'))), 'Tenggat (it)', '"cycle"');
  });

  it('refuses a timer without a time', async () => expectOne(await refused(timer('')), 'Tenggat (it)', 'batas waktu'));
});
