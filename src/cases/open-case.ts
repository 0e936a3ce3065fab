import { Refusal, type RefusalCode } from '../domain/failures.ts';
import type { OfficerRole } from '../domain/process.ts';
import type { HumanStep } from '../domain/sop.ts';
import type { CaseRecord, DecisionRecord } from '../store/store.ts';
import { inForce } from './decisions-in-force.ts';
import type { Dependencies } from './dependencies.ts';
import { findOfficer, type ActingAs, type IdentifiedOfficer } from './identify-officer.ts';
import { isOwnFamily } from './ties-to-case.ts';

/**
 * Why an officer may see a case: the step of theirs that the case has reached. It goes into the journal with every
 * view.
 */
export interface Ground {
  readonly role: OfficerRole;
  readonly step: HumanStep;
  readonly actingAs: ActingAs;
}

type ReachedCase = Pick<CaseRecord, 'entryOfficer' | 'draftSha256' | 'signedSha256' | 'siakWay' | 'reason'>;
type DecidedStep = Pick<DecisionRecord, 'step' | 'element' | 'decidedBy' | 'answer' | 'refusedBecause' | 'takenBackAt'>;
type Reached = (record: ReachedCase, decisions: readonly DecidedStep[], username: string) => boolean;
const decided = (decisions: readonly DecidedStep[], step: HumanStep) => inForce(decisions).some((d) => d.step === step);

/**
 * A role sees a case from the moment it reaches the role's step, and stays answerable for it afterwards (UU 27/2022
 * art. 16: limited and specific).
 */
const REACHED: Record<OfficerRole, { step: HumanStep; when: Reached }> = {
  'petugas-entri': {
    step: 3,
    when: (record, decisions, username) =>
      record.entryOfficer === null || record.entryOfficer === username || mayCheckEntry(record, decisions, username),
  },
  // A card from SIAK was verified and signed there: who is answerable for it sees it once it is taken.
  kasi: {
    step: 5,
    when: (record, decisions) => record.draftSha256 !== null || decided(decisions, 5) || record.signedSha256 !== null,
  },
  'kepala-dinas': {
    step: 7,
    when: (record, decisions) =>
      inForce(decisions).some((d) => d.step === 5 && d.answer['verification'] === 'valid') ||
      record.signedSha256 !== null,
  },
  'petugas-cetak': {
    step: 8,
    when: (record, decisions) => record.signedSha256 !== null || waitsForSiak(record, decisions),
  },
};

/**
 * The second pair of eyes: every entry officer while the entry waits to be found in SIAK, and who found it stays
 * answerable.
 */
function mayCheckEntry({ siakWay }: ReachedCase, decisions: readonly DecidedStep[], username: string): boolean {
  const inForceNow = inForce(decisions);
  return (
    siakWay === 'typed' &&
    (inForceNow.at(-1)?.element === 'enter-siak-manually' ||
      inForceNow.some(({ element, decidedBy }) => element === 'check-siak-entry' && decidedBy === username))
  );
}

/** SIAK issues the card: after the entry, or the examination where none is needed, the case waits for its PDF. */
function waitsForSiak({ siakWay, reason }: ReachedCase, decisions: readonly DecidedStep[]): boolean {
  if (siakWay !== 'siak-signed-pdf') return false;
  const newest = inForce(decisions).at(-1);
  const needsEntry = reason === 'perubahan-data' || reason === 'baru';
  return (
    newest?.step === 8 ||
    newest?.element === 'enter-siak-manually' ||
    (!needsEntry && newest?.answer['examination'] === 'complete')
  );
}

export function groundFor(
  { officer }: Pick<IdentifiedOfficer, 'officer'>,
  record: ReachedCase,
  decisions: readonly DecidedStep[],
): Ground | RefusalCode {
  const reached = officer.roles.filter(({ role }) => REACHED[role].when(record, decisions, officer.username));
  // The newest step is the reason of today: who examines and verifies looks at a verified case as its verifier.
  const newest = reached.toSorted((a, b) => REACHED[b.role].step - REACHED[a.role].step)[0];
  if (newest !== undefined)
    return {
      ...newest,
      step: newest.role === 'petugas-entri' && !decided(decisions, 2) ? 2 : REACHED[newest.role].step,
    };
  return officer.roles.some(({ role }) => role === 'petugas-entri') ? 'ASSIGNED_TO_ANOTHER' : 'WRONG_ROLE';
}

