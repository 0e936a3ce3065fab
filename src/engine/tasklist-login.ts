/** A login of Tasklist for the machine's own questions. */
export interface TasklistLogin {
  readonly url: string;
  readonly username: string;
  readonly password: string;
}

const LIMIT_MS = 10_000;

/** Logs in and returns the Cookie header of the session. */
export async function logIn({ url, username, password }: TasklistLogin): Promise<string> {
  const answer = await fetch(`${url}/api/login`, { method: 'POST', body: new URLSearchParams({ username, password }), signal: AbortSignal.timeout(LIMIT_MS) });
  await answer.body?.cancel();
  if (!answer.ok) throw new Error(`Tasklist does not let ${username} in (${answer.status})`);
  return answer.headers.getSetCookie().map((cookie) => cookie.split(';', 1)[0]).join('; ');
}
