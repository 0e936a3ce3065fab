import { segment, type OperatonRest } from './rest.ts';
import { checkDecisionResult } from './shapes.ts';
import { fromTyped, toTypedAll } from './values.ts';

/**
 * Evaluates the deployed table itself. A decision of one value answers that value, one of several a context; no hit is
 * null.
 */
export async function evaluateDecision(
  rest: OperatonRest,
  decisionId: string,
  input: Readonly<Record<string, unknown>>,
): Promise<unknown> {
  const rows = checkDecisionResult(
    await rest.post(`decision-definition/key/${segment(decisionId)}/evaluate`, { variables: toTypedAll(input) }),
  );
  const [row, second] = rows;
  if (second !== undefined) throw new Error(`decision ${decisionId} has more than one result`);
  if (row === undefined) return null;
  const values = Object.entries(row).map(([name, value]) => [name, fromTyped(value)] as const);
  return values.length === 1 ? values[0]?.[1] : Object.fromEntries(values);
}
