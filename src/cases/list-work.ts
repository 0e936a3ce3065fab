import type { Reason } from '../domain/application.ts';
import type { CaseState } from '../domain/case-state.ts';
import { absentUntil, offDuty } from '../domain/duty.ts';
import type { ElementCode } from '../domain/elements.ts';
import type { PlainDate } from '../domain/family-card.ts';
import { maskNik } from '../domain/nik.ts';
import { WAITS_LONG_MINUTES, officeTimeBefore } from '../domain/office-age.ts';
import { officeMinutes } from '../domain/office-calendar.ts';
import { plainDateOf } from '../domain/plain-date.ts';
import { OWN_WORK, searchExpression, type WorkQuery } from '../domain/work-query.ts';
import type { Asker, FoundCase, FoundCases, WorkCounts } from '../store/case-index.ts';
import type { ListedTask } from '../store/store.ts';
import type { Dependencies } from './dependencies.ts';
import { describeTask, type OfficerTask, type Today } from './describe-task.ts';
import { hasRole, identifyOfficer, type IdentifiedOfficer, type Officer } from './identify-officer.ts';
import { groundFor, refusal } from './open-case.ts';
import { inForce } from './decisions-in-force.ts';
import { tiesToWork, type TiesToWork } from './ties-to-work.ts';
import { isOfThePerson, othersFor, type Others } from './who-may-do.ts';

type Needs = Pick<Dependencies, 'store' | 'settings' | 'now' | 'calendar'>;

/** A row of the list: enough to distinguish cases and to serve a resident at the counter; the NIK in part only. */
export interface WorkRow {
  readonly applicationNumber: string;
  readonly applicantName: string;
  readonly maskedNik: string;
  readonly kalurahan: string | null;
  readonly reason: Reason;
  readonly elements: readonly ElementCode[];
  readonly state: CaseState;
  readonly submittedAt: Date;
  /** Name of the officer who holds the task, or else the case; null: nobody. */
  readonly holder: string | null;
  /** Null: nobody of the office has to do anything now. */
  readonly task: OfficerTask | null;
  readonly ownLane: boolean;
  /** Who may do a task of this officer's lane that they may not do themselves; null: there is none such. */
  readonly others: Others | null;
  /** Was on this desk before. */
  readonly again: boolean;
  /** Whether this officer may open the case. */
  readonly mayOpen: boolean;
  /** Since the task appeared, or since it was submitted. Minutes of office hours. */
  readonly officeMinutes: number;
}

export interface Work {
  readonly officer: Officer;
  /** Last day of the absence that the office has written down for this officer; null: on duty. */
  readonly absentUntil: PlainDate | null;
  readonly rows: readonly WorkRow[];
  /** The tasks of these rows. */
  readonly tasks: readonly OfficerTask[];
  /** Rows over all pages. */
  readonly total: number;
  readonly pageSize: number;
  /** The officer's own work; null for a list of other cases. */
  readonly counts: WorkCounts | null;
  /** This officer's step of new cases is done in SIAK; here only what was begun another way. */
  readonly worksInSiak: boolean;
  /** Office minutes that the oldest task of the own work waits; null: none. */
  readonly oldestMinutes: number | null;
  /** Archive copies that wait for an absent medium (SOP step 10), by layer; for the print officer, empty for others. */
  readonly archiveRemainder: readonly { readonly layer: string; readonly copies: number }[];
  /** Whom a list can be restricted to. */
  readonly colleagues: readonly { readonly username: string; readonly name: string }[];
}

export const PAGE_SIZE = 25;

/**
 * A page of the officer's own work, or of a search over all cases. Names stand in it, so it is journalled: a page of
 * the own list as one row with its numbers, a search at each case it found. Who works in no lane may not search.
 */
export function listWork(needs: Needs) {
  const { store } = needs;
  return async (username: string, query: WorkQuery = OWN_WORK, size = PAGE_SIZE): Promise<Work> => {
    const identified = await identifyOfficer(needs, username);
    const { asker, today, ties } = await askerOf(needs, identified);
    const isOwn = query.scope === 'own' && query.text === null;
    if (!isOwn && asker.lanes.length === 0)
      throw await refusal(
        needs,
        { username, event: 'view-refused', asked: 'search-viewed', applicationNumbers: [null] },
        'WRONG_ROLE',
      );
    const { people, absences } = identified.roster;
    const nameOf = (name: string | null) => people.find((person) => person.username === name)?.name ?? name;
    const found: FoundCases<ListedTask> & { readonly counts?: WorkCounts } = isOwn
      ? await store.caseIndex.ownWork(asker, query, size)
      : await search(store, asker, query, size);
    await journalled(needs, username, isOwn, found.rows);
    const described = found.rows.map((row) => workRow(needs, identified, row, { ...today, ties }, nameOf));
    const tasks = described.flatMap(({ task }) => task ?? []);
    const othersOf = await othersFor(needs, identified.roster, tasks);
    const rows = described.map((row, i) => withOthers(row, found.rows[i]!, othersOf));
    const counts = found.counts ?? null;
    return {
      officer: identified.officer,
      absentUntil: absentUntil(absences, username, today.day),
      rows,
      tasks,
      total: found.total,
      pageSize: size,
      counts,
      oldestMinutes: counts?.oldestSince == null ? null : officeMinutes(needs.calendar, counts.oldestSince, today.now),
      worksInSiak:
        needs.settings.siakWay === 'siak-signed-pdf' &&
        (hasRole(identified, 'kasi') || hasRole(identified, 'kepala-dinas')),
      archiveRemainder: hasRole(identified, 'petugas-cetak') ? await archiveRemainder(needs) : [],
      colleagues: people
        .filter(({ active, roles }) => active && roles.some((role) => role !== 'auditor' && role !== 'admin'))
        .map(({ username: login, name }) => ({ username: login, name })),
    };
  };
}

