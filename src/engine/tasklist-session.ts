import { createHash } from 'node:crypto';
import { Type } from '@sinclair/typebox';
import type { TasklistSession } from './engine.ts';
import { checker } from './schema.ts';

export interface TasklistSessionOptions {
  readonly tasklistUrl: string;
  /** How long an answer is believed. Within it a logged-out officer is still known, so seconds. Default 3 s. */
  readonly cacheMs?: number;
}

const LIMIT_MS = 5000;
/** Longer Cookie headers are nobody's session. */
const LONGEST_COOKIE = 8192;
const MOST_SESSIONS = 1000;
const checkUser = checker(Type.Object({ userId: Type.String({ minLength: 1 }) }), 'answer to who is logged in');

/** Asks Tasklist whose session a cookie is. Throws when Tasklist cannot answer: "nobody" would then be a guess. */
export function createTasklistSession({ tasklistUrl, cacheMs = 3000 }: TasklistSessionOptions): TasklistSession {
  // A page with eight pictures asks eight times at once: the promise is kept, not the answer. The key is a hash, so no session lies in memory.
  const recent = new Map<string, { readonly until: number; readonly user: Promise<string | undefined> }>();

  return {
    whoIs(cookie) {
      if (cookie === undefined || cookie === '' || cookie.length > LONGEST_COOKIE) return Promise.resolve(undefined);
      const key = createHash('sha256').update(cookie).digest('base64');
      const known = recent.get(key);
      if (known !== undefined && known.until > Date.now()) return known.user;
      const user = ask(tasklistUrl, cookie);
      if (recent.size >= MOST_SESSIONS) recent.clear();
      recent.set(key, { until: Date.now() + cacheMs, user });
      user.catch(() => recent.delete(key));
      return user;
    },
  };
}

async function ask(tasklistUrl: string, cookie: string): Promise<string | undefined> {
  const answer = await fetch(`${tasklistUrl}/v1/internal/users/current`, {
    headers: { cookie },
    redirect: 'manual',
    signal: AbortSignal.timeout(LIMIT_MS),
  });
  if (answer.status === 401 || answer.status === 403) {
    await answer.body?.cancel();
    return undefined;
  }
  if (!answer.ok) {
    await answer.body?.cancel();
    throw new Error(`Tasklist answers ${answer.status} to who is logged in`);
  }
  return checkUser(await answer.json()).userId;
}
