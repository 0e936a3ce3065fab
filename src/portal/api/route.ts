import type { RequestHandler } from 'express';

/** An operation object of OpenAPI 3.1, written beside the handlers that keep it. */
export type Operation = Readonly<Record<string, unknown>> & { readonly operationId: string; readonly summary: string };

/**
 * One route of the API: the router and `/api/openapi.json` are both made from this, so neither can say what the other
 * does not.
 */
export interface ApiRoute {
  readonly method: 'get' | 'post';
  /** In OpenAPI's writing: '/api/applications/{number}'. */
  readonly path: string;
  readonly operation: Operation;
  readonly handlers: readonly RequestHandler[];
}

/** '/api/applications/{number}' in Express's writing. */
export function expressPath(path: string): string {
  return path.replace(/\{(\w+)\}/g, ':$1');
}
