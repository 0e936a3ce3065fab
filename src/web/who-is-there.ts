import type { Request } from 'express';

/** Who a request comes from. Implemented by the log-in of the officers (own accounts, or OIDC). */
export interface WhoIsThere {
  /** Username of the person who is logged in; undefined: nobody. Throws when it cannot be found out now. */
  whoIs(request: Request): Promise<string | undefined>;
}
