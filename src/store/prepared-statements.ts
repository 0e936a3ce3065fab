import pg from 'pg';

/** Statements of one process; each costs a few kB in every connection. */
const MOST = 400;
const driver = pg.Client.prototype as { query: (this: pg.Client, ...given: unknown[]) => unknown };
const names = new Map<string, string>();

/**
 * Lets PostgreSQL parse and plan each statement once per connection: a case asks some hundred times, nearly always the
 * same. Statements beyond the first 400 are sent as they are, so that lists of many lengths do not pile up there.
 */
export function prepareStatements(connection: pg.Client): void {
  Object.assign(connection, {
    query: (first: unknown, ...more: unknown[]) =>
      driver.query.call(connection, isParametrised(first) ? named(first) : first, ...more),
  });
}

function named(config: pg.QueryConfig): pg.QueryConfig {
  const known = names.get(config.text);
  if (known !== undefined) return { ...config, name: known };
  if (names.size >= MOST) return config;
  const name = `kk_${names.size + 1}`;
  names.set(config.text, name);
  return { ...config, name };
}

/** A statement without values is a BEGIN or a SET, or one of a command; the driver's own query objects stay as they are. */
function isParametrised(first: unknown): first is pg.QueryConfig {
  return (
    typeof first === 'object' &&
    first !== null &&
    !('submit' in first) &&
    'values' in first &&
    Array.isArray(first.values) &&
    first.values.length > 0
  );
}
