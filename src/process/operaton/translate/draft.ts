import type { BpmnModdle } from 'bpmn-moddle';
import type { XmlElement } from './xml-element.ts';

/** Namespace of the engine's own extensions. */
export const CAMUNDA = 'http://camunda.org/schema/1.0/bpmn';

interface Parameter {
  readonly name: string;
  readonly value: string;
}

/**
 * What takes the place of an element's Zeebe extensions. Each construct adds its part; `write` puts it into the
 * element.
 */
export class Draft {
  /** Extension properties, by name. */
  readonly properties = new Map<string, string>();
  /** Variables of the element itself, made when it begins. */
  readonly inputs: Parameter[] = [];
  /** Variables of the case, made when it ends. */
  readonly outputs: Parameter[] = [];
  /** Expressions that run when the element ends. */
  readonly atEnd: string[] = [];

  write(element: XmlElement, moddle: BpmnModdle): void {
    const make = (name: string, attributes: Readonly<Record<string, unknown>>) =>
      moddle.createAny(`camunda:${name}`, CAMUNDA, attributes);
    const parameters = (name: string, list: readonly Parameter[]) =>
      list.map(({ name: target, value }) => make(name, { name: target, $body: value }));

    const values: unknown[] = [];
    if (this.properties.size > 0)
      values.push(
        make('properties', {
          $children: [...this.properties].map(([name, value]) => make('property', { name, value })),
        }),
      );
    if (this.inputs.length + this.outputs.length > 0)
      values.push(
        make('inputOutput', {
          $children: [...parameters('inputParameter', this.inputs), ...parameters('outputParameter', this.outputs)],
        }),
      );
    for (const expression of this.atEnd) values.push(make('executionListener', { event: 'end', expression }));
    element.set(
      'extensionElements',
      values.length === 0 ? undefined : moddle.create('bpmn:ExtensionElements', { values }),
    );
  }
}
