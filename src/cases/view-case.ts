import type { Application, Reason } from '../domain/application.ts';
import type { DocumentKind } from '../domain/document-kinds.ts';
import { offDuty } from '../domain/duty.ts';
import type { ElementCode } from '../domain/elements.ts';
import { toWhatsAppNumber } from '../domain/phone.ts';
import { NO_TIES } from '../domain/judge-decision.ts';
import { plainDateOf } from '../domain/plain-date.ts';
import type { SiakWay } from '../domain/siak-way.ts';
import type { HumanStep } from '../domain/sop.ts';
import type { GivenAnswer } from '../domain/decision-answers.ts';
import type { TaskId } from '../domain/work-list.ts';
import type { CaseNote } from '../store/desk-memory.ts';
import type { RedrawnDraft } from '../store/redrawn-drafts.ts';
import type {
  CaseRecord,
  CaseState,
  DecisionRecord,
  DraftRecord,
  JournalRow,
  MessageRecord,
  PaperRecord,
} from '../store/store.ts';
import { amendmentsOf, type AmendmentView } from './amendments.ts';
import { typedNumbers, type TypedNumber } from './awaited-numbers.ts';
import {
  compareChanges,
  warningsOf,
  wasReadInSiak,
  withoutStop,
  type ComparedChange,
  type Warning,
} from './compare-changes.ts';
import { mayCorrectNumber } from './correct-number.ts';
import type { Dependencies } from './dependencies.ts';
import { immigrationPeople, mayClaimImmigration, type ImmigrationPerson } from './immigration-claims.ts';
import { screenSignaturesOf, withoutStale, type JudgedSignature } from './screen-signatures.ts';
import { describeTask, type OfficerTask } from './describe-task.ts';
import { colleaguesFor } from './hand-over-case.ts';
import type { ActingAs, IdentifiedOfficer, Officer } from './identify-officer.ts';
import { expectedPrint } from './expected-print.ts';
import { familyOutlook, type FamilyOutlook } from './family-outlook.ts';
import { openCase } from './open-case.ts';
import { ruleWarnings } from './rule-warnings.ts';
import { mayRecordOldCard } from './deliveries/record-old-card.ts';
import { newestClaim } from './siak-claim.ts';
import { broughtCard, type BroughtCard } from './view-brought-card.ts';
import { viewRevocation, type RevocationView } from './revocations/view-revocation.ts';
import { sameFamilyWarnings } from './same-family.ts';
import { verificationOf } from './verified-draft.ts';
import { isOwnFamily, tiesToCase } from './ties-to-case.ts';
import { isPaperSeen, seenIn } from './what-was-seen.ts';
import { isOfThePerson, othersFor, type Others } from './who-may-do.ts';
import { inForce } from './decisions-in-force.ts';

type Needs = Pick<Dependencies, 'store' | 'now' | 'documents' | 'settings' | 'calendar'>;

export interface Requirement {
  readonly kind: DocumentKind;
  readonly paperIds: readonly string[];
  /** An officer asked for it and it has not come since. */
  readonly asked: boolean;
  /** Of an event-based case: which paper of whom, and what may stand for it. */
  readonly label?: string;
  readonly instead?: string;
}
export interface DraftView {
  readonly sha256: string;
  readonly renderedAt: Date;
  /** The newest verification, when it is "valid" and of these very bytes. */
  readonly verified: { readonly by: string; readonly at: Date } | null;
}
export interface DecisionView {
  readonly task: TaskId;
  readonly step: HumanStep;
  readonly by: string;
  readonly actingAs: ActingAs;
  readonly at: Date;
  readonly answer: Readonly<Record<string, unknown>>;
  /** Only claims of the first edition. */
  readonly refusedBecause: string | null;
  /** Taken back by who decided; null: not. */
  readonly takenBackAt: Date | null;
  readonly draftSha256: string | null;
}

