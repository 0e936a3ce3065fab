/** Indexes of Tasklist 8.6 that hold when a task began and ended. */
const INDEXES = 'tasklist-list-view-*,tasklist-task-8*';

interface DateField {
  readonly type: 'date';
  readonly format?: string;
  readonly ignore_malformed?: boolean;
}

/**
 * Tasklist 8.6.0 writes a moment that falls on a full second without milliseconds ("2026-11-22T15:46:51Z"), which its own index (format
 * `date_time`) refuses; its importer then stumbles over the refusal and repeats the same batch for ever, so that no task of the office
 * is seen any more. One task in a thousand begins on a full second. Here the index learns to leave such a date unindexed; the document is kept.
 */
export async function tolerateFullSeconds(opensearchUrl: string): Promise<void> {
  const mappings: unknown = await call(opensearchUrl, `${INDEXES}/_mapping`, 'GET');
  for (const [index, mapping] of entries(mappings)) {
    const dates = entries(field(field(mapping, 'mappings'), 'properties')).filter(
      (entry): entry is [string, DateField] => isDate(entry[1]) && entry[1].ignore_malformed !== true,
    );
    if (dates.length === 0) continue;
    await call(opensearchUrl, `${index}/_mapping`, 'PUT', {
      properties: Object.fromEntries(dates.map(([name, date]) => [name, { ...date, ignore_malformed: true }])),
    });
  }
}

async function call(opensearchUrl: string, path: string, method: string, body?: object): Promise<unknown> {
  const answer = await fetch(`${opensearchUrl}/${path}`, {
    method,
    signal: AbortSignal.timeout(30_000),
    ...(body === undefined ? {} : { headers: { 'content-type': 'application/json' }, body: JSON.stringify(body) }),
  });
  if (!answer.ok)
    throw new Error(`OpenSearch answers ${answer.status} to ${method} of the mapping of Tasklist's tasks`);
  return answer.json();
}

function entries(value: unknown): [string, unknown][] {
  return typeof value === 'object' && value !== null ? Object.entries(value) : [];
}

function field(value: unknown, name: string): unknown {
  return entries(value).find(([key]) => key === name)?.[1];
}

function isDate(value: unknown): value is DateField {
  return field(value, 'type') === 'date';
}
