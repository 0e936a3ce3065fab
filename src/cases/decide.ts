import { isDeepStrictEqual } from 'node:util';
import { Refusal, isRefusalCode, type FailureCode, type RefusalCode } from '../domain/failures.ts';
import { judgeDecision, type DecisionVerdict } from '../domain/judge-decision.ts';
import { readAnswer, type AnsweredCase, type GivenAnswer } from '../domain/decision-answers.ts';
import { isUserTask, stepOfTask } from '../domain/user-tasks.ts';
import type { TaskId } from '../domain/work-list.ts';
import type { CaseRecord, DraftRecord, Judgement, Store, WorkItem } from '../store/store.ts';
import type { Dependencies } from './dependencies.ts';
import { assessCase } from './assess-case.ts';
import { redrawsRefused } from './redraw-draft.ts';
import { namedOn, signatoryToday } from './signatory-of-card.ts';
import { judgeNumbers, keepNumbers } from './siak-numbers.ts';
import { stoppedByRules } from './rules-that-stop.ts';
import { taskClaim } from './task-claim.ts';
import { whatWasSeen } from './what-was-seen.ts';

type Needs = Pick<Dependencies, 'store' | 'engine' | 'now' | 'logger' | 'documents' | 'settings'>;

export interface DecisionRequest {
  readonly applicationNumber: string;
  readonly task: TaskId;
  readonly answer: GivenAnswer;
  /** Numbers that SIAK gave, by place-holder, of an entry that was typed there; not trusted yet. */
  readonly siakNumbers?: Readonly<Record<string, unknown>>;
  /** The draft that was shown beside the form; absent where none was. */
  readonly draftSha256?: string;
}
export type Decide = (username: string, request: DecisionRequest) => Promise<void>;

/** A judgement that is older than any answer of an engine can be. Milliseconds. */
const FORGOTTEN_MS = 60_000;

/**
 * The one way in which a person decides, whichever page or program asks. In one transaction the task is locked, the
 * claim is judged and the judgement is written with its journal entry; then the engine is asked to complete the task
 * and lets the judgement take effect in its own transaction, or nothing happens. Throws Refusal, journalled, with the
 * sentence for the person who clicked.
 */
export function decide(needs: Needs): Decide {
  const { store, engine, logger } = needs;
  return async (username, request) => {
    const { task, applicationNumber } = request;
    const judged = await store.transaction((tables) => judge(needs, tables, username, request));
    if (judged === 'in-force') return;
    if (typeof judged === 'string') throw new Refusal(judged);
    let outcome: 'completed' | 'not-judged' | 'gone' | 'away';
    try {
      outcome = await engine.tasks.complete(task);
    } catch (error) {
      logger.warn(
        { applicationNumber, error: error instanceof Error ? error.name : typeof error },
        'the engine did not answer a completion',
      );
      outcome = 'away';
    }
    if (outcome === 'completed' || (await tookEffect(store, judged))) return;
    // An engine that was slow may have taken it in this very moment; then there is nothing to take back.
    if (!(await lapse(store, judged, outcome)) && (await tookEffect(store, judged))) return;
    throw new Refusal(outcome === 'gone' ? 'TASK_GONE' : 'NOT_RECORDED');
  };
}

/**
 * The judgement that now waits for the engine, or that it is in force already, or the code of the journalled refusal.
 */
async function judge(
  { now, documents, settings }: Needs,
  tables: Store,
  username: string,
  { applicationNumber, task, answer, draftSha256, siakNumbers = {} }: DecisionRequest,
): Promise<Judgement | 'in-force' | RefusalCode> {
  const item = await tables.workList.lock(task);
  const record = await tables.cases.find(applicationNumber);
  const refuse = (because: FailureCode) => refuseDecision(tables, username, record, item, because);
  if (record === undefined || item?.applicationNumber !== applicationNumber) return refuse('TASK_GONE');
  // Before the decisions: what has just left here is found there.
  const earlier = await tables.judgements.find(task);
  const claim = await taskClaim({ store: tables, settings, now }, username, item, record);
  const of = await answeredCase({ store: tables, settings, now }, username, item, record);
  const seen = await whatWasSeen(tables, username, record, of.broughtSha256);
  // A double click is one decision, also when the second click comes after all is done.
  const decision = claim.decisions.find(({ taskId }) => taskId === task);
  if (decision?.takenBackAt != null) return refuse('TASK_GONE');
  if (decision !== undefined)
    return isSame(decision, { decidedBy: username, answer: variablesOf(item.element, answer, of, username) })
      ? 'in-force'
      : refuse('TASK_GONE');
  if (item.endedAt !== null) return refuse('TASK_GONE');
  if ((await tables.takingBacks.onItsWay(task)) !== undefined) return refuse('BEING_TAKEN_BACK');
  const verdict = judgeDecision({ ...claim, of, answer, seen });
  if (!verdict.allowed) return refuse(verdict.because);
  if (draftSha256 !== undefined && draftSha256 !== record.draftSha256) return refuse('DRAFT_NOT_SEEN');

  const stopped = await stoppedByRules({ store: tables, documents, settings }, record, item.element, answer);
  if (stopped !== undefined) return refuse(stopped);

  const numbers = await numbersOf({ store: tables, documents, settings }, record, item.element, siakNumbers);
  if (typeof numbers === 'string') return refuse(numbers);

  const judgement = judgementOf(item, record, username, verdict, now());
  if (earlier?.onItsWay === true)
    // A double click is one decision; anything else has to wait for what becomes of the first.
    return isSame(earlier, judgement) ? earlier : refuse('BEING_DECIDED');
  if (!(await tables.judgements.put(judgement))) return refuse('BEING_DECIDED');
  await keepNumbers(tables, { documents, settings }, record, item, numbers, username);
  const { note: _words, ...plain } = judgement.answer;
  await tables.journal.write({
    applicationNumber,
    actor: username,
    event: 'decision-recorded',
    step: judgement.step,
    detail: {
      ...plain,
      element: item.element,
      actingAs: judgement.actingAs,
      task,
      draftSha256: judgement.draftSha256,
    },
  });
  return judgement;
}

