import { HUMAN_TASKS } from '../../domain/process.ts';
import { Failure, type FailureCode } from '../../domain/failures.ts';
import { roleOfStep } from '../../domain/authority.ts';
import type { UserTask } from '../../engine/engine.ts';
import type { CaseRecord } from '../../store/store.ts';
import type { ActingAs, DeskCases, SignableDraft } from '../desk.ts';
import { attend, refusal, type Attempt, type Attendant } from './access.ts';
import { verificationOf } from './case-file.ts';
import { compareChanges } from './comparison.ts';
import { casesOf } from './cases-of.ts';
import type { DeskMeans } from './means.ts';
import { describeTask } from './tasks.ts';

/** The verified drafts that wait for the head, longest waiting first. */
export function signingList(means: DeskMeans): DeskCases['signingList'] {
  return async (username) => {
    const attendant = await attendAsSigner(means, username, { event: 'view-refused', asked: 'signing-list-viewed' });
    const waiting = (await means.engine.openTasks())
      .filter(isSigningTask)
      .toSorted((a, b) => a.createdAt.getTime() - b.createdAt.getTime());
    const cases = await casesOf(means.store, waiting);
    const drafts = await Promise.all(
      waiting.map(async (task) => {
        const record = cases.get(task.processInstanceKey);
        return record === undefined ? undefined : await signable(means, attendant, task, record);
      }),
    );
    return {
      officer: attendant.officer,
      actingAs: actingAs(attendant),
      drafts: drafts.filter((draft): draft is SignableDraft => draft !== undefined),
    };
  };
}

export const isSigningTask = (task: UserTask) => task.elementId === HUMAN_TASKS[7] && task.state === 'CREATED';

/** The head, or who stands in for him today. Throws Failure('WRONG_ROLE' | 'UNKNOWN_OFFICER') after the attempt is journalled. */
export async function attendAsSigner(
  means: DeskMeans,
  username: string,
  attempt: Pick<Attempt, 'event' | 'asked'> & Partial<Pick<Attempt, 'applicationNumbers'>>,
): Promise<Attendant> {
  const refuse = (because: FailureCode) =>
    refusal(means, { username, applicationNumbers: [null], ...attempt }, because);
  const attendant = await attend(means, username).catch(async (error: unknown) => {
    throw error instanceof Failure && error.code === 'UNKNOWN_OFFICER' ? await refuse(error.code) : error;
  });
  if (!attendant.officer.roles.some(({ role }) => role === roleOfStep(7))) throw await refuse('WRONG_ROLE');
  return attendant;
}

function actingAs({ officer }: Attendant): ActingAs {
  return officer.roles.find(({ role }) => role === roleOfStep(7))?.actingAs ?? null;
}

async function signable(
  means: DeskMeans,
  attendant: Attendant,
  task: UserTask,
  record: CaseRecord,
): Promise<SignableDraft | undefined> {
  const { store } = means;
  if (record.draftSha256 === null || record.signedSha256 !== null) return undefined;
  const [described, decisions, draft] = await Promise.all([
    describeTask(means, attendant, task, record),
    store.decisions.of(record.applicationNumber),
    store.drafts.find(record.draftSha256),
  ]);
  const verification = verificationOf(decisions, record.draftSha256);
  if (described === undefined || draft === undefined || verification === undefined) return undefined;
  return {
    applicationNumber: record.applicationNumber,
    draftSha256: draft.sha256,
    reason: record.reason,
    changes: compareChanges(record.application, draft.family),
    verifiedBy: (await store.people.find(verification.decidedBy))?.name ?? verification.decidedBy,
    verifiedAt: verification.decidedAt,
    waitingMinutes: described.waitingMinutes,
    returned: described.returned,
    blocked: described.blocked,
  };
}
