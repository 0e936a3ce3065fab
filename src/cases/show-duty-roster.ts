import { mayAppoint, mayRecordAbsence, mayWithdraw, worksInLane, type Absence } from '../domain/duty.ts';
import type { PlainDate } from '../domain/family-card.ts';
import { plainDateOf } from '../domain/plain-date.ts';
import type { OfficerRole } from '../domain/process.ts';
import type { Dependencies } from './dependencies.ts';
import { identifyOfficer, type Officer } from './identify-officer.ts';

type Needs = Pick<Dependencies, 'store' | 'now'>;

/** Absences and stand-ins of today and of the days to come. */
export interface DutyRoster {
  readonly officer: Officer;
  readonly today: PlainDate;
  readonly absences: readonly (Absence & {
    readonly id: string;
    readonly name: string;
    readonly recordedBy: string;
    readonly mayEnd: boolean;
  })[];
  /** Whose absence this officer may write down; themselves first. */
  readonly mayRecordFor: readonly { readonly username: string; readonly name: string }[];
  readonly letters: readonly {
    readonly id: string;
    readonly name: string;
    readonly for: string;
    readonly role: OfficerRole;
    readonly kind: 'Plh' | 'Plt';
    readonly validFrom: PlainDate;
    readonly validTo: PlainDate;
    readonly mayWithdraw: boolean;
  }[];
  /** Whom this officer may appoint to sign for them; empty for all but the head. */
  readonly mayAppoint: readonly { readonly username: string; readonly name: string }[];
}

/** Absences of officers and letters of stand-ins, for the page that shows and changes them. */
export function showDutyRoster(needs: Needs) {
  return async (username: string): Promise<DutyRoster> => {
    const { person, officer, roster } = await identifyOfficer(needs, username);
    const { people, absences, delegations: letters } = roster;
    const today = plainDateOf(needs.now());
    const nameOf = (name: string) => people.find((one) => one.username === name)?.name ?? name;
    const recordable = people.filter((other) => mayRecordAbsence(person, other));
    const inLanes = new Set(people.filter(worksInLane).map((other) => other.username));
    return {
      officer,
      today,
      // Whoever left the lanes meanwhile holds no task any more: their absence means nothing, and nobody could end it.
      absences: absences
        .filter((absence) => inLanes.has(absence.person))
        .map((absence) => ({
          ...absence,
          name: nameOf(absence.person),
          recordedBy: nameOf(absence.recordedBy),
          mayEnd: recordable.some((other) => other.username === absence.person),
        })),
      mayRecordFor: recordable
        .toSorted((a, b) => Number(b.username === username) - Number(a.username === username))
        .map(({ username: login, name }) => ({ username: login, name })),
      letters: letters.map(({ id, from, to, role, kind, validFrom, validTo }) => ({
        id,
        for: nameOf(from),
        name: nameOf(to),
        role,
        kind,
        validFrom,
        validTo,
        mayWithdraw: mayWithdraw({ from, kind }, username),
      })),
      mayAppoint: people
        .filter((other) => mayAppoint(person, other))
        .map(({ username: login, name }) => ({ username: login, name })),
    };
  };
}