/** Everything of a case, for an officer whose step it has reached. */
export interface CaseFile {
  readonly officer: Officer;
  readonly applicationNumber: string;
  readonly state: CaseState;
  readonly submittedAt: Date;
  readonly application: Application;
  /** As derived from the events, or as declared. */
  readonly reason: Reason;
  readonly elements: readonly ElementCode[];
  readonly kkNumber: string | null;
  readonly ktpAffected: boolean;
  readonly entryOfficer: string | null;
  readonly members: readonly (Application['members'][number] & {
    readonly isApplicant: boolean;
    readonly changes: number;
  })[];
  readonly changes: readonly ComparedChange[];
  readonly papers: readonly PaperRecord[];
  /** Columns 13 to 15 of those of whom nobody said them in full, with what an officer did. */
  readonly immigration: { readonly people: readonly ImmigrationPerson[]; readonly mayClaim: boolean };
  /** Papers that were signed on the screen. `stale`: the applicant changed the answers since, and it counts no more. */
  readonly screenSignatures: readonly Pick<JudgedSignature, 'paperId' | 'signedAt' | 'stale'>[];
  readonly requirements: readonly Requirement[];
  readonly warnings: readonly Warning[];
  /** Of an event-based case; null: element-based. */
  readonly family: FamilyOutlook | null;
  /** What the applicant changed in an event-based application, newest first. */
  readonly amendments: readonly AmendmentView[];
  readonly siak: {
    readonly way: SiakWay;
    readonly needed: boolean;
    readonly reference: string | null;
    /** What an officer typed and nobody confirmed yet. */
    readonly claim: string | null;
    /** Numbers that SIAK gives in this case, as far as they were typed. */
    readonly numbers: readonly TypedNumber[];
  };
  /** The card from SIAK that waits for a word, or was accepted; null: none. */
  readonly brought: BroughtCard | null;
  readonly draft: DraftView | null;
  readonly signedSha256: string | null;
  readonly decisions: readonly DecisionView[];
  readonly messages: readonly MessageRecord[];
  /** Newest first; actors by name. */
  readonly journal: readonly JournalRow[];
  /** The open task of this case in a lane of this officer; null: none. */
  readonly task: OfficerTask | null;
  /** What this officer has filled in for this task and not decided yet; null: nothing. */
  readonly answerDraft: { readonly answer: GivenAnswer; readonly savedAt: Date } | null;
  /** For colleagues only, newest first; authors by name. */
  readonly notes: readonly CaseNote[];
  /** What this officer has not yet looked at, at readable size. */
  readonly unseen: { readonly papers: readonly string[]; readonly draft: boolean };
  /** Where messages go now, E.164, if that is no longer the number the applicant declared. */
  readonly correctedWhatsapp: string | null;
  readonly mayCorrectNumber: boolean;
  /** When and by whom the old card was taken back; null: not yet. */
  readonly oldCard: { readonly at: Date; readonly by: string } | null;
  readonly mayRecordOldCard: boolean;
  readonly revocation: RevocationView;
  readonly mayHandOverTo: readonly { readonly username: string; readonly name: string }[];
  /** The case names this officer: they look, pass it on and write notes, and colleagues do the rest. */
  readonly ownFamily: boolean;
  /** Who may do the task that this officer may not; null: there is none such. */
  readonly others: Others | null;
}

