import { Type, type Static, type TSchema } from '@sinclair/typebox';
import { parseWithKeys } from './rest.ts';
import { checker } from './schema.ts';

const LIMIT_MS = 10_000;

/** OpenSearch or Elasticsearch of the engine: its exported records, and what Tasklist has made of them. */
export interface SearchIndex {
  /** The answer's text, so that the caller can read long keys as they are. Throws an Error that names no address. */
  ask(path: string, body: string): Promise<string>;
}

/** User and password may stand in the address, as Camunda's exporters take them. */
export function createSearchIndex(url: string): SearchIndex {
  const { origin, pathname, username, password } = new URL(url);
  const base = `${origin}${pathname.replace(/\/$/, '')}`;
  const headers = {
    'content-type': 'application/json',
    ...(username === ''
      ? {}
      : { authorization: `Basic ${btoa(`${decodeURIComponent(username)}:${decodeURIComponent(password)}`)}` }),
  };
  return {
    async ask(path, body) {
      const answer = await fetch(`${base}/${path}`, {
        method: 'POST',
        headers,
        body,
        signal: AbortSignal.timeout(LIMIT_MS),
      });
      if (!answer.ok) throw new Error(`the engine's search index answered with ${answer.status}`);
      return answer.text();
    },
  };
}

/** Finds documents of this shape, in the order asked for, long keys as text; none while there is no such index. Throws SchemaError, begun with `what`, where they have another. */
export function finder<T extends TSchema>(
  document: T,
  what: string,
): (index: SearchIndex, indices: string, body: string) => Promise<Static<T>[]> {
  const checkFound = checker(
    Type.Object({ hits: Type.Object({ hits: Type.Array(Type.Object({ _source: Type.Unknown() })) }) }),
    what,
  );
  const checkDocument = checker(document, what);
  return async (index, indices, body) => {
    const { hits } = checkFound(
      parseWithKeys(await index.ask(`${indices}/_search?ignore_unavailable=true`, body)),
    ).hits;
    return hits.map(({ _source }) => checkDocument(_source));
  };
}
