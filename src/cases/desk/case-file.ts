import { toE164 } from '../../domain/phone.ts';
import type { CaseRecord, DecisionRecord, DraftRecord, PaperRecord } from '../../store/store.ts';
import type { DecisionView, DeskCases, DeskTask, DraftView, Requirement } from '../desk.ts';
import { standing } from '../standing.ts';
import { openCase, type Attendant } from './access.ts';
import { compareChanges, warningsOf } from './comparison.ts';
import { mayCorrectNumber } from './correct-number.ts';
import { colleaguesFor } from './hand-over.ts';
import type { DeskMeans } from './means.ts';
import { absentToday } from './on-duty.ts';
import { describeTask, inLaneOf } from './tasks.ts';

/** Everything of a case on one page; journalled as 'case-viewed'. */
export function caseFile(means: DeskMeans): DeskCases['caseFile'] {
  const { store } = means;
  return async (username, applicationNumber) => {
    const { attendant, record, decisions } = await openCase(means, username, applicationNumber, 'case-viewed');
    const [papers, draft, messages, journal, people] = await Promise.all([
      store.papers.of(applicationNumber),
      record.draftSha256 === null ? undefined : store.drafts.find(record.draftSha256),
      store.messages.of(applicationNumber),
      store.journal.of(applicationNumber),
      store.people.all(),
    ]);
    const nameOf = (name: string) => people.find((person) => person.username === name)?.name ?? name;
    const { application } = record;
    return {
      officer: attendant.officer,
      applicationNumber,
      state: record.state,
      submittedAt: record.submittedAt,
      application,
      elements: record.elements,
      kkNumber: record.kkNumber ?? application.kkNumber ?? null,
      ktpAffected: record.ktpAffected,
      entryOfficer: record.entryOfficer === null ? null : nameOf(record.entryOfficer),
      members: application.members.map((member, i) => ({
        ...member,
        isApplicant: member.nik === application.applicant.nik,
        changes: application.changes.filter((change) => change.member === i).length,
      })),
      changes: compareChanges(application, draft?.family),
      papers,
      requirements: requirementsOf(record, papers),
      warnings: warningsOf(record, draft?.family),
      // Lost or damaged: nothing in SIAK changes (SOP step 3).
      siak: { needed: record.reason === 'perubahan-data' || record.reason === 'baru', reference: record.siakReference },
      draft: draft === undefined ? null : draftView(draft, decisions, nameOf),
      signedSha256: record.signedSha256,
      decisions: decisions.map((decision) => decisionView(decision, nameOf)),
      messages,
      journal: journal.map((row) => ({ ...row, actor: nameOf(row.actor) })).toReversed(),
      task: await openTask(means, attendant, record),
      correctedWhatsapp: record.whatsapp === (toE164(application.applicant.whatsapp) ?? null) ? null : record.whatsapp,
      mayCorrectNumber: mayCorrectNumber(attendant, record),
      mayHandOverTo: colleaguesFor(attendant, record, people, await absentToday(means)),
    };
  };
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

function draftView(
  { sha256, renderedAt }: DraftRecord,
  decisions: readonly DecisionRecord[],
  nameOf: (username: string) => string,
): DraftView {
  const verification = verificationOf(decisions, sha256);
  return {
    sha256,
    renderedAt,
    verified: verification === undefined ? null : { by: nameOf(verification.decidedBy), at: verification.decidedAt },
  };
}

/** The standing decision "valid" of step 5, if it is the newest of its step and speaks of exactly this draft. */
export function verificationOf(decisions: readonly DecisionRecord[], draftSha256: string): DecisionRecord | undefined {
  const newest = standing(decisions)
    .filter((decision) => decision.step === 5)
    .at(-1);
  return newest?.draftSha256 === draftSha256 && newest.answer['verification'] === 'valid' ? newest : undefined;
}

function decisionView(
  { step, decidedBy, actingAs, decidedAt, answer, refusedBecause, draftSha256 }: DecisionRecord,
  nameOf: (username: string) => string,
): DecisionView {
  return { step, by: nameOf(decidedBy), actingAs, at: decidedAt, answer, refusedBecause, draftSha256 };
}

/** The case can be read while the engine is away; only the way to the task is missing then. */
async function openTask(means: DeskMeans, attendant: Attendant, record: CaseRecord): Promise<DeskTask | null> {
  if (record.processInstanceKey === null) return null;
  try {
    const tasks = await means.engine.userTasks(record.processInstanceKey);
    for (const task of tasks.filter(({ state, elementId }) => state === 'CREATED' && inLaneOf(attendant, elementId))) {
      const described = await describeTask(means, attendant, task, record);
      if (described !== undefined) return described;
    }
  } catch (error) {
    means.logger.warn(
      { applicationNumber: record.applicationNumber, error: error instanceof Error ? error.name : 'unknown' },
      'tasks of the case cannot be read now',
    );
  }
  return null;
}
