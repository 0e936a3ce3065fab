/** The readers of XML come without types of their entry; this is what we use of them. */
declare module 'bpmn-moddle' {
  export class BpmnModdle {
    constructor(packages?: Readonly<Record<string, unknown>>);
    fromXML(
      xml: string,
    ): Promise<{ rootElement: unknown; warnings: readonly { message: string; element?: unknown }[] }>;
    toXML(element: unknown, options?: { readonly format?: boolean }): Promise<{ xml: string }>;
    create(type: string, properties?: Readonly<Record<string, unknown>>): unknown;
    createAny(name: string, namespace: string, properties?: Readonly<Record<string, unknown>>): unknown;
  }
}
declare module 'dmn-moddle' {
  export class DmnModdle {
    fromXML(
      xml: string,
    ): Promise<{ rootElement: unknown; warnings: readonly { message: string; element?: unknown }[] }>;
    toXML(element: unknown, options?: { readonly format?: boolean }): Promise<{ xml: string }>;
  }
}
declare module 'saxen' {
  export class Parser {
    on(
      name: 'openTag',
      listener: (
        name: string,
        attributes: () => Record<string, string>,
        decodeEntities: (value: string) => string,
        selfClosing: boolean,
        where: () => { readonly line: number; readonly column: number },
      ) => void,
    ): this;
    on(name: 'closeTag', listener: (name: string) => void): this;
    on(name: 'text', listener: (value: string, decodeEntities: (value: string) => string) => void): this;
    on(name: 'cdata', listener: (value: string) => void): this;
    on(name: 'error', listener: (error: Error) => void): this;
    parse(xml: string): void;
  }
}
