import { BpmnModdle } from 'bpmn-moddle';
import zeebe from 'zeebe-bpmn-moddle/resources/zeebe.json' with { type: 'json' };
import { children, extension, isElement, text, type Element } from './moddle.ts';

/** What a person reads of an element, as the owner drew it. */
export interface ElementLabel {
  readonly name: string | null;
  /** Id of the form of a user task. */
  readonly form: string | null;
}

/** Labels of every element of a diagram in the Zeebe dialect, by element id. */
export async function labelsIn(diagram: string): Promise<ReadonlyMap<string, ElementLabel>> {
  const { rootElement } = await new BpmnModdle({ zeebe }).fromXML(diagram);
  const labels = new Map<string, ElementLabel>();
  const read = (container: Element): void => {
    for (const element of children(container, 'flowElements')) {
      labels.set(text(element, 'id') ?? '', {
        name: text(element, 'name') ?? null,
        form: text(extension(element, 'zeebe:FormDefinition'), 'formId') ?? null,
      });
      read(element);
    }
  };
  if (isElement(rootElement)) for (const process of children(rootElement, 'rootElements')) read(process);
  return labels;
}
