import type { RequestHandler, Response } from 'express';
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
    const officer = await kit.login.holderOf(request);
    if (officer !== undefined) await kit.logOut(officer.username);
    await kit.sessions.end(request, response);
    clearWebApps(response);
    response.redirect(303, '/masuk?keluar=ya');
  };
}

export function clearWebApps(response: Response): void {
  for (const name of WEB_APP_COOKIES) response.clearCookie(name, { path: '/operaton' });
}
