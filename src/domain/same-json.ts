/**
 * Whether two values say the same as JSON: their keys in any order, since jsonb keeps none, and an undefined one as if
 * it were absent. The order of a list counts.
 */
export function isSameJson(one: unknown, other: unknown): boolean {
  return inOrder(one) === inOrder(other);
}

const inOrder = (value: unknown): string | undefined =>
  JSON.stringify(value, (_key, part: unknown) =>
    typeof part === 'object' && part !== null && !Array.isArray(part)
      ? Object.fromEntries(Object.entries(part).sort(([a], [b]) => (a < b ? -1 : 1)))
      : part,
  );
