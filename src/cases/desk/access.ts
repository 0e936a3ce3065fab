import type { Delegation, Person } from '../../domain/authority.ts';
import { Failure, type FailureCode } from '../../domain/failures.ts';
import { covers } from '../../domain/period.ts';
import { plainDateOf } from '../../domain/plain-date.ts';
import { OFFICER_ROLES, type OfficerRole } from '../../domain/process.ts';
import type { HumanStep } from '../../domain/sop.ts';
import type { CaseRecord, DecisionRecord } from '../../store/store.ts';
import type { ActingAs, Officer } from '../desk.ts';
import type { DeskMeans } from './means.ts';

/** An identified officer with what is needed to judge his claims today. */
export interface Attendant {
  readonly person: Person;
  readonly officer: Officer;
  readonly delegations: readonly Delegation[];
}

/** Throws Failure('UNKNOWN_OFFICER') for a Tasklist user whom the office does not know, or no longer. */
export async function attend({ store, now }: DeskMeans, username: string): Promise<Attendant> {
  const [person, delegations] = await Promise.all([store.people.find(username), store.people.delegations()]);
  if (person === undefined || !person.active) throw new Failure('UNKNOWN_OFFICER');
  const today = plainDateOf(now());
  const roles = OFFICER_ROLES.flatMap((role): { role: OfficerRole; actingAs: ActingAs }[] => {
    if (person.roles.includes(role)) return [{ role, actingAs: null }];
    const standIn = delegations.find((d) => d.to === username && d.role === role && covers(d, today));
    return standIn === undefined ? [] : [{ role, actingAs: standIn.kind }];
  });
  return { person, officer: { username, name: person.name, roles }, delegations };
}

/** Why an officer may see a case: the step of his that the case has reached. It goes into the journal with every view. */
export interface Ground {
  readonly role: OfficerRole;
  readonly step: HumanStep;
  readonly actingAs: ActingAs;
}

type Reached = (record: CaseRecord, decisions: readonly DecisionRecord[], username: string) => boolean;
const decided = (decisions: readonly DecisionRecord[], step: HumanStep) =>
  decisions.some((d) => d.step === step && d.refusedBecause === null);

/** A role sees a case from the moment it reaches the role's step, and stays answerable for it afterwards (UU 27/2022 art. 16: limited and specific). */
const REACHED: Record<OfficerRole, { step: HumanStep; when: Reached }> = {
  'petugas-entri': {
    step: 3,
    when: (record, _decisions, username) => record.entryOfficer === null || record.entryOfficer === username,
  },
  kasi: { step: 5, when: (record, decisions) => record.draftSha256 !== null || decided(decisions, 5) },
  'kepala-dinas': {
    step: 7,
    when: (_record, decisions) =>
      decisions.some((d) => d.step === 5 && d.refusedBecause === null && d.answer['verification'] === 'valid'),
  },
  'petugas-cetak': { step: 8, when: (record) => record.signedSha256 !== null },
};

export function groundFor(
  { officer }: Attendant,
  record: CaseRecord,
  decisions: readonly DecisionRecord[],
): Ground | FailureCode {
  const reached = officer.roles.filter(({ role }) => REACHED[role].when(record, decisions, officer.username));
  // The newest step is the reason of today: who examines and verifies looks at a verified case as its verifier.
  const newest = reached.toSorted((a, b) => REACHED[b.role].step - REACHED[a.role].step)[0];
  if (newest !== undefined)
    return {
      ...newest,
      step: newest.role === 'petugas-entri' && !decided(decisions, 2) ? 2 : REACHED[newest.role].step,
    };
  return officer.roles.some(({ role }) => role === 'petugas-entri') ? 'NOT_KEEPER' : 'WRONG_ROLE';
}

/** A case opened by an officer who may: its record, its standing and refused decisions, and the ground of this view. */
export interface OpenedCase {
  readonly attendant: Attendant;
  readonly record: CaseRecord;
  readonly decisions: readonly DecisionRecord[];
  readonly ground: Ground;
}

/** The only door to a case. Journals the view, or the attempt, before anything is handed out. */
export async function openCase(
  means: DeskMeans,
  username: string,
  applicationNumber: string,
  event: string,
  detail: Readonly<Record<string, unknown>> = {},
): Promise<OpenedCase> {
  const { store } = means;
  const record = await store.cases.get(applicationNumber);
  const refuse = (code: FailureCode) =>
    refusal(means, { username, event: 'view-refused', asked: event, applicationNumbers: [applicationNumber] }, code);
  const person = await store.people.find(username);
  if (person === undefined || !person.active) throw await refuse('UNKNOWN_OFFICER');
  const [attendant, decisions] = await Promise.all([attend(means, username), store.decisions.of(applicationNumber)]);
  const ground = groundFor(attendant, record, decisions);
  if (typeof ground === 'string') throw await refuse(ground);
  await store.journal.write({
    applicationNumber,
    actor: username,
    event,
    step: ground.step,
    detail: {
      ...detail,
      as: ground.role,
      ...(ground.actingAs === null ? {} : { actingAs: ground.actingAs }),
      state: record.state,
    },
  });
  return { attendant, record, decisions, ground };
}

/** An attempt at what an officer may not see or do, and the cases it was about. */
export interface Attempt {
  readonly username: string;
  readonly event: 'view-refused' | 'act-refused';
  /** What he asked for, in the journal's words. */
  readonly asked: string;
  readonly applicationNumbers: readonly (string | null)[];
}

/** Journals a refused attempt and answers the failure to throw. */
export async function refusal(
  { store }: DeskMeans,
  { username, event, asked, applicationNumbers }: Attempt,
  because: FailureCode,
): Promise<Failure> {
  for (const applicationNumber of applicationNumbers)
    await store.journal.write({ applicationNumber, actor: username, event, step: null, detail: { asked, because } });
  return new Failure(because);
}
