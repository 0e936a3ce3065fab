import { createHash } from 'node:crypto';
import type { PlainDate } from '../domain/family-card.ts';
import { plainDateOf } from '../domain/plain-date.ts';
import { absentToday, absentUntil } from './absences-today.ts';
import type { Dependencies } from './dependencies.ts';
import { describeTask, type OfficerTask } from './describe-task.ts';
import { hasRole, identifyOfficer, type Officer } from './identify-officer.ts';

type Needs = Pick<Dependencies, 'store' | 'now'>;

export interface Work {
  readonly officer: Officer;
  /** Last day of the absence that the office has written down for this officer; null: on duty. */
  readonly absentUntil: PlainDate | null;
  /** Own and free tasks of the officer's lanes, longest waiting first. */
  readonly tasks: readonly OfficerTask[];
  /** Tasks of the same lanes that a colleague holds. */
  readonly heldByColleagues: number;
  readonly counts: {
    readonly open: number;
    readonly mine: number;
    readonly late: number;
    readonly returned: number;
    readonly signable: number;
  };
  readonly oldest: OfficerTask | null;
  /** Archive copies that wait for an absent medium (SOP step 10), by layer; for the print officer, empty for others. */
  readonly archiveRemainder: readonly { readonly layer: string; readonly copies: number }[];
  /** Changes when the list of tasks changes. */
  readonly version: string;
}

/** The officer's own work at once: counts, the oldest, what is late, what came back and why. */
export function listWork(needs: Needs) {
  const { store, now } = needs;
  return async (username: string): Promise<Work> => {
    const identified = await identifyOfficer(needs, username);
    const lanes = identified.officer.roles.map(({ role }) => role);
    const [listed, absent] = await Promise.all([
      lanes.length === 0 ? [] : store.workList.listed({ lanes }),
      absentToday(needs),
    ]);
    const today = { now: now(), day: plainDateOf(now()), absent };
    const described = listed
      .map((item) => describeTask(identified, item, today))
      .filter((task): task is OfficerTask => task !== undefined);
    const tasks = described.filter(({ anothers }) => !anothers);
    const own = tasks.filter((task) => task.blocked === null);
    return {
      officer: identified.officer,
      absentUntil: await absentUntil(needs, username),
      tasks,
      heldByColleagues: described.length - tasks.length,
      counts: {
        open: own.length,
        mine: own.filter((task) => task.mine).length,
        late: own.filter((task) => task.late).length,
        returned: own.filter((task) => task.returned !== null).length,
        signable: own.filter((task) => task.step === 7).length,
      },
      oldest: own[0] ?? null,
      archiveRemainder: hasRole(identified, 'petugas-cetak') ? await archiveRemainder(needs) : [],
      version: createHash('sha256')
        .update(tasks.map(({ task, assignee }) => `${task}${assignee ?? ''}`).join())
        .digest('hex')
        .slice(0, 16),
    };
  };
}

/** The next task after a decision: what this officer already holds, then the longest waiting; undefined: nothing left. */
export function nextTask({ tasks }: Pick<Work, 'tasks'>, after?: string): OfficerTask | undefined {
  const open = tasks.filter(({ blocked, applicationNumber }) => blocked === null && applicationNumber !== after);
  const ofSameCase = tasks.find(({ blocked, applicationNumber }) => blocked === null && applicationNumber === after);
  return ofSameCase ?? open.find(({ mine }) => mine) ?? open[0];
}

async function archiveRemainder({ store }: Needs): Promise<{ layer: string; copies: number }[]> {
  const byLayer = new Map<string, number>();
  for (const { layer } of await store.archiveCopies.absent()) byLayer.set(layer, (byLayer.get(layer) ?? 0) + 1);
  return [...byLayer].map(([layer, copies]) => ({ layer, copies }));
}
