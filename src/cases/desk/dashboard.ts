import { createHash } from 'node:crypto';
import type { UserTask } from '../../engine/engine.ts';
import type { DeskCases, DeskTask } from '../desk.ts';
import { attend } from './access.ts';
import { casesOf } from './cases-of.ts';
import type { DeskMeans } from './means.ts';
import { absentUntil } from './on-duty.ts';
import { describeTask, inLaneOf } from './tasks.ts';

/** The officer's own work at once: counts, the oldest, what is late, what came back and why. */
export function dashboard(means: DeskMeans): DeskCases['dashboard'] {
  return async (username) => {
    const attendant = await attend(means, username);
    const inLane = (await means.engine.openTasks()).filter((task) => inLaneOf(attendant, task.elementId));
    const heldByOthers = (task: UserTask) => task.assignee !== null && task.assignee !== username;
    const near = inLane.filter((task) => !heldByOthers(task));
    const cases = await casesOf(means.store, near);
    const described = await Promise.all(
      near.map(async (task) => {
        const record = cases.get(task.processInstanceKey);
        return record === undefined ? undefined : await describeTask(means, attendant, task, record);
      }),
    );
    const tasks = described
      .filter((task): task is DeskTask => task !== undefined)
      .toSorted((a, b) => a.createdAt.getTime() - b.createdAt.getTime());
    const own = tasks.filter((task) => task.blocked === null);
    return {
      officer: attendant.officer,
      absentUntil: await absentUntil(means, username),
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
      archiveRemainder: attendant.officer.roles.some(({ role }) => role === 'petugas-cetak')
        ? await archiveRemainder(means)
        : [],
      version: createHash('sha256')
        .update(tasks.map((task) => `${task.userTaskKey}${task.assignee ?? ''}`).join())
        .digest('hex')
        .slice(0, 16),
    };
  };
}

async function archiveRemainder({ store }: DeskMeans): Promise<{ layer: string; copies: number }[]> {
  const byLayer = new Map<string, number>();
  for (const { layer } of await store.archiveCopies.absent()) byLayer.set(layer, (byLayer.get(layer) ?? 0) + 1);
  return [...byLayer].map(([layer, copies]) => ({ layer, copies }));
}
