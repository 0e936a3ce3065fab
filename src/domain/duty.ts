import { isOverseer, type Delegation, type Person } from './authority.ts';
import type { PlainDate } from './family-card.ts';
import { covers, type Period } from './period.ts';

/** `person` is not on duty in this period. */
export interface Absence extends Period {
  readonly person: string;
}

/**
 * Who is not on duty on this day. A case stays with its owner while they are on duty; otherwise it belongs to the group
 * of its lane.
 */
export function absentOn(absences: readonly Absence[], day: PlainDate): ReadonlySet<string> {
  return new Set(absences.filter((absence) => covers(absence, day)).map(({ person }) => person));
}

/** User names of those who are not on duty on this day: absent by record, or no longer with the office. */
export function offDuty(
  { people, absences }: { readonly people: readonly Person[]; readonly absences: readonly Absence[] },
  day: PlainDate,
): ReadonlySet<string> {
  const left = people.filter(({ active }) => !active).map(({ username }) => username);
  return new Set([...absentOn(absences, day), ...left]);
}

/** Last day of the absence that covers this day; null: on duty. */
export function absentUntil(absences: readonly Absence[], person: string, day: PlainDate): PlainDate | null {
  const ends = absences
    .filter((absence) => absence.person === person && covers(absence, day))
    .map(({ validTo }) => validTo);
  return ends.toSorted().at(-1) ?? null;
}

/** Whoever works in a lane: their tasks go to the group while they are absent. Auditor and admin hold none. */
export const worksInLane = (person: Person): boolean => person.active && person.roles.length > 0 && !isOverseer(person);

/** Who may write down that somebody is absent: they themselves or, when they cannot, Kasi/Kabid or the head. */
export function mayRecordAbsence(recorder: Person, of: Person): boolean {
  if (!worksInLane(recorder) || !worksInLane(of)) return false;
  if (recorder.username === of.username) return true;
  if (recorder.roles.includes('kepala-dinas')) return true;
  return recorder.roles.includes('kasi') && !of.roles.includes('kepala-dinas');
}

/**
 * Who may be appointed acting head by the day (Plh) by whom: the head in person, not a stand-in, chooses an active
 * officer whom BSrE knows as a signer. A Plt, for a post that is vacant, is appointed by the Bupati and comes with the
 * office's file of people.
 */
export function mayAppoint(head: Person, standIn: Person): boolean {
  return (
    head.active &&
    head.roles.includes('kepala-dinas') &&
    standIn.active &&
    standIn.username !== head.username &&
    standIn.signerNik !== null &&
    !isOverseer(standIn) &&
    !standIn.roles.includes('kepala-dinas')
  );
}

/** Who gave a letter by the day takes it back; a Plt's ends with its last day. */
export function mayWithdraw({ from, kind }: Pick<Delegation, 'from' | 'kind'>, username: string): boolean {
  return kind === 'Plh' && from === username;
}
