import { mayDecide } from '../domain/authority.ts';
import { Failure, type FailureCode } from '../domain/failures.ts';
import { plainDateOf } from '../domain/plain-date.ts';
import { HUMAN_TASKS, type Variables } from '../domain/process.ts';
import type { HumanStep } from '../domain/sop.ts';
import type { CompletedTask } from '../engine/engine.ts';
import type { CaseRecord, DecisionRecord, Store } from '../store/store.ts';
import { caseOf } from './applicant.ts';
import type { Cases } from './cases.ts';
import { readAnswer, type ReadAnswer } from './decision-answers.ts';
import type { Means } from './means.ts';
import { standing } from './standing.ts';

/**
 * A completed user task is a claim, not a fact: Tasklist 8.6 shows every task to everybody and takes any variable. Who completed it
 * and when is read back from the engine, judged by our own data, and written with its journal entry in one transaction; only then do
 * variables go on, and only ours. A refused claim is written too, and thrown: the task returns with the reason.
 * Key: the element instance of the recording job; a second delivery gets the first judgement.
 */
export function recordDecision(means: Means): Cases['recordDecision'] {
  return async (input, step, job) => {
    const { applicationNumber, ...claimed } = input;
    const record = await caseOf(means, applicationNumber, job.processInstanceKey);
    const earlier = await means.store.decisions.byRecorder(job.elementInstanceKey);
    if (earlier !== undefined) return answerAgain(earlier);

    const task = await claimToJudge(means, step, job.processInstanceKey);
    const judged = await judge(means, record, step, claimed, task);
    const decision: DecisionRecord = {
      applicationNumber,
      step,
      decidedBy: task.completedBy ?? '',
      decidedAt: task.completedAt,
      actingAs: judged.actingAs,
      userTaskKey: task.userTaskKey,
      recordedBy: job.elementInstanceKey,
      answer: judged.ok ? judged.answer.variables : {},
      draftSha256: record.draftSha256,
      refusedBecause: judged.ok ? null : judged.because,
    };
    await means.store.transaction(async (tables) => {
      await tables.decisions.record(decision);
      if (judged.ok) await tables.cases.change(applicationNumber, judged.answer.change);
      await journalDecision(tables, decision);
    });
    return answerAgain(decision);
  };
}

function answerAgain({ refusedBecause, answer }: DecisionRecord): Partial<Variables> {
  if (refusedBecause !== null) throw new Failure(refusedBecause);
  return answer;
}

/** The newest completed task of the step, not judged yet. The engine's records come about a second after its commands, so none, or one that was
 *  judged before, means: look again soon. */
async function claimToJudge(
  { engine, store }: Means,
  step: HumanStep,
  processInstanceKey: string,
): Promise<CompletedTask> {
  const newest = await engine.completedTask(processInstanceKey, HUMAN_TASKS[step]);
  if (newest === undefined || (await store.decisions.byUserTask(newest.userTaskKey)) !== undefined)
    throw new Failure('DECISION_NOT_VISIBLE_YET');
  return newest;
}

type Judged = ReadAnswer & { readonly actingAs: 'Plh' | 'Plt' | null };

async function judge(
  { store }: Means,
  record: CaseRecord,
  step: HumanStep,
  claimed: Partial<Variables>,
  task: CompletedTask,
): Promise<Judged> {
  const refuse = (because: FailureCode): Judged => ({ ok: false, because, actingAs: null });
  const person = task.completedBy === null ? undefined : await store.people.find(task.completedBy);
  if (person === undefined) return refuse('UNKNOWN_OFFICER');
  const history = standing(await store.decisions.of(record.applicationNumber));
  const verdict = mayDecide(person, step, history, await store.people.delegations(), plainDateOf(task.completedAt));
  if (!verdict.allowed) return refuse(verdict.because);
  if ((step === 5 || step === 7) && (await drawnAfter(store, record, task.createdAt))) return refuse('DRAFT_NOT_SEEN');
  return { ...readAnswer(step, claimed, record, person.username), actingAs: verdict.actingAs };
}

/** The engine's clock and ours may differ by this much; nobody decides within it. */
const CLOCK_SKEW_MS = 5_000;

/** A draft made after the task appeared was not what the task showed (a print job delivered twice). */
async function drawnAfter(store: Store, { draftSha256 }: CaseRecord, shownAt: Date): Promise<boolean> {
  const draft = draftSha256 === null ? undefined : await store.drafts.find(draftSha256);
  return draft !== undefined && draft.renderedAt.getTime() > shownAt.getTime() + CLOCK_SKEW_MS;
}

async function journalDecision(tables: Store, decision: DecisionRecord): Promise<void> {
  const { applicationNumber, step, decidedBy, actingAs, userTaskKey, draftSha256, refusedBecause } = decision;
  const { note: _spokenWords, ...answer } = decision.answer;
  await tables.journal.write({
    applicationNumber,
    actor: decidedBy === '' ? 'tidak dikenal' : decidedBy,
    event: refusedBecause === null ? 'decision-recorded' : 'decision-refused',
    step,
    detail:
      refusedBecause === null
        ? { ...answer, actingAs, userTaskKey, draftSha256 }
        : { because: refusedBecause, userTaskKey },
  });
}
