import type { Delegation, Person } from '../domain/authority.ts';
import type { Absence } from '../domain/duty.ts';
import type { PlainDate } from '../domain/family-card.ts';

export interface DelegationRecord extends Delegation {
  readonly id: string;
}

export interface AbsenceRecord extends Absence {
  readonly id: string;
  /** Login of who wrote it down: the absent officer or their superior. */
  readonly recordedBy: string;
}

/** Everybody of the office, and the letters and absences that had not ended before a day; read at one moment. */
export interface Roster {
  /** By user name. */
  readonly people: readonly Person[];
  /** Letters of stand-ins that were not withdrawn, oldest first. */
  readonly delegations: readonly DelegationRecord[];
  /** Absences that were not ended early, oldest first. */
  readonly absences: readonly AbsenceRecord[];
}

export interface People {
  /**
   * Until the transaction ends nobody else changes who works here, or with which account: whoever reads before they write
   * takes it first, or what another writes between the two is lost.
   */
  lock(): Promise<void>;
  put(person: Person): Promise<void>;
  find(username: string): Promise<Person | undefined>;
  all(): Promise<Person[]>;
  roster(day: PlainDate): Promise<Roster>;
  /** Letters of stand-ins that were not withdrawn, oldest first. */
  delegations(): Promise<DelegationRecord[]>;
  /** The same letter twice is one; a withdrawn one stands again. */
  delegate(delegation: Delegation): Promise<void>;
  withdrawDelegation(id: string): Promise<void>;
  /** Absences that were not ended early, oldest first. */
  absences(): Promise<AbsenceRecord[]>;
  recordAbsence(absence: Absence & { readonly recordedBy: string }): Promise<void>;
  endAbsence(id: string): Promise<void>;
}
