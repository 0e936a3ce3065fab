import type { WorkListFeed } from '../domain/work-list.ts';
import type { ListenerAnswers } from '../process/zeebe/judgements.ts';
import type { Store } from '../store/store.ts';

/** What an existing cluster is answered about user tasks, from our own tables. */
export function listenerAnswers(
  feed: WorkListFeed,
  {
    judgements,
    decisions,
    takingBacks,
    workList,
  }: Pick<Store, 'judgements' | 'decisions' | 'takingBacks' | 'workList'>,
): ListenerAnswers {
  return {
    created: (task) => feed.created(task),
    assigned: (task, assignee) => feed.assigned(task, assignee),
    ended: (task, how) => feed.ended(task, how),
    decisionTakesEffect: (task) => feed.decisionTakesEffect(task),
    takingBackTakesEffect: (task) => feed.takingBackTakesEffect(task),
    takingBackReady: (task) => takingBacks.onItsWay(task),
    isOpen: async (task) => (await workList.find(task))?.endedAt === null,
    isTakenBack: async (task) => (await decisions.byTask(task))?.takenBackAt != null,
    answerReady: async (task) => intoProcess((await judgements.find(task))?.answer),
    answerInForce: async (task) => intoProcess((await decisions.byTask(task))?.answer),
    holderOf: async (task) => (await workList.find(task))?.assignee,
  };
}

type Answer = Readonly<Record<string, unknown>>;

/** What goes on into the process of an answer: never an officer's words, as with the embedded engine (migration 151). */
function intoProcess(answer: Answer | undefined): Answer | undefined {
  if (answer === undefined) return undefined;
  const { note: _, ...goesOn } = answer;
  return goesOn;
}
