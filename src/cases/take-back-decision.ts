import { Refusal, isRefusalCode, type FailureCode, type RefusalCode } from '../domain/failures.ts';
import { judgeTakingBack } from '../domain/take-back.ts';
import type { TakeBackReason } from '../domain/take-back-reason.ts';
import { stepOfTask } from '../domain/user-tasks.ts';
import type { TaskId } from '../domain/work-list.ts';
import type { Store } from '../store/store.ts';
import type { TakingBack } from '../store/taking-backs.ts';
import { newestInForce } from './decisions-in-force.ts';
import type { Dependencies } from './dependencies.ts';
import { takingBackClaim } from './take-back-claim.ts';

type Needs = Pick<Dependencies, 'store' | 'engine' | 'settings' | 'now' | 'logger'>;

export interface DecisionOfCase {
  readonly applicationNumber: string;
  /** Task in which the decision was made. */
  readonly task: TaskId;
  /** Null or absent: the officer named none. */
  readonly reason?: TakeBackReason | null;
}

/** Somebody has built on the decision: the refusal names them, for whoever clicked has to talk to them. */
export class DecisionBuiltOn extends Refusal {
  readonly by: string;
  constructor(by: string) {
    super('DECISION_BUILT_ON');
    this.by = by;
  }
  override get sentence(): string {
    return `Sudah dikerjakan oleh ${this.by}, jadi keputusan Anda tidak dapat ditarik kembali lagi. Hubungi ${this.by}, atau tulis catatan internal pada berkas ini.`;
  }
}

/** A judged taking-back; that the decision is taken back already; or why not. */
type Judged = TakingBack | 'taken-back' | Refusal;

/**
 * An officer takes back their own decision, as long as nobody has built on it (domain/take-back.ts): the case is as it
 * was before, and the task is open again. The task that came after is locked as for a decision of it, so of two who
 * take back and go on at the same moment exactly one wins. In force with the engine's own change, or nothing happens.
 * Throws Refusal, journalled, with the sentence for the person who clicked. Twice is once.
 */
export function takeBackDecision(needs: Needs) {
  const { store, engine, logger } = needs;
  return async (username: string, of: DecisionOfCase): Promise<void> => {
    const judged = await store.transaction((tables) => judge(needs, tables, username, of));
    if (judged === 'taken-back') return;
    if (judged instanceof Refusal) throw judged;
    let outcome: 'taken-back' | 'not-judged' | 'gone' | 'away';
    try {
      outcome = await engine.tasks.takeBack(judged.taskId);
    } catch (error) {
      logger.warn(
        { applicationNumber: of.applicationNumber, error: error instanceof Error ? error.name : typeof error },
        'the engine did not answer a taking-back',
      );
      outcome = 'away';
    }
    if (outcome === 'taken-back' || (await isTakenBack(store, of))) return;
    if (!(await lapse(store, judged, outcome)) && (await isTakenBack(store, of))) return;
    if (outcome === 'away') throw new Refusal('NOT_TAKEN_BACK');
    // Somebody was there first, and only now it can be said who.
    const late = await store.transaction((tables) => judge(needs, tables, username, of, { onlyLook: true }));
    if (late !== 'taken-back') throw late instanceof Refusal ? late : new Refusal('NOT_TAKEN_BACK');
  };
}

/**
 * The newest decision of the case, if this person may take it back now; undefined otherwise. Looks only: what has become
 * of it in the moment of the click is judged then.
 */
export function mayTakeBackDecision({ store, settings, now }: Pick<Needs, 'store' | 'settings' | 'now'>) {
  return async (
    username: string,
    applicationNumber: string,
  ): Promise<{ readonly task: TaskId; readonly element: string } | undefined> => {
    const newest = await newestInForce(store, applicationNumber);
    if (newest?.decidedBy !== username || newest.element === null) return undefined;
    const record = await store.cases.get(applicationNumber);
    const claim = await takingBackClaim({ store, settings, now }, username, record, newest.taskId);
    return judgeTakingBack(claim).allowed ? { task: newest.taskId, element: newest.element } : undefined;
  };
}

