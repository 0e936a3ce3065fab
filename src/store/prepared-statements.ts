import pg from 'pg';

/** Statements of one pool; each costs a few kB in every connection. */
const MOST = 400;
const driver = pg.Client.prototype as { query: (this: pg.Client, ...given: unknown[]) => unknown };

/**
 * For the connections of one pool: lets PostgreSQL parse and plan each statement once per connection, as a case asks some
 * hundred times, nearly always the same. Statements beyond the first 400 are sent as they are, so that lists of many
 * lengths do not pile up there.
 */
export function preparedStatements(): (connection: pg.Client) => void {
  const names = new Map<string, string>();
  const named = (config: pg.QueryConfig): pg.QueryConfig => {
    const known = names.get(config.text);
    if (known !== undefined) return { ...config, name: known };
    if (names.size >= MOST) return config;
    const name = `kk_${names.size + 1}`;
    names.set(config.text, name);
    return { ...config, name };
  };
  return (connection) =>
    void Object.assign(connection, {
      query: (first: unknown, ...more: unknown[]) =>
        driver.query.call(connection, isParametrised(first) ? named(first) : first, ...more),
    });
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
