import { expect } from 'chai';
import { flowsTaken } from '../../src/process/flows-taken.ts';
import type { Activity } from '../../src/process/process.ts';

const DIAGRAM = `<definitions xmlns="http://www.omg.org/spec/BPMN/20100524/MODEL" id="d" targetNamespace="t"><process id="p">
  <startEvent id="start"/><exclusiveGateway id="merge"/><userTask id="work"/><exclusiveGateway id="good"/><endEvent id="end"/>
  <sequenceFlow id="start-merge" sourceRef="start" targetRef="merge"/>
  <sequenceFlow id="merge-work" sourceRef="merge" targetRef="work"/>
  <sequenceFlow id="work-good" sourceRef="work" targetRef="good"/>
  <sequenceFlow id="good-end" sourceRef="good" targetRef="end"/>
  <sequenceFlow id="good-merge" sourceRef="good" targetRef="merge"/>
</process></definitions>`;

function activity(elementId: string, from: number, to: number | null): Activity {
  const at = (second: number) => new Date(Date.UTC(2026, 10, 26, 8, 0, second));
  return {
    elementId,
    name: null,
    type: 'gateway',
    who: null,
    startedAt: at(from),
    endedAt: to === null ? null : at(to),
    canceled: false,
    form: null,
  };
}

describe('The flows that a case went along', () => {
  const straight = [activity('start', 0, 0), activity('merge', 0, 0), activity('work', 0, 5), activity('good', 5, 5)];

  it('are those between the elements it passed, and no other', async () => {
    expect(await flowsTaken(DIAGRAM, [...straight, activity('end', 5, 5)])).to.deep.equal([
      'start-merge',
      'merge-work',
      'work-good',
      'good-end',
    ]);
  });

  it('end at the element where the case stands', async () => {
    expect(
      await flowsTaken(DIAGRAM, [activity('start', 0, 0), activity('merge', 0, 0), activity('work', 0, null)]),
    ).to.deep.equal(['start-merge', 'merge-work']);
  });

  it('hold the way back when an element is entered again from another side', async () => {
    const again = [...straight, activity('merge', 6, 6), activity('work', 6, null)];
    expect(await flowsTaken(DIAGRAM, again))
      .to.include('good-merge')
      .and.not.include('good-end');
  });

  it('leave an interrupted activity by its boundary event, also when both ended in the same millisecond', async () => {
    const diagram = DIAGRAM.replace(
      '</process>',
      `<serviceTask id="send"/><boundaryEvent id="refused" attachedToRef="send"/><exclusiveGateway id="after"/>
       <sequenceFlow id="send-after" sourceRef="send" targetRef="after"/>
       <sequenceFlow id="refused-after" sourceRef="refused" targetRef="after"/></process>`,
    );
    const passed = [activity('send', 0, 5), activity('refused', 5, 5), activity('after', 5, 5)];
    expect(await flowsTaken(diagram, passed)).to.deep.equal(['refused-after']);
    expect(await flowsTaken(diagram, [activity('send', 0, 5), activity('after', 5, 5)])).to.deep.equal(['send-after']);
  });
});
