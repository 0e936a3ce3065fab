import { roleOfStep } from '../domain/authority.ts';
import { Refusal, type RefusalCode } from '../domain/failures.ts';
import type { Dependencies } from './dependencies.ts';
import { hasRole, identifyOfficer, type IdentifiedOfficer } from './identify-officer.ts';
import { refusal, type Attempt } from './open-case.ts';

/**
 * The head, or whoever stands in for them today. Throws Refusal WRONG_ROLE or UNKNOWN_OFFICER after the attempt is
 * journalled.
 */
export async function identifySigner(
  needs: Pick<Dependencies, 'store' | 'now'>,
  username: string,
  attempt: Pick<Attempt, 'event' | 'asked'> & Partial<Pick<Attempt, 'applicationNumbers'>>,
): Promise<IdentifiedOfficer> {
  const refuse = (because: RefusalCode) =>
    refusal(needs, { username, applicationNumbers: [null], ...attempt }, because);
  const identified = await identifyOfficer(needs, username).catch(async (error: unknown) => {
    throw error instanceof Refusal ? await refuse(error.code) : error;
  });
  if (!hasRole(identified, roleOfStep(7))) throw await refuse('WRONG_ROLE');
  return identified;
}
