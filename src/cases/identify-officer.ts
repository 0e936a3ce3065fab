import { isOverseer, type Delegation, type Person } from '../domain/authority.ts';
import { Refusal } from '../domain/failures.ts';
import { covers } from '../domain/period.ts';
import { plainDateOf } from '../domain/plain-date.ts';
import { OFFICER_ROLES, type OfficerRole } from '../domain/process.ts';
import type { Dependencies } from './dependencies.ts';

export type ActingAs = 'Plh' | 'Plt' | null;

/** Who sits at the desk: their own roles and those they hold today as a stand-in. */
export interface Officer {
  readonly username: string;
  readonly name: string;
  readonly roles: readonly { readonly role: OfficerRole; readonly actingAs: ActingAs }[];
  /** Looks after the program; decides nothing. */
  readonly isAdmin: boolean;
}

/** An identified officer with what is needed to judge their claims today. */
export interface IdentifiedOfficer {
  readonly person: Person;
  readonly officer: Officer;
  readonly delegations: readonly Delegation[];
}

/** Throws Refusal UNKNOWN_OFFICER for a user name that the office does not know, or no longer. */
export async function identifyOfficer(
  { store, now }: Pick<Dependencies, 'store' | 'now'>,
  username: string,
): Promise<IdentifiedOfficer> {
  const [person, delegations] = await Promise.all([store.people.find(username), store.people.delegations()]);
  if (person === undefined || !person.active) throw new Refusal('UNKNOWN_OFFICER');
  const today = plainDateOf(now());
  const roles = OFFICER_ROLES.flatMap((role): { role: OfficerRole; actingAs: ActingAs }[] => {
    if (person.roles.includes(role)) return [{ role, actingAs: null }];
    const standIn = isOverseer(person)
      ? undefined
      : delegations.find((d) => d.to === username && d.role === role && covers(d, today));
    return standIn === undefined ? [] : [{ role, actingAs: standIn.kind }];
  });
  return {
    person,
    officer: { username, name: person.name, roles, isAdmin: person.roles.includes('admin') },
    delegations,
  };
}

export function hasRole({ officer }: Pick<IdentifiedOfficer, 'officer'>, role: OfficerRole): boolean {
  return officer.roles.some((held) => held.role === role);
}