/** A case opened by an officer who may: its record, its decisions, and the ground of this view. */
export interface OpenedCase {
  readonly identified: IdentifiedOfficer;
  readonly record: CaseRecord;
  readonly decisions: readonly DecisionRecord[];
  readonly ground: Ground;
}

type Needs = Pick<Dependencies, 'store' | 'now'>;
type ActNeeds = Pick<Dependencies, 'store' | 'settings' | 'now'>;

/** The only way for an officer to a look at a case. Journals it, or the attempt, before anything is handed out. */
export async function openCase(
  needs: Needs,
  username: string,
  applicationNumber: string,
  event: string,
  detail: Readonly<Record<string, unknown>> = {},
): Promise<OpenedCase> {
  const opened = await reachCase(needs, username, applicationNumber, { event: 'view-refused', asked: event });
  const { record, ground } = opened;
  await needs.store.journal.write({
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
  return opened;
}

/**
 * The same way for an act that shows nothing: it is journalled as what it is, by whoever does it, and is no look. Only
 * the attempt of who may not is journalled here, as what they `asked` for: nor does anybody act for their own family.
 */
export async function openForAct(
  needs: ActNeeds,
  username: string,
  applicationNumber: string,
  asked: string,
): Promise<OpenedCase> {
  const opened = await openToPassOn(needs, username, applicationNumber, asked);
  await refuseOwnFamily(needs, opened.identified, opened.record, asked);
  return opened;
}

/** The same for what may be done with a case of one's own family too: to give it to a colleague, and to tell them why. */
export function openToPassOn(
  needs: Needs,
  username: string,
  applicationNumber: string,
  asked: string,
): Promise<OpenedCase> {
  return reachCase(needs, username, applicationNumber, { event: 'act-refused', asked });
}

/** Throws Refusal OWN_FAMILY, journalled, where the case names the officer who acts. */
export async function refuseOwnFamily(
  needs: ActNeeds,
  { person }: Pick<IdentifiedOfficer, 'person'>,
  record: Pick<CaseRecord, 'applicationNumber' | 'draftSha256'>,
  asked: string,
): Promise<void> {
  if (!(await isOwnFamily(needs, person, record))) return;
  const applicationNumbers = [record.applicationNumber];
  throw await refusal(
    needs,
    { username: person.username, event: 'act-refused', asked, applicationNumbers },
    'OWN_FAMILY',
  );
}

/** The case of whoever may see it, without a word in the journal but of the attempt of who may not. */
export async function reachCase(
  needs: Needs,
  username: string,
  applicationNumber: string,
  attempt: Pick<Attempt, 'event' | 'asked'>,
): Promise<OpenedCase> {
  const { store } = needs;
  const record = await store.cases.get(applicationNumber);
  const refuse = (code: RefusalCode) =>
    refusal(needs, { ...attempt, username, applicationNumbers: [applicationNumber] }, code);
  const [identified, decisions] = await Promise.all([
    findOfficer(needs, username),
    store.decisions.of(applicationNumber),
  ]);
  if (identified === undefined) throw await refuse('UNKNOWN_OFFICER');
  const ground = groundFor(identified, record, decisions);
  if (typeof ground === 'string') throw await refuse(ground);
  return { identified, record, decisions, ground };
}

/** An attempt at what an officer may not see or do, and the cases it was about. */
export interface Attempt {
  readonly username: string;
  readonly event: 'view-refused' | 'act-refused';
  /** What they asked for, as the journal names it. */
  readonly asked: string;
  readonly applicationNumbers: readonly (string | null)[];
}

/** Journals a refused attempt and returns the Refusal to throw. */
export async function refusal(
  { store }: Pick<Dependencies, 'store'>,
  { username, event, asked, applicationNumbers }: Attempt,
  because: RefusalCode,
): Promise<Refusal> {
  for (const applicationNumber of applicationNumbers)
    await store.journal.write({ applicationNumber, actor: username, event, step: null, detail: { asked, because } });
  return new Refusal(because);
}
