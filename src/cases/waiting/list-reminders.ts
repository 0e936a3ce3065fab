import type { WaitingKind } from '../../domain/waiting.ts';
import { judgeRevoker } from '../../domain/revocation.ts';
import type { OfficerRole } from '../../domain/process.ts';
import type { Dependencies } from '../dependencies.ts';
import { identifyOfficer } from '../identify-officer.ts';
import { officeMinutes } from '../../domain/office-calendar.ts';
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
  /** How many entries this officer, or a colleague who typed them, has to undo in SIAK. */
  readonly owedCancellations: number;
  /** Cases whose card is to be taken back, which wait for this officer's word as the second person. */
  readonly revocations: readonly string[];
  /** For the admin: what stands still and only they can mend, by kind, how many. */
  readonly standing: readonly { readonly kind: WaitingKind; readonly count: number }[];
  /** Office minutes. */
  readonly termMinutes: number;
}

/** What has waited too long: a reminder to whoever can do it, and a settable time later to the superior. */
export function listReminders({
  store,
  now,
  calendar,
  settings,
}: Pick<Dependencies, 'store' | 'now' | 'calendar'> & { readonly settings: Pick<Dependencies['settings'], 'terms'> }) {
  return async (username: string): Promise<Reminders> => {
    const { officer } = await identifyOfficer({ store, now }, username);
    const roles = officer.roles.map(({ role }) => role);
    const { taskMinutes, superiorMinutes } = settings.terms;
    const below = (Object.keys(SUPERIOR_OF) as OfficerRole[]).filter((lane) => {
      const superior = SUPERIOR_OF[lane];
      return superior !== undefined && roles.includes(superior) && !roles.includes(lane);
    });
    const standing = officer.isAdmin ? await standsStill() : [];
    if (roles.length === 0)
      return { own: [], below: [], owedCancellations: 0, revocations: [], standing, termMinutes: taskMinutes };
    const open = await store.workList.open({ lanes: [...roles, ...below] });
    const waits = (minutes: number) => (task: (typeof open)[number]) =>
      officeMinutes(calendar, task.createdAt, now()) >= minutes;
    const numbers = (tasks: typeof open) => [...new Set(tasks.map(({ applicationNumber }) => applicationNumber))];
    const mine = open.filter(
      ({ lane, assignee }) => roles.includes(lane) && (assignee === null || assignee === username),
    );
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
    const places = await listWaiting({ store, calendar, terms: settings.terms, now }, await store.engineWatch.newest());
    const kinds = places.filter(({ overdue, owner }) => overdue && owner === 'admin').map(({ kind }) => kind);
    return [...new Set(kinds)].map((kind) => ({ kind, count: kinds.filter((one) => one === kind).length }));
  }
}
