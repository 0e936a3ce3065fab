import type { WaitingKind } from '../../domain/waiting.ts';
import { judgeRevoker } from '../../domain/revocation.ts';
import type { OfficerRole } from '../../domain/process.ts';
import type { Dependencies } from '../dependencies.ts';
import { identifyOfficer } from '../identify-officer.ts';
import { tiesToWork } from '../ties-to-work.ts';
import { tasksOfNobody } from '../who-may-do.ts';
import { officeMinutes } from '../../domain/office-calendar.ts';
import { plainDateOf } from '../../domain/plain-date.ts';
import type { TaskId } from '../../domain/work-list.ts';
import { listWaiting } from './list-waiting.ts';

/** Who is reminded when a lane is late for longer. The head has nobody above in this office. */
const SUPERIOR_OF: Readonly<Partial<Record<OfficerRole, OfficerRole>>> = {
  'petugas-entri': 'kasi',
  'petugas-cetak': 'kasi',
  kasi: 'kepala-dinas',
};

export interface Reminders {
  /** Tasks that this officer holds or may take, waiting beyond the term; longest first. */
  readonly own: readonly string[];
  /** Tasks of the lanes below, waiting beyond the term and the superior's; by lane, longest first. */
  readonly below: readonly { readonly lane: OfficerRole; readonly applicationNumbers: readonly string[] }[];
  /** For the head: cases with a task that nobody of the office may do. */
  readonly ofNobody: readonly string[];
  /** How many entries this officer, or a colleague who typed them, has to undo in SIAK. */
  readonly owedCancellations: number;
  /** Cases whose card is to be taken back, which wait for this officer's word as the second person. */
  readonly revocations: readonly string[];
  /** For the admin: what stands still and only they can mend, by kind, how many. */
  readonly standing: readonly { readonly kind: WaitingKind; readonly count: number }[];
  /** Office minutes. */
  readonly termMinutes: number;
}

const NOTHING = { own: [], below: [], ofNobody: [], owedCancellations: 0, revocations: [] };

/** What has waited too long: a reminder to whoever can do it, and a settable time later to the superior. */
export function listReminders({
  store,
  now,
  calendar,
  settings,
}: Pick<Dependencies, 'store' | 'now' | 'calendar'> & {
  readonly settings: Pick<Dependencies['settings'], 'terms' | 'linkKey'>;
}) {
  return async (username: string): Promise<Reminders> => {
    const { officer, person, roster } = await identifyOfficer({ store, now }, username);
    const roles = officer.roles.map(({ role }) => role);
    const { taskMinutes, superiorMinutes } = settings.terms;
    const below = (Object.keys(SUPERIOR_OF) as OfficerRole[]).filter((lane) => {
      const superior = SUPERIOR_OF[lane];
      return superior !== undefined && roles.includes(superior) && !roles.includes(lane);
    });
    const standing = officer.isAdmin ? await standsStill() : [];
    if (roles.length === 0) return { ...NOTHING, standing, termMinutes: taskMinutes };
    // The head is told of every task that nobody may do, whoever's it is.
    const isHead = roles.includes('kepala-dinas');
    const [open, ties] = await Promise.all([
      store.workList.open(isHead ? undefined : { lanes: [...roles, ...below] }),
      isHead ? tiesToWork({ store, settings }, roster.people) : tiesToWork({ store, settings }, [person], roles),
    ]);
    const waits = (minutes: number) => (task: (typeof open)[number]) =>
      officeMinutes(calendar, task.createdAt, now()) >= minutes;
    const numbers = (tasks: typeof open) => [...new Set(tasks.map(({ applicationNumber }) => applicationNumber))];
    const keptFrom = ties.keptFrom(person, plainDateOf(now()), roster);
    const mine = open.filter(
      ({ taskId, lane, assignee }) =>
        roles.includes(lane) && (assignee === null || assignee === username) && !keptFrom.includes(taskId),
    );
    const ofNobody = isHead ? await tasksOfNobody({ store, settings, now }, roster, open, ties) : new Set<TaskId>();
    return {
      own: numbers(mine.filter(waits(taskMinutes))),
      below: below
        .map((lane) => ({
          lane,
          applicationNumbers: numbers(
            open.filter((task) => task.lane === lane).filter(waits(taskMinutes + superiorMinutes)),
          ),
        }))
        .filter(({ applicationNumbers }) => applicationNumbers.length > 0),
      ofNobody: numbers(open.filter(({ taskId }) => ofNobody.has(taskId))),
      owedCancellations: roles.includes('petugas-entri') ? (await store.inquiries.owedCancellations()).length : 0,
      revocations: (await store.revocations.open())
        .filter((open) => !['WRONG_ROLE', 'FOUR_EYES'].includes(judgeRevoker({ username, roles }, open)))
        .map(({ applicationNumber }) => applicationNumber),
      standing,
      termMinutes: taskMinutes,
    };
  };

  /** As the watcher last saw it: the engine is not asked for every page. */
  async function standsStill(): Promise<Reminders['standing']> {
    const places = await listWaiting(
      { store, settings, calendar, terms: settings.terms, now },
      await store.engineWatch.newest(),
    );
    const kinds = places.filter(({ overdue, owner }) => overdue && owner === 'admin').map(({ kind }) => kind);
    return [...new Set(kinds)].map((kind) => ({ kind, count: kinds.filter((one) => one === kind).length }));
  }
}
