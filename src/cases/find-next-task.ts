import { OWN_WORK } from '../domain/work-query.ts';
import type { Dependencies } from './dependencies.ts';
import { describeTask, type OfficerTask } from './describe-task.ts';
import { identifyOfficer } from './identify-officer.ts';
import { askerOf } from './list-work.ts';

type Needs = Pick<Dependencies, 'store' | 'settings' | 'now' | 'calendar'>;

/** More rows than one officer is kept from by four eyes at once. */
const LOOKED_AT = 100;
/** For so long a case that a colleague opened is theirs to go on with. */
const LOOKING_MINUTES = 10;

/**
 * The task that comes next for this officer. After a decision: of the same case when it goes on with them, then what
 * they hold, then what waits longest. `skip`: they leave this case as it is and take the one that waits next longest.
 * Undefined: nothing is left.
 */
export function findNextTask(needs: Needs) {
  const { store } = needs;
  return async (
    username: string,
    { after, skip }: { readonly after?: string | undefined; readonly skip?: string | undefined } = {},
  ): Promise<OfficerTask | undefined> => {
    const identified = await identifyOfficer(needs, username);
    const { asker, today, ties } = await askerOf(needs, identified);
    const describe = (listed: Parameters<typeof describeTask>[1]) =>
      describeTask(identified, listed, today, ties.of(username, listed.applicationNumber));
    const isOpen = (task: OfficerTask | undefined): task is OfficerTask => task?.blocked === null;
    if (after !== undefined) {
      const same = (await store.workList.listed({ lanes: asker.lanes, applicationNumber: after })).map(describe);
      const found = same.find(isOpen);
      if (found !== undefined) return found;
    }
    const { rows } = await store.caseIndex.ownWork(asker, OWN_WORK, LOOKED_AT);
    const tasks = rows.flatMap(({ task }) => (task === null ? [] : (describe(task) ?? []))).filter(isOpen);
    if (skip === undefined)
      return tasks.find(({ mine }) => mine) ?? (await notAtAColleague(username, tasks)) ?? tasks[0];
    const left = tasks.findIndex(({ applicationNumber }) => applicationNumber === skip);
    const others = [...tasks.slice(left + 1), ...tasks.slice(0, Math.max(0, left))];
    return (await notAtAColleague(username, others)) ?? others[0];
  };

  /** Two who ask for the next one get two: what a colleague has open is left to them while there is another. */
  async function notAtAColleague(username: string, tasks: readonly OfficerTask[]): Promise<OfficerTask | undefined> {
    const open = await store.inquiries.lookedAtBy(
      { than: username, minutes: LOOKING_MINUTES },
      tasks.map(({ applicationNumber }) => applicationNumber),
    );
    return tasks.find(({ mine, applicationNumber }) => mine || !open.has(applicationNumber));
  }
}
