import type { Request, RequestHandler } from 'express';
import type { OfficerLogin } from '../../web/officer-login.ts';
import { Refused } from '../../web/refused.ts';

/** Nobody is logged in. A page answers with the way to `logInAddress`, a program with 401. */
export class NotLoggedIn extends Error {}

/** Lets only logged-in officers on, and remembers who they are for the rest of the request. */
export interface Callers {
  readonly identify: RequestHandler;
  /** User name of an identified request. */
  of(request: Request): string;
}

export function identifyCallers(login: OfficerLogin): Callers {
  const callers = new WeakMap<Request, string>();
  return {
    async identify(request, _response, next) {
      let username: string | undefined;
      try {
        username = await login.whoIs(request);
      } catch (error) {
        throw new Refused(503, 'Kami tidak dapat mengenali Anda untuk sementara. Coba lagi sebentar lagi.', {
          code: 'LOGIN_UNREACHABLE',
          cause: error,
        });
      }
      if (username === undefined) throw new NotLoggedIn();
      callers.set(request, username);
      next();
    },
    of(request) {
      const username = callers.get(request);
      if (username === undefined) throw new NotLoggedIn();
      return username;
    },
  };
}
