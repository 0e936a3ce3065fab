import type { OfficerRole } from '../domain/process.ts';
import type { Dependencies } from './dependencies.ts';
import { findOfficer, hasRole, type IdentifiedOfficer } from './identify-officer.ts';
import { refusal } from './open-case.ts';

type Needs = Pick<Dependencies, 'store' | 'now'>;

/**
 * Lets in whoever has one of these roles, for what belongs to no case yet: the list of messages, the counter. Refusals
 * are journalled; what is let in, its caller journals.
 */
export async function requireDeskRole(
  needs: Needs,
  username: string,
  roles: readonly OfficerRole[],
  asked: string,
): Promise<IdentifiedOfficer> {
  const attempt = { username, event: 'view-refused', asked, applicationNumbers: [null] } as const;
  const identified = await findOfficer(needs, username);
  if (identified === undefined) throw await refusal(needs, attempt, 'UNKNOWN_OFFICER');
  if (!roles.some((role) => hasRole(identified, role))) throw await refusal(needs, attempt, 'WRONG_ROLE');
  return identified;
}