/** Everything of a case on one page; journalled as 'case-viewed'. */
export function viewCase(needs: Needs) {
  const { store } = needs;
  return async (username: string, applicationNumber: string): Promise<CaseFile> => {
    const opened = await openCase(needs, username, applicationNumber, 'case-viewed');
    const { identified, decisions } = opened;
    const absent = offDuty(identified.roster, plainDateOf(needs.now()));
    const task = await openTask(needs, identified, applicationNumber, absent);
    const othersOf = await othersFor(needs, identified.roster, task === null ? [] : [task]);
    // What a task is about is written before the task: read before it, the case may lack the draft that it asks to look at.
    const record = task === null ? opened.record : await store.cases.get(applicationNumber);
    const [papers, draft, messages, journal, brought, notes, returned] = await Promise.all([
      store.papers.of(applicationNumber),
      record.draftSha256 === null ? undefined : store.drafts.find(record.draftSha256),
      store.messages.of(applicationNumber),
      store.journal.of(applicationNumber),
      store.siakCards.newest(applicationNumber),
      store.caseNotes.of(applicationNumber),
      store.oldCards.find(applicationNumber),
    ]);
    const { people } = identified.roster;
    const nameOf = (name: string) => people.find((person) => person.username === name)?.name ?? name;
    const { application } = record;
    const signatures = await screenSignaturesOf(needs, record);
    const counting = withoutStale(signatures, papers);
    const family = await familyOutlook(needs, record, counting, draft?.family);
    const own = journal.filter(({ actor }) => actor === username);
    const ownFamily = await isOwnFamily(needs, identified.person, record);
    return {
      officer: identified.officer,
      applicationNumber,
      state: record.state,
      submittedAt: record.submittedAt,
      application,
      reason: record.reason,
      elements: record.elements,
      kkNumber: record.kkNumber ?? application.kkNumber ?? null,
      ktpAffected: record.ktpAffected,
      entryOfficer: record.entryOfficer === null ? null : nameOf(record.entryOfficer),
      members: application.members.map((member, i) => ({
        ...member,
        isApplicant: member.nik === application.applicant.nik,
        changes: application.changes.filter((change) => change.member === i).length,
      })),
      changes: family?.changes ?? compareChanges(application, draft?.family, wasReadInSiak(record)),
      papers,
      screenSignatures: signatures.map(({ paperId, signedAt, stale }) => ({ paperId, signedAt, stale })),
      requirements: family === undefined ? requirementsOf(record, counting) : requirementsOfEvents(record, family),
      warnings:
        family === undefined
          ? [
              ...(await sameFamilyWarnings(needs, record)),
              ...warningsOf(record, draft?.family),
              ...(await ruleWarnings(needs, record, papers, draft?.family, plainDateOf(needs.now()))),
            ]
          : // What draws and reads had to leave to the officers; the events' own warnings stand with the family.
            record.findings.map((text) => ({ text: withoutStop(text), about: null })),
      family: family ?? null,
      immigration: {
        people: (await immigrationPeople(needs, record)).map(({ claim, ...person }) => ({
          ...person,
          claim: claim === null ? null : { ...claim, by: nameOf(claim.by) },
        })),
        mayClaim: !ownFamily && mayClaimImmigration(identified, record),
      },
      amendments: await amendmentsOf(needs, record, journal, family?.people ?? []),
      // Lost or damaged: nothing in SIAK changes (SOP step 3).
      siak: {
        needed: record.reason === 'perubahan-data' || record.reason === 'baru',
        reference: record.siakReference,
        ...siakStanding(record, decisions),
        numbers: await typedNumbers(needs, record, task?.element === 'enter-siak-manually'),
      },
      brought: brought === undefined ? null : broughtCard(brought, await expectedPrint(needs, record)),
      draft:
        draft === undefined ? null : draftView(draft, decisions, await store.redrawnDrafts.of([draft.sha256]), nameOf),
      signedSha256: record.signedSha256,
      decisions: decisions.map((decision) => decisionView(decision, nameOf)),
      messages,
      journal: journal.map((row) => ({ ...row, actor: nameOf(row.actor) })).toReversed(),
      task,
      answerDraft: task === null ? null : ((await store.answerDrafts.find(username, task.task)) ?? null),
      notes: notes.map((note) => ({ ...note, author: nameOf(note.author) })),
      unseen: {
        papers: papers.filter(({ id }) => !isPaperSeen(own, id)).map(({ id }) => id),
        draft: record.draftSha256 !== null && !seenIn(own, papers, record).draft,
      },
      correctedWhatsapp:
        record.whatsapp === (toWhatsAppNumber(application.applicant.whatsapp) ?? null) ? null : record.whatsapp,
      mayCorrectNumber: !ownFamily && mayCorrectNumber(identified, record),
      oldCard: returned === undefined ? null : { at: returned.returnedAt, by: nameOf(returned.receivedBy) },
      mayRecordOldCard: !ownFamily && returned === undefined && mayRecordOldCard(identified, record),
      revocation: await viewRevocation(store, identified, record, messages, nameOf, ownFamily),
      mayHandOverTo: colleaguesFor(identified, record, people, absent),
      ownFamily,
      others:
        task !== null && isOfThePerson(task.blocked)
          ? othersOf({ applicationNumber, element: task.element, history: inForce(decisions) })
          : null,
    };
  };
}

