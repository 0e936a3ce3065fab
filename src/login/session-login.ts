import type { Request } from 'express';
import type { SessionHolder } from '../cases/session-holder.ts';
import type { LoggedIn } from '../cases/log-in.ts';
import type { OfficerLogin } from '../web/officer-login.ts';
import type { OfficerSessions } from './session.ts';

export interface SessionLogin extends OfficerLogin {
  /** Like `whoIs`, but also knows somebody who first has to choose a password of their own. */
  holderOf(request: Request): Promise<LoggedIn | undefined>;
}

/** The officer of the session, asked of the accounts once per request. */
export function createSessionLogin(sessions: Pick<OfficerSessions, 'read'>, holder: SessionHolder): SessionLogin {
  const asked = new WeakMap<Request, Promise<LoggedIn | undefined>>();
  const ask = async (request: Request) => {
    const held = sessions.read(request);
    return held === undefined ? undefined : holder(held);
  };
  const holderOf = (request: Request) => {
    const answer = asked.get(request) ?? ask(request);
    asked.set(request, answer);
    return answer;
  };
  return {
    holderOf,
    async whoIs(request) {
      const officer = await holderOf(request);
      return officer === undefined || officer.mustChangePassword ? undefined : officer.username;
    },
  };
}
