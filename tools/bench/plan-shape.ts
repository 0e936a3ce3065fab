/** A node of `explain (format json)`. */
interface PlanNode {
  readonly 'Node Type': string;
  readonly 'Relation Name'?: string;
  readonly 'Index Name'?: string;
  readonly Plans?: readonly PlanNode[];
}

/** Tables that grow with the cases; a sequential scan of `people`, which are a dozen rows, is right. */
const GROWING = ['cases', 'case_index', 'work_list', 'decisions', 'journal', 'drafts', 'papers'];

export interface PlanShape {
  /** The reads of a plan, as "index work_list_open" or "seq work_list". */
  readonly reads: readonly string[];
  /** Growing tables that are read through. */
  readonly sequential: readonly string[];
}

/** How a statement reaches its rows, by the answer of `explain (format json)`. */
export function planShape(explained: unknown): PlanShape {
  const [{ Plan }] = explained as [{ Plan: PlanNode }];
  const nodes = [...below(Plan)];
  const reads = nodes.flatMap((node) => {
    const index = node['Index Name'];
    if (index !== undefined) return [`index ${index}`];
    return node['Node Type'].endsWith('Seq Scan') ? [`seq ${node['Relation Name'] ?? '?'}`] : [];
  });
  return {
    reads: [...new Set(reads)].sort(),
    sequential: GROWING.filter((table) => reads.includes(`seq ${table}`)),
  };
}

function* below(node: PlanNode): Generator<PlanNode> {
  yield node;
  for (const child of node.Plans ?? []) yield* below(child);
}
