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
    answerReady: async (task) => (await judgements.find(task))?.answer,
    answerInForce: async (task) => (await decisions.byTask(task))?.answer,
    holderOf: async (task) => (await workList.find(task))?.assignee,
  };
}
