import { isOverseer, type Person } from '../domain/authority.ts';
import { Refusal } from '../domain/failures.ts';
import { covers } from '../domain/period.ts';
import { plainDateOf } from '../domain/plain-date.ts';
import { OFFICER_ROLES, type OfficerRole } from '../domain/process.ts';
import type { Roster } from '../store/people.ts';
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
  readonly roster: Roster;
}

type Needs = Pick<Dependencies, 'store' | 'now'>;

/** Throws Refusal UNKNOWN_OFFICER for a user name that the office does not know, or no longer. */
export async function identifyOfficer(needs: Needs, username: string): Promise<IdentifiedOfficer> {
  const identified = await findOfficer(needs, username);
  if (identified === undefined) throw new Refusal('UNKNOWN_OFFICER');
  return identified;
}

/** undefined: the office does not know the user name, or no longer. */
export async function findOfficer({ store, now }: Needs, username: string): Promise<IdentifiedOfficer | undefined> {
  const today = plainDateOf(now());
  const roster = await store.people.roster(today);
  const person = roster.people.find((one) => one.username === username);
  if (person === undefined || !person.active) return undefined;
  const roles = OFFICER_ROLES.flatMap((role): { role: OfficerRole; actingAs: ActingAs }[] => {
    if (person.roles.includes(role)) return [{ role, actingAs: null }];
    const standIn = isOverseer(person)
      ? undefined
      : roster.delegations.find((d) => d.to === username && d.role === role && covers(d, today));
    return standIn === undefined ? [] : [{ role, actingAs: standIn.kind }];
  });
  return {
    person,
    officer: { username, name: person.name, roles, isAdmin: person.roles.includes('admin') },
    roster,
  };
}

export function hasRole({ officer }: Pick<IdentifiedOfficer, 'officer'>, role: OfficerRole): boolean {
  return officer.roles.some((held) => held.role === role);
}
