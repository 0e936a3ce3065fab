import { isElement, type Element } from '../../moddle.ts';

/** An element that is being translated: what moddle offers beyond reading. */
export interface XmlElement extends Element {
  set(name: string, value: unknown): void;
  $instanceOf?(type: string): boolean;
  readonly $parent?: unknown;
  readonly $attrs?: Readonly<Record<string, unknown>>;
  readonly $children?: readonly unknown[];
  readonly $descriptor?: {
    readonly isGeneric?: boolean;
    readonly properties?: readonly XmlProperty[];
  };
}
export interface XmlProperty {
  readonly name: string;
  readonly type: string;
  readonly isAttr?: boolean;
  readonly isReference?: boolean;
  readonly isMany?: boolean;
  readonly isVirtual?: boolean;
  readonly ns: { readonly prefix: string; readonly localName: string };
}

export function isXmlElement(value: unknown): value is XmlElement {
  return isElement(value) && 'set' in value;
}

/** Properties of the element that were set, with their values; defaults are not. */
export function ownProperties(element: XmlElement): { readonly property: XmlProperty; readonly value: unknown }[] {
  return (element.$descriptor?.properties ?? [])
    .filter(({ name }) => Object.hasOwn(element, name))
    .map((property) => ({ property, value: element.get(property.name) }));
}

/** The elements that stand within this one, in the order of their kinds. References are not followed. */
function contentOf(element: XmlElement): XmlElement[] {
  const values =
    element.$descriptor?.isGeneric === true
      ? (element.$children ?? [])
      : ownProperties(element)
          .filter(({ property }) => property.isReference !== true && property.isVirtual !== true)
          .flatMap(({ value }): unknown => value);
  return values.filter(isXmlElement);
}

/** The element and everything within it; `enter` false: what stands within is left out. */
export function* walk(element: XmlElement, enter: (element: XmlElement) => boolean): Generator<XmlElement> {
  yield element;
  if (enter(element)) for (const child of contentOf(element)) yield* walk(child, enter);
}

export function parentOf(element: XmlElement): XmlElement | undefined {
  return isXmlElement(element.$parent) ? element.$parent : undefined;
}
