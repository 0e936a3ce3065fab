/** A query of the Tasklist or Cockpit has some four levels. */
const DEEPEST = 20;

/**
 * Whether a query asks the engine to evaluate an expression. Operaton forbids that, but for the queries inside
 * `orQueries`: what an officer writes there would run as code, with every service and the database of the engine. The
 * filters of the office keep their expressions in the engine, and no page of the web apps sends one.
 */
export function holdsExpression(query: unknown, depth = 0): boolean {
  if (typeof query !== 'object' || query === null) return false;
  return (
    depth > DEEPEST ||
    Object.entries(query).some(([name, part]) => /expression/i.test(name) || holdsExpression(part, depth + 1))
  );
}

/**
 * The same of an address. The engine reads the value of `orQueries` as JSON there too, which no page of the web apps
 * uses.
 */
export function addressHoldsExpression(address: string): boolean {
  const query = /\?(.*)/s.exec(address)?.[1] ?? '';
  return [...new URLSearchParams(query).keys()].some((name) => /expression|^orQueries$/i.test(name));
}