/**
 * How much waits for an officer, and a text that changes when their list does: for a page that asks again and again.
 */
export function workNews(needs: Needs) {
  return async (username: string): Promise<Pick<WorkCounts, 'open' | 'version'>> => {
    const { asker } = await askerOf(needs, await identifyOfficer(needs, username));
    return needs.store.caseIndex.pulse(asker);
  };
}

export async function askerOf(
  needs: Needs,
  { officer, person, roster }: IdentifiedOfficer,
): Promise<{ readonly asker: Asker; readonly today: Today; readonly ties: TiesToWork }> {
  const now = needs.now();
  const absent = offDuty(roster, plainDateOf(now));
  const lanes = officer.roles.map(({ role }) => role);
  const ties = await tiesToWork(needs, [person], lanes);
  return {
    ties,
    asker: {
      username: officer.username,
      lanes,
      absent: [...absent],
      keptFrom: ties.keptFrom(person, plainDateOf(now), roster),
      lateBefore: officeTimeBefore(needs.calendar, now, WAITS_LONG_MINUTES),
    },
    today: { now, day: plainDateOf(now), absent, calendar: needs.calendar },
  };
}

function search(
  { caseIndex }: Dependencies['store'],
  asker: Asker,
  { text, ...query }: WorkQuery,
  size: number,
): Promise<FoundCases<ListedTask>> | FoundCases<ListedTask> {
  // Who searches from their own work looks for a case wherever it is; own work comes first.
  const scope = query.scope === 'own' ? 'all' : query.scope;
  const expression = text === null ? null : searchExpression(text);
  return expression === undefined
    ? { rows: [], total: 0 }
    : caseIndex.find(asker, { ...query, scope, expression }, size);
}

async function journalled(
  { store }: Needs,
  actor: string,
  isOwn: boolean,
  rows: readonly FoundCase<ListedTask>[],
): Promise<void> {
  if (rows.length === 0) return;
  const numbers = rows.map(({ applicationNumber }) => applicationNumber);
  if (isOwn) {
    await store.journal.write({
      applicationNumber: null,
      actor,
      event: 'work-list-viewed',
      step: null,
      detail: { numbers },
    });
    return;
  }
  await store.transaction(async ({ journal }) => {
    for (const { applicationNumber, state } of rows)
      await journal.write({ applicationNumber, actor, event: 'search-viewed', step: null, detail: { state } });
  });
}

function workRow(
  needs: Needs,
  identified: IdentifiedOfficer,
  found: FoundCase<ListedTask>,
  { ties, ...today }: Today & { readonly ties: TiesToWork },
  nameOf: (username: string | null) => string | null,
): Omit<WorkRow, 'others'> {
  const { applicationNumber, applicantName, kalurahan, reason, elements, state, submittedAt, ownLane, again } = found;
  const own = ties.of(identified.person.username, applicationNumber);
  const task = found.task === null ? null : (describeTask(identified, found.task, today, own) ?? null);
  return {
    applicationNumber,
    applicantName,
    maskedNik: maskNik(found.nik),
    kalurahan,
    reason,
    elements,
    state,
    submittedAt,
    holder: nameOf(task?.assignee ?? found.entryOfficer),
    task,
    ownLane,
    again,
    mayOpen: typeof groundFor(identified, found, found.decisions) !== 'string',
    officeMinutes: task?.officeMinutes ?? officeMinutes(needs.calendar, submittedAt, today.now),
  };
}

function withOthers(
  row: Omit<WorkRow, 'others'>,
  { applicationNumber, decisions }: FoundCase<ListedTask>,
  othersOf: Awaited<ReturnType<typeof othersFor>>,
): WorkRow {
  const { task, ownLane } = row;
  if (task === null || !ownLane || !isOfThePerson(task.blocked)) return { ...row, others: null };
  return { ...row, others: othersOf({ applicationNumber, element: task.element, history: inForce(decisions) }) };
}

async function archiveRemainder({ store }: Pick<Needs, 'store'>): Promise<{ layer: string; copies: number }[]> {
  const byLayer = new Map<string, number>();
  for (const { layer } of await store.archiveCopies.absent()) byLayer.set(layer, (byLayer.get(layer) ?? 0) + 1);
  return [...byLayer].map(([layer, copies]) => ({ layer, copies }));
}