function siakStanding({ siakWay, siakReference }: CaseRecord, decisions: readonly DecisionRecord[]) {
  const claim = siakWay === 'simulator' ? undefined : newestClaim(decisions);
  return { way: siakWay, claim: siakReference === null ? (claim?.reference ?? null) : null };
}

function requirementsOf(
  { requiredDocuments, missingDocuments }: CaseRecord,
  papers: readonly PaperRecord[],
): Requirement[] {
  return requiredDocuments.map((kind) => ({
    kind,
    paperIds: papers.filter((paper) => paper.kind === kind).map(({ id }) => id),
    asked: missingDocuments.includes(kind),
  }));
}

function requirementsOfEvents({ missingDocuments }: CaseRecord, { papers }: FamilyOutlook): Requirement[] {
  return papers.flatMap(({ anyOf, text, alternatives, paperIds }) => {
    const kind = anyOf?.[0];
    if (kind === undefined) return [];
    const instead = alternatives.length === 0 ? {} : { instead: alternatives.join(', ') };
    return [{ kind, paperIds, asked: missingDocuments.includes(kind), label: asSentence(text), ...instead }];
  });
}

/** The events name their papers inside sentences, with a small letter. */
const asSentence = (text: string) => text.replace(/^[a-z](?=[a-z])/, (letter) => letter.toUpperCase());

function draftView(
  { sha256, renderedAt }: DraftRecord,
  decisions: readonly DecisionRecord[],
  redrawn: readonly RedrawnDraft[],
  nameOf: (username: string) => string,
): DraftView {
  const verification = verificationOf(decisions, sha256, redrawn);
  return {
    sha256,
    renderedAt,
    verified: verification === undefined ? null : { by: nameOf(verification.decidedBy), at: verification.decidedAt },
  };
}

function decisionView(
  { taskId, step, decidedBy, actingAs, decidedAt, answer, refusedBecause, takenBackAt, draftSha256 }: DecisionRecord,
  nameOf: (username: string) => string,
): DecisionView {
  return {
    task: taskId,
    step,
    by: nameOf(decidedBy),
    actingAs,
    at: decidedAt,
    answer,
    refusedBecause,
    takenBackAt,
    draftSha256,
  };
}

/** The open task of the case in a lane of this officer; what they may decide goes before what is blocked. */
async function openTask(
  needs: Needs,
  identified: IdentifiedOfficer,
  applicationNumber: string,
  absent: ReadonlySet<string>,
): Promise<OfficerTask | null> {
  const { store, now, calendar } = needs;
  const lanes = identified.officer.roles.map(({ role }) => role);
  const listed = await store.workList.listed({ lanes, applicationNumber });
  const today = { now: now(), day: plainDateOf(now()), absent, calendar };
  const [first] = listed;
  const ties = first === undefined ? NO_TIES : await tiesToCase(needs, identified.person, first);
  const tasks = listed
    .map((item) => describeTask(identified, item, today, ties))
    .filter((task): task is OfficerTask => task !== undefined);
  return tasks.find(({ blocked }) => blocked === null) ?? tasks[0] ?? null;
}