async function judge(
  { settings, now }: Needs,
  tables: Store,
  username: string,
  { applicationNumber, task, reason = null }: DecisionOfCase,
  { onlyLook = false } = {},
): Promise<Judged> {
  const record = await tables.cases.find(applicationNumber);
  const refuse = (because: FailureCode, by?: string) =>
    refuseTakingBack(tables, username, record?.applicationNumber ?? null, task, because, by);
  if (record === undefined) return refuse('DECISION_WENT_ON');
  const open = await tables.workList.open({ applicationNumber });
  // Those who decide any of them wait here for each other, in one order.
  for (const { taskId } of open.toSorted((a, b) => a.taskId.localeCompare(b.taskId)))
    await tables.workList.lock(taskId);
  const decided = await tables.decisions.byTask(task);
  if (decided?.applicationNumber === applicationNumber && decided.takenBackAt !== null)
    return decided.decidedBy === username ? 'taken-back' : refuse('NOT_OWN_DECISION');
  const claim = await takingBackClaim({ store: tables, settings, now }, username, record, task);
  const verdict = judgeTakingBack(claim);
  if (!verdict.allowed) return refuse(verdict.because, verdict.by);
  const { decision, next, variables } = claim;
  if (next === undefined || decision === undefined || decision.element === null) return refuse('DECISION_WENT_ON');
  const takingBack: TakingBack = {
    taskId: next.taskId,
    applicationNumber,
    decisionTask: task,
    element: decision.element,
    takenBackBy: username,
    assignee: next.assignee,
    variables,
  };
  // A second click goes to the engine as well, which takes one of them.
  if (onlyLook || (await tables.takingBacks.onItsWay(next.taskId)) !== undefined) return takingBack;
  await tables.takingBacks.put(takingBack);
  await tables.journal.write({
    applicationNumber,
    actor: username,
    event: 'decision-taken-back',
    step: decision.step,
    detail: { element: decision.element, task, next: next.element, ...(reason === null ? {} : { reason }) },
  });
  return takingBack;
}

async function refuseTakingBack(
  tables: Store,
  username: string,
  applicationNumber: string | null,
  task: TaskId,
  because: FailureCode,
  by?: string,
): Promise<Refusal> {
  const code: RefusalCode = isRefusalCode(because) ? because : 'NOT_TAKEN_BACK';
  await tables.journal.write({
    applicationNumber,
    actor: username,
    event: 'act-refused',
    step: null,
    detail: { asked: 'decision-taken-back', because: code, task, ...(by === undefined ? {} : { by }) },
  });
  if (by === undefined) return new Refusal(code);
  return new DecisionBuiltOn((await tables.people.find(by))?.name ?? by);
}

async function isTakenBack({ decisions }: Pick<Store, 'decisions'>, { task }: DecisionOfCase): Promise<boolean> {
  return (await decisions.byTask(task))?.takenBackAt != null;
}

/** Takes away a taking-back that no engine took. What was taken in this very moment stays. */
async function lapse(
  store: Store,
  { taskId, applicationNumber, takenBackBy, decisionTask, element }: TakingBack,
  because: 'not-judged' | 'gone' | 'away' | 'forgotten',
): Promise<boolean> {
  return store.transaction(async (tables) => {
    if (!(await tables.takingBacks.withdraw(taskId))) return false;
    await tables.journal.write({
      applicationNumber,
      actor: takenBackBy,
      event: 'taking-back-lapsed',
      step: stepOfTask(element) ?? null,
      detail: { because, element, task: decisionTask },
    });
    return true;
  });
}

/** As for judgements: the process of the office died between judging and going back. Returns how many lapsed. */
export function lapseForgottenTakingsBack({ store }: Pick<Dependencies, 'store'>) {
  return async (): Promise<number> => {
    let lapsed = 0;
    for (const one of await store.takingBacks.forgotten()) if (await lapse(store, one, 'forgotten')) lapsed += 1;
    return lapsed;
  };
}
