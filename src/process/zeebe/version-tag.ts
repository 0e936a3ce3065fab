import { BpmnModdle } from 'bpmn-moddle';
import zeebe from 'zeebe-bpmn-moddle/resources/zeebe.json' with { type: 'json' };
import { child, children, isElement } from '../moddle.ts';

/** The diagram with the model's tag in its process: a new tag is a new version, whatever file was changed. */
export async function withVersionTag(diagram: string, versionTag: string): Promise<string> {
  const moddle = new BpmnModdle({ zeebe });
  const { rootElement } = await moddle.fromXML(diagram);
  if (!isElement(rootElement)) return diagram;
  for (const process of children(rootElement, 'rootElements').filter(({ $type }) => $type === 'bpmn:Process')) {
    const kept = children(child(process, 'extensionElements'), 'values').filter(
      ({ $type }) => $type !== 'zeebe:VersionTag',
    );
    const values = [...kept, moddle.create('zeebe:VersionTag', { value: versionTag })];
    Reflect.set(process, 'extensionElements', moddle.create('bpmn:ExtensionElements', { values }));
  }
  return (await moddle.toXML(rootElement, { format: true })).xml;
}
