/** What we use of bpmnlint; its own types need the types of every reader of XML. */
declare module 'bpmnlint' {
  export interface LintReport {
    readonly id?: string;
    readonly message: string;
    readonly category: 'error' | 'warn' | 'info' | 'rule-error';
  }
  export class Linter {
    constructor(options: { readonly config: unknown; readonly resolver: unknown });
    lint(rootElement: unknown): Promise<Readonly<Record<string, readonly LintReport[]>>>;
  }
}
declare module 'bpmnlint/lib/resolver/node-resolver.js' {
  export default class NodeResolver {}
}
