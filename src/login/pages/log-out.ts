import type { Request, RequestHandler, Response } from 'express';
import { show, type LogInKit } from '../kit.ts';

/** What the engine's web apps leave in the browser; they live below /operaton. */
const WEB_APP_COOKIES = ['JSESSIONID', 'XSRF-TOKEN'];

/** GET /keluar: for whoever types the address; leaving itself is a post. */
export function logOutPage(kit: LogInKit): RequestHandler {
  return async (request, response) => {
    const officer = (await kit.login.holderOf(request)) ?? null;
    if (officer === null) return response.redirect(303, '/masuk');
    show(kit, response, { template: 'log-out', title: 'Keluar', page: 'none', officer });
  };
}

/** POST /keluar */
export function logOutPost(kit: LogInKit): RequestHandler {
  return async (request, response) => {
    await endSession(kit, request, response);
    response.redirect(303, '/masuk?keluar=ya');
  };
}

/** Journals the log-out, ends the session, and takes what the engine's web apps left in the browser along. */
export async function endSession(
  kit: Pick<LogInKit, 'login' | 'logOut' | 'sessions'>,
  request: Request,
  response: Response,
): Promise<void> {
  const officer = await kit.login.holderOf(request);
  if (officer !== undefined) await kit.logOut(officer.username);
  await kit.sessions.end(request, response);
  for (const name of WEB_APP_COOKIES) response.clearCookie(name, { path: '/operaton' });
}
