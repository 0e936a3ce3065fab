import { createHash } from 'node:crypto';
import { CASE_STATES, type CaseRecord, type CaseState } from '../../store/store.ts';
import type { UserTask } from '../../engine/engine.ts';
import type { DeskCases, DeskTask } from '../desk.ts';
import { attend } from './access.ts';
import type { DeskMeans } from './means.ts';
import { describeTask, inLaneOf } from './tasks.ts';

/** States in which no task can be open; archived cases still wait for absent media, but not for a desk. */
const FINISHED: readonly CaseState[] = ['archived', 'closed', 'withdrawn'];
const LIVING = CASE_STATES.filter((state) => !FINISHED.includes(state));
/** More open cases than a year of this office can leave behind. */
const MOST_CASES = 5_000;

/** The officer's own work at once: counts, the oldest, what is late, what came back and why. */
export function dashboard(means: DeskMeans): DeskCases['dashboard'] {
  return async (username) => {
    const attendant = await attend(means, username);
    const [open, cases] = await Promise.all([means.engine.openTasks(), casesByInstance(means)]);
    const inLane = open.filter((task) => inLaneOf(attendant, task.elementId));
    const heldByOthers = (task: UserTask) => task.assignee !== null && task.assignee !== username;
    const described = await Promise.all(
      inLane
        .filter((task) => !heldByOthers(task))
        .map(async (task) => {
          const record = cases.get(task.processInstanceKey);
          return record === undefined ? undefined : await describeTask(means, attendant, task, record);
        }),
    );
    const tasks = described.filter((task): task is DeskTask => task !== undefined).toSorted((a, b) => a.createdAt.getTime() - b.createdAt.getTime());
    const own = tasks.filter((task) => task.blocked === null);
    return {
      officer: attendant.officer,
      tasks,
      heldByColleagues: inLane.filter(heldByOthers).length,
      counts: {
        open: own.length,
        mine: own.filter((task) => task.assignee === username).length,
        late: own.filter((task) => task.late).length,
        returned: own.filter((task) => task.returned !== null).length,
        signable: own.filter((task) => task.step === 7).length,
      },
      oldest: own[0] ?? null,
      version: createHash('sha256').update(tasks.map((task) => `${task.userTaskKey}${task.assignee ?? ''}`).join()).digest('hex').slice(0, 16),
    };
  };
}

export async function casesByInstance({ store }: DeskMeans): Promise<Map<string, CaseRecord>> {
  const records = await store.cases.list({ states: LIVING, limit: MOST_CASES });
  return new Map(records.flatMap((record) => (record.processInstanceKey === null ? [] : [[record.processInstanceKey, record]])));
}
