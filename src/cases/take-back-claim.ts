import { plainDateOf } from '../domain/plain-date.ts';
import { variablesBefore, type TakingBackClaim } from '../domain/take-back.ts';
import type { TaskId } from '../domain/work-list.ts';
import type { CaseRecord, DecisionRecord, JournalRow, Store, WorkItem } from '../store/store.ts';
import { actingPerson } from './acting-person.ts';
import { inForce } from './decisions-in-force.ts';
import type { Dependencies } from './dependencies.ts';
import { returningFailure } from './return-reason.ts';
import { isOwnFamily } from './ties-to-case.ts';

export interface ReadClaim extends TakingBackClaim {
  readonly decision: (DecisionRecord & { readonly isNewest: boolean }) | undefined;
  /** The open task that came after the decision. */
  readonly next: WorkItem | undefined;
  /** The process variables as they were before the decision. */
  readonly variables: Readonly<Record<string, unknown>>;
}

/** What the one judgement (domain/take-back.ts) has to know of a person and a decision, read in the caller's transaction. */
export async function takingBackClaim(
  { store, settings, now }: Pick<Dependencies, 'store' | 'settings' | 'now'>,
  username: string,
  {
    applicationNumber,
    entryOfficer,
    draftSha256,
  }: Pick<CaseRecord, 'applicationNumber' | 'entryOfficer' | 'draftSha256'>,
  task: TaskId,
): Promise<ReadClaim> {
  const today = plainDateOf(now());
  const roster = await store.people.roster(today);
  const decisions = inForce(await store.decisions.of(applicationNumber));
  const at = decisions.findIndex(({ taskId }) => taskId === task);
  const [decision, history] = [decisions[at], decisions.slice(0, Math.max(0, at))];
  const since = openAfter(await store.workList.of(applicationNumber), task);
  const journal = await store.journal.of(applicationNumber);
  const recorded = recordedAt(journal, task);
  const tasksSince: Awaited<ReturnType<typeof taskSince>>[] = [];
  for (const item of since) tasksSince.push(await taskSince(store, item, username));
  const person = await actingPerson(store, roster.people, username);
  return {
    person,
    isOwnFamily:
      person !== undefined && (await isOwnFamily({ store, settings }, person, { applicationNumber, draftSha256 })),
    decision: decision && { ...decision, isNewest: at === decisions.length - 1 },
    history,
    delegations: roster.delegations,
    today,
    tasksSince,
    actsSince: journal.slice(recorded + 1),
    entryOfficer,
    next: since.find(({ endedAt }) => endedAt === null),
    variables:
      decision?.caseBefore == null
        ? {}
        : variablesBefore(
            { answer: decision.answer, caseBefore: decision.caseBefore },
            history,
            returningFailure(journal.slice(recordedAt(journal, history.at(-1)?.taskId) + 1, recorded)) ?? '',
          ),
  };
}

async function taskSince(store: Store, { taskId, element, assignee, endedAt }: WorkItem, username: string) {
  return {
    element,
    assignee,
    isOpen: endedAt === null,
    isBeingDecided: (await store.judgements.find(taskId))?.onItsWay ?? false,
    begunBy: (await store.answerDrafts.begunBy(taskId, username)) ?? null,
  };
}

/** Tasks that were open after this one had ended. */
function openAfter(items: readonly WorkItem[], task: TaskId): WorkItem[] {
  const endedAt = items.find(({ taskId }) => taskId === task)?.endedAt;
  return endedAt == null ? [] : items.filter((item) => item.endedAt === null || item.endedAt > endedAt);
}

/** Place of a decision's entry in the journal; -1 when there is none. It shows what came after; a clock does not. */
const recordedAt = (journal: readonly JournalRow[], task: TaskId | undefined) =>
  journal.findLastIndex(({ event, detail }) => event === 'decision-recorded' && detail['task'] === task);
