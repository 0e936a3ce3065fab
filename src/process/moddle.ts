/**
 * An element of BPMN or DMN as moddle reads it: a type and properties that may be anything, so each is asked for by its
 * kind.
 */
export interface Element {
  readonly $type: string;
  get(name: string): unknown;
}

export function isElement(value: unknown): value is Element {
  return typeof value === 'object' && value !== null && '$type' in value && 'get' in value;
}

export function text(element: Element | undefined, name: string): string | undefined {
  const value = element?.get(name);
  return typeof value === 'string' ? value : undefined;
}

/** The text, or an error that names what lacks it. */
export function needed(element: Element, name: string): string {
  const value = text(element, name);
  if (value === undefined) throw new Error(`${element.$type} ${text(element, 'id') ?? ''} has no ${name}`);
  return value;
}

export function child(element: Element | undefined, name: string): Element | undefined {
  const value = element?.get(name);
  return isElement(value) ? value : undefined;
}

export function children(element: Element | undefined, name: string): Element[] {
  const value = element?.get(name);
  return Array.isArray(value) ? value.filter(isElement) : [];
}

export function extensions(element: Element): Element[] {
  return children(child(element, 'extensionElements'), 'values');
}

/** The extension element of this type, `zeebe:TaskDefinition`. */
export function extension(element: Element, type: string): Element | undefined {
  return extensions(element).find(({ $type }) => $type.toLowerCase() === type.toLowerCase());
}
