import type { Request, RequestHandler } from 'express';
import type { TasklistSession } from '../../engine/engine.ts';
import { Refused } from './refused.ts';

/** Nobody is logged in to Tasklist. */
export class NotLoggedIn extends Error {}

/** The officer's login is his Tasklist session: one login for Tasklist, Operate and the desk. */
export interface Doorkeeper {
  readonly identify: RequestHandler;
  /** User name of an identified request. */
  callerOf(request: Request): string;
}

export function createDoorkeeper(session: TasklistSession): Doorkeeper {
  const callers = new WeakMap<Request, string>();
  return {
    async identify(request, _response, next) {
      let username: string | undefined;
      try {
        username = await session.whoIs(request.get('Cookie'));
      } catch (error) {
        throw new Refused(
          503,
          'Tasklist sedang tidak menjawab, jadi kami tidak dapat mengenali Anda. Coba lagi sebentar lagi.',
          { cause: error },
        );
      }
      if (username === undefined) throw new NotLoggedIn();
      callers.set(request, username);
      next();
    },
    callerOf(request) {
      const username = callers.get(request);
      if (username === undefined) throw new NotLoggedIn();
      return username;
    },
  };
}
