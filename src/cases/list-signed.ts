import type { Dependencies } from './dependencies.ts';
import { hasRole, identifyOfficer } from './identify-officer.ts';

/**
 * SOP step 7: the signed card is announced to the officer of the unit who keeps the case. The cases of this officer
 * that are signed and on their way to the applicant, newest first; empty for other roles.
 */
export function listSigned(needs: Pick<Dependencies, 'store' | 'now'>) {
  return async (username: string): Promise<readonly string[]> => {
    const identified = await identifyOfficer(needs, username);
    if (!hasRole(identified, 'petugas-entri')) return [];
    return (await needs.store.cases.list({ states: ['delivery'] }))
      .filter(({ entryOfficer }) => entryOfficer === username)
      .map(({ applicationNumber }) => applicationNumber);
  };
}
