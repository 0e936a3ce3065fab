/** A request for the web apps, as far as it decides what becomes of it. */
export interface AskedFor {
  readonly method: string;
  /** Below `/operaton/`, without the query. */
  readonly path: string;
}

/** Who asks: somebody who works in a lane finds the Tasklist, the admin Cockpit. */
export interface Asker {
  readonly worksInLane: boolean;
  readonly isAdmin: boolean;
}

/**
 * `pass`: on to the engine. `decide`, `claim`, `release`, `assign`: the use case of the office does it in the engine's
 * place. `log-out`: our log-out. `refuse`: 403.
 */
export type Treatment =
  | { readonly kind: 'pass' | 'refuse' | 'log-out' }
  | { readonly kind: 'decide' | 'claim' | 'release' | 'assign'; readonly task: string };

const READING = ['GET', 'HEAD', 'OPTIONS'];
const ENGINE = 'api/engine/engine/default/';
const TASK = `${ENGINE}task/([\\w-]{1,64})/`;

/** Files that both apps load, who is logged in, and the names of the engines. */
const SHARED = /^(?:lib|assets)\/|^favicon\.ico$|^api\/admin\/auth\/user\/default$|^api\/engine\/engine\/$/;
const LOG_OUT = /^api\/admin\/auth\/user\/default\/logout$/;

/** What the Tasklist itself is made of, and what it reads of the engine for its lists, tasks and forms. */
const TASKLIST = /^(?:app|api)\/tasklist(?:\/|$)/;
const LANE_READS = below(
  'filter(?:/.*)?|task(?:/.*)?|process-definition/[^/]+(?:/xml)?|user/[^/]+/profile|history/user-operation(?:/count)?',
);
/** Lists that the Tasklist asks for by POST, because their conditions are long. */
const LANE_QUERIES = below('filter/[^/]+/(?:list|count|singleResult)|task(?:/count)?');

/** What the admin reads, and the one thing they may do there: let a failed job run again. */
const COCKPIT = /^(?:app|api)\/cockpit(?:\/|$)/;
const COCKPIT_QUERIES =
  /^api\/cockpit\/plugin\/base\/default\/(?:process-instance|process-definition|incident)(?:\/.*)?$/;
const ADMIN_QUERIES = below(
  '(?:history/)?(?:process-instance|process-definition|task|variable-instance|activity-instance|incident|decision-instance' +
    '|batch|external-task-log|job-log|user-operation|execution|job|external-task|decision-definition' +
    '|decision-requirements-definition|deployment)(?:/count)?',
);
const JOB_RETRIES = below('job/[^/]+/retries');

/** What a person does with a task in the Tasklist, and the use case that does it. */
const ACTS = [
  { path: new RegExp(`^${TASK}(?:complete|submit-form)$`), kind: 'decide' },
  { path: new RegExp(`^${TASK}claim$`), kind: 'claim' },
  { path: new RegExp(`^${TASK}unclaim$`), kind: 'release' },
  { path: new RegExp(`^${TASK}assignee$`), kind: 'assign' },
] as const;

/**
 * What becomes of a request. What is not named here is refused: the web apps of the engine can do far more than an
 * office may.
 */
export function treatmentOf({ method, path }: AskedFor, { worksInLane, isAdmin }: Asker): Treatment {
  const reads = READING.includes(method);
  const posts = method === 'POST';
  if (posts && LOG_OUT.test(path)) return { kind: 'log-out' };
  // Whoever it is: the use case judges, journals and says why not.
  const act = posts ? ACTS.find((one) => one.path.test(path)) : undefined;
  if (act !== undefined) return { kind: act.kind, task: act.path.exec(path)![1]! };
  if (reads && SHARED.test(path) && (worksInLane || isAdmin)) return PASS;
  if (worksInLane) {
    if (reads && (TASKLIST.test(path) || LANE_READS.test(path))) return PASS;
    if (posts && LANE_QUERIES.test(path)) return PASS;
  }
  if (isAdmin) {
    if (reads && (COCKPIT.test(path) || path.startsWith(ENGINE))) return PASS;
    if (posts && (ADMIN_QUERIES.test(path) || COCKPIT_QUERIES.test(path))) return PASS;
    if (method === 'PUT' && JOB_RETRIES.test(path)) return PASS;
  }
  return { kind: 'refuse' };
}

const PASS: Treatment = { kind: 'pass' };

function below(resources: string): RegExp {
  return new RegExp(`^${ENGINE}(?:${resources})$`);
}

/** One spelling of a path only: what is judged here must be what the engine reads. */
const PLAIN = /^(?:\/[A-Za-z0-9._:~@$!*',=+-]*)+$/;
export function isPlainPath(path: string): boolean {
  return PLAIN.test(path) && !/\/\/|\/\.{1,2}(?:\/|$)/.test(path);
}

/** The attempt in the journal's words: "POST task/-/delegate". Ids and whatever else was typed are left out. */
export function actOf({ method, path }: AskedFor): string {
  const resource = path.startsWith(ENGINE) ? path.slice(ENGINE.length) : path;
  const words = resource.split('/').map((part) => (/^[a-z][a-zA-Z-]{0,39}$/.test(part) ? part : '-'));
  return `${method} ${words.slice(0, 8).join('/')}`;
}

/** The task that a refused request was about, for the journal; null: none. */
export function taskOf({ path }: AskedFor): string | null {
  return new RegExp(`^${ENGINE}task/([\\w-]{1,64})(?:/|$)`).exec(path)?.[1] ?? null;
}
