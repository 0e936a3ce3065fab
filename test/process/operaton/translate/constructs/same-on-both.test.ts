import { expect } from 'chai';
import { task, translated } from '../model.ts';

describe('Translation of events and gateways that are the same on both engines', () => {
  for (const content of ['terminateEventDefinition', 'linkEventDefinition', 'escalationEventDefinition'])
    it(`keeps a ${content}`, async () => {
      const kind = content.startsWith('terminate') ? 'endEvent' : 'intermediateThrowEvent';
      const { xml } = await translated({
        elements: `<bpmn:${kind} id="lain"><bpmn:${content} id="d" /></bpmn:${kind}>`,
      });
      expect(xml).to.contain(`<bpmn:${content} id="d" />`);
    });

  for (const kind of [
    'eventBasedGateway',
    'parallelGateway',
    'inclusiveGateway',
    'exclusiveGateway',
    'manualTask',
    'task',
  ])
    it(`keeps a ${kind}`, async () => {
      expect((await translated({ elements: task(kind) })).element().$type.toLowerCase()).to.equal(
        `bpmn:${kind.toLowerCase()}`,
      );
    });
});