/** Numbers that SIAK gave belong to a typed entry alone. */
async function numbersOf(
  needs: Pick<Needs, 'store' | 'documents' | 'settings'>,
  record: CaseRecord,
  element: string,
  typed: Readonly<Record<string, unknown>>,
) {
  if (element !== 'enter-siak-manually' || record.siakWay !== 'typed') return {};
  return judgeNumbers(needs.store, needs, record, await assessCase(needs, record), typed);
}

function judgementOf(
  { taskId, element }: WorkItem,
  { applicationNumber, draftSha256 }: CaseRecord,
  decidedBy: string,
  { step, actingAs, answer }: Extract<DecisionVerdict, { allowed: true }>,
  decidedAt: Date,
): Judgement {
  return {
    taskId,
    applicationNumber,
    element,
    step,
    decidedBy,
    decidedAt,
    actingAs,
    answer: answer.variables,
    change: answer.effect,
    draftSha256,
  };
}

/**
 * What of the case the answer depends on; a card from SIAK counts for the task for which it was brought, not for a
 * later one.
 */
async function answeredCase(
  needs: Pick<Needs, 'store' | 'settings' | 'now'>,
  username: string,
  { element, taskId }: Pick<WorkItem, 'element' | 'taskId'>,
  { applicationNumber, draftSha256, signatory }: CaseRecord,
): Promise<AnsweredCase> {
  const { store } = needs;
  const brought = element === 'bring-signed-card' ? await store.siakCards.newest(applicationNumber) : undefined;
  const draft =
    element === 'approve-signing' && draftSha256 !== null ? await store.drafts.find(draftSha256) : undefined;
  return {
    draftSha256,
    draftNames: draft?.signatory ?? null,
    draftNamesFormerly: draft !== undefined && (await namesFormerly(needs, username, draft)),
    drawnNextFor: signatory,
    broughtSha256: brought?.taskId === taskId ? brought.sha256 : null,
  };
}

/** In a capacity or name of before; false where a redrawing was tried and would have changed more. */
async function namesFormerly(
  needs: Pick<Needs, 'store' | 'settings' | 'now'>,
  username: string,
  draft: DraftRecord,
): Promise<boolean> {
  const today = await signatoryToday(needs, username);
  if (namedOn(draft, username, today?.lines) !== 'formerly') return false;
  return !(await redrawsRefused(needs.store, username, [draft.applicationNumber])).has(draft.sha256);
}

function variablesOf(element: string, given: GivenAnswer, of: AnsweredCase, username: string): Judgement['answer'] {
  const answer = isUserTask(element) ? readAnswer(element, given, of, username) : 'TASK_UNKNOWN';
  return typeof answer === 'string' ? {} : answer.variables;
}

type Answered = Pick<Judgement, 'decidedBy' | 'answer'>;
function isSame(one: Answered, other: Answered): boolean {
  return one.decidedBy === other.decidedBy && isDeepStrictEqual({ ...one.answer }, { ...other.answer });
}

async function refuseDecision(
  tables: Store,
  username: string,
  record: CaseRecord | undefined,
  item: WorkItem | undefined,
  because: FailureCode,
): Promise<RefusalCode> {
  await tables.journal.write({
    applicationNumber: record?.applicationNumber ?? null,
    actor: username,
    event: 'decision-refused',
    step: item === undefined ? null : (stepOfTask(item.element) ?? null),
    detail: { because, element: item?.element ?? null, task: item?.taskId ?? null },
  });
  return isRefusalCode(because) ? because : 'NOT_RECORDED';
}

/** Whether this very judgement is in force, although the engine's answer was lost or came for its twin. */
async function tookEffect({ decisions }: Pick<Store, 'decisions'>, judged: Judgement): Promise<boolean> {
  const decision = await decisions.byTask(judged.taskId);
  return decision !== undefined && isSame(decision, judged);
}

/** Takes back a judgement that no engine took. What was taken in this very moment stays in force. */
async function lapse(
  store: Store,
  judged: Judgement,
  because: 'not-judged' | 'gone' | 'away' | 'forgotten',
): Promise<boolean> {
  return store.transaction(async (tables) => {
    if (!(await tables.judgements.withdraw(judged))) return false;
    await tables.journal.write({
      applicationNumber: judged.applicationNumber,
      actor: judged.decidedBy,
      event: 'decision-lapsed',
      step: judged.step,
      detail: { because, element: judged.element, task: judged.taskId },
    });
    return true;
  });
}

/**
 * The process of the office died between judging and completing: the judgement must not lie in wait for a completion
 * that somebody else asks for. Returns how many lapsed. Repeating is harmless.
 */
export function lapseForgottenJudgements({ store }: Pick<Dependencies, 'store'>) {
  return async (olderThanMs: number = FORGOTTEN_MS): Promise<number> => {
    let lapsed = 0;
    for (const judged of await store.judgements.forgotten(olderThanMs))
      if (await lapse(store, judged, 'forgotten')) lapsed += 1;
    return lapsed;
  };
}
