import bcrypt from 'bcryptjs';

/** Where Operate 8.6 keeps the accounts; Tasklist in the same JVM uses them too. */
const INDEX = 'operate-user-1.2.0_';
/** No password matches it. */
const LOCKED = '{bcrypt}!';
const COST = 10;

/** A login of Tasklist and Operate. Whether a person may decide is judged by the office itself, not here. */
export interface WebUser {
  readonly username: string;
  readonly password: string;
  readonly displayName: string;
  /** OPERATOR may act, USER may only look. */
  readonly role: 'OPERATOR' | 'USER';
}

/**
 * Makes the accounts exactly these: new and changed ones are written, all others are locked, among them `demo`, `view` and `act`,
 * which Operate makes with passwords that everybody knows. They are locked and not deleted, because it would make them again.
 */
export async function seedUsers(opensearchUrl: string, users: readonly WebUser[]): Promise<void> {
  const stored = new Map((await storedUsers(opensearchUrl)).map((user) => [user.userId, user]));
  for (const user of users) {
    if (await isSame(user, stored.get(user.username))) continue;
    await write(opensearchUrl, {
      userId: user.username,
      displayName: user.displayName,
      password: `{bcrypt}${await bcrypt.hash(user.password, COST)}`,
      roles: [user.role],
    });
  }
  const known = new Set(users.map((user) => user.username));
  for (const user of stored.values())
    if (!known.has(user.userId) && user.password !== LOCKED) await write(opensearchUrl, { ...user, password: LOCKED });
}

interface StoredUser {
  readonly userId: string;
  readonly displayName: string;
  /** With the name of the encoder in front: "{bcrypt}$2b$10$..." */
  readonly password: string;
  readonly roles: readonly string[];
}

async function isSame(user: WebUser, stored: StoredUser | undefined): Promise<boolean> {
  if (stored === undefined || stored.displayName !== user.displayName || stored.roles.join() !== user.role)
    return false;
  return bcrypt.compare(user.password, stored.password.replace('{bcrypt}', ''));
}

async function storedUsers(opensearchUrl: string): Promise<StoredUser[]> {
  await call(opensearchUrl, `${INDEX}/_refresh`, 'POST');
  const found: unknown = await call(opensearchUrl, `${INDEX}/_search?size=1000`, 'GET');
  return hitsOf(found).filter(isStoredUser);
}

async function write(opensearchUrl: string, user: StoredUser): Promise<void> {
  await call(opensearchUrl, `${INDEX}/_doc/${encodeURIComponent(user.userId)}?refresh=true`, 'PUT', {
    id: user.userId,
    ...user,
  });
}

async function call(opensearchUrl: string, path: string, method: string, body?: object): Promise<unknown> {
  const answer = await fetch(`${opensearchUrl}/${path}`, {
    method,
    signal: AbortSignal.timeout(30_000),
    ...(body === undefined ? {} : { headers: { 'content-type': 'application/json' }, body: JSON.stringify(body) }),
  });
  if (!answer.ok) throw new Error(`OpenSearch answers ${answer.status} to ${method} of the user index`);
  return answer.json();
}

function hitsOf(value: unknown): unknown[] {
  const hits = field(field(value, 'hits'), 'hits');
  return Array.isArray(hits) ? hits.map((hit) => field(hit, '_source')) : [];
}

function field(value: unknown, name: string): unknown {
  return typeof value === 'object' && value !== null
    ? Object.entries(value).find(([key]) => key === name)?.[1]
    : undefined;
}

function isStoredUser(value: unknown): value is StoredUser {
  return (
    typeof field(value, 'userId') === 'string' &&
    typeof field(value, 'displayName') === 'string' &&
    typeof field(value, 'password') === 'string' &&
    Array.isArray(field(value, 'roles'))
  );
}
