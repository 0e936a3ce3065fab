import type { Request } from 'express';

/**
 * Who sits at this browser (`src/login/session-login.ts`). Accounts of our own and an identity provider both end in a
 * session in PostgreSQL. The answer is asked anew for every request, so a locked or removed officer is out at once, in
 * every process.
 */
export interface OfficerLogin {
  /**
   * The user name (`people.username`) of the officer of this request; undefined when nobody is logged in, the session
   * has ended, or the officer first has to choose a password of their own. What the officer may do is decided by the
   * use cases, not here. Throws Failure DATABASE_UNREACHABLE when the session cannot be read.
   */
  whoIs(request: Request): Promise<string | undefined>;
}

/** Where somebody who is not logged in is sent; `back` is the page they wanted, a path of ours. */
export const logInAddress = (back: string): string => `/masuk?kembali=${encodeURIComponent(back)}`;
