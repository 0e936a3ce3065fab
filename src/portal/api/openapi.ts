import { SCHEMAS } from './schemas.ts';
import { refusals } from './responses.ts';
import type { ApiRoute } from './route.ts';

/** The route that describes all the others and itself. `others` is the very list the router is made from. */
export function openApi(baseUrl: string, others: readonly ApiRoute[]): ApiRoute {
  const self: ApiRoute = {
    method: 'get',
    path: '/api/openapi.json',
    operation: {
      operationId: 'describeApi',
      summary: 'This description',
      responses: {
        200: { description: 'OpenAPI 3.1', content: { 'application/json': { schema: { type: 'object' } } } },
        ...refusals(),
      },
    },
    handlers: [(_request, response) => void response.set('Cache-Control', 'no-cache').json(document)],
  };
  const document = describe(baseUrl, [...others, self]);
  return self;
}

function describe(baseUrl: string, routes: readonly ApiRoute[]): Record<string, unknown> {
  const paths: Record<string, Record<string, unknown>> = {};
  for (const { method, path, operation } of routes) (paths[path] ??= {})[method] = operation;
  return {
    openapi: '3.1.0',
    info: {
      title: 'Penerbitan Kartu Keluarga, Disdukcapil Bantul',
      version: '1.0.0',
      description:
        'Apply for a family card, follow the application, fetch and check the signed card. Free of charge (UU 24/2013 art. 79A). Texts for people are Indonesian.',
      license: { name: 'MIT', identifier: 'MIT' },
    },
    servers: [{ url: baseUrl }],
    security: [],
    paths: { ...paths, '/healthz': { get: HEALTH } },
    components: { schemas: plain(SCHEMAS) },
  };
}

const healthAnswer = (description: string, status: string, engine: string) => ({
  description,
  content: {
    'application/json': {
      schema: {
        type: 'object',
        required: ['status', 'parts'],
        properties: {
          status: { type: 'string', enum: ['ok', 'attention', 'impaired'] },
          parts: { type: 'object', additionalProperties: { type: 'string' } },
        },
      },
      example: { status, parts: { database: 'ok', engine } },
    },
  },
});
const HEALTH = {
  operationId: 'health',
  summary: 'State of each part of the office',
  description:
    'One answer serves for 15 seconds. On its own machine the office tells what is wrong with a part; others read `terganggu`.',
  responses: {
    200: healthAnswer('Every part answers.', 'ok', 'ok'),
    503: healthAnswer('At least one part does not answer.', 'impaired', 'terganggu'),
  },
};

/**
 * TypeBox to plain JSON Schema 2020-12: a choice of constants reads better as enum, and our own `remedy` is an
 * extension.
 */
function plain(value: unknown): unknown {
  if (Array.isArray(value)) return value.map(plain);
  if (typeof value !== 'object' || value === null) return value;
  const entries = Object.entries(value).map(
    ([key, item]) =>
      [key === 'remedy' ? 'x-remedy' : key, key === 'properties' ? properties(item) : plain(item)] as const,
  );
  const { anyOf, ...rest } = tuple(Object.fromEntries(entries));
  if (anyOf === undefined) return rest;
  return Array.isArray(anyOf) && anyOf.every(isTextConstant)
    ? { ...rest, type: 'string', enum: anyOf.map((item) => item.const) }
    : { ...rest, anyOf };
}

/**
 * A list whose places have schemas of their own is written otherwise in 2020-12 than in the draft that TypeBox follows.
 */
function tuple(schema: Record<string, unknown>): Record<string, unknown> {
  const { items, additionalItems, ...rest } = schema;
  if (Array.isArray(items)) return { ...rest, prefixItems: items, items: additionalItems ?? false };
  return items === undefined ? rest : { ...rest, items };
}

/** Under `properties` the keys are field names, `remedy` among them. */
function properties(value: unknown): unknown {
  return Object.fromEntries(Object.entries(value ?? {}).map(([name, schema]) => [name, plain(schema)]));
}

function isTextConstant(value: unknown): value is { const: string } {
  return typeof value === 'object' && value !== null && 'const' in value && typeof value.const === 'string';
}
