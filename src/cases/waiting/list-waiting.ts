import { officeMinutes, type OfficeCalendar } from '../../domain/office-calendar.ts';
import { plainDateOf } from '../../domain/plain-date.ts';
import { stepOfTask } from '../../domain/user-tasks.ts';
import { unattendedKind, type WaitingKind, type WaitingOwner } from '../../domain/waiting.ts';
import type { EngineSighting } from '../../store/engine-watch.ts';
import type { Store } from '../../store/store.ts';
import type { Dependencies } from '../dependencies.ts';
import { tasksOfNobody } from '../who-may-do.ts';
import type { WaitingTerms } from './waiting-terms.ts';

/** One place at which something waits: everything open in the office is in exactly one. */
export interface WaitingPlace {
  readonly kind: WaitingKind;
  readonly applicationNumber: string | null;
  /** Element, layer, duty or message that it is about; '' when the kind says all. */
  readonly what: string;
  readonly owner: WaitingOwner;
  /** User name of who holds it; null: whoever of the lane is free. */
  readonly person: string | null;
  readonly since: Date;
  /** Minutes so far: office time for officers, all time for the others. */
  readonly waited: number;
  /** Null: it should not be there at all. */
  readonly term: number | null;
  readonly overdue: boolean;
  /** Of an incident: the engine's own words. */
  readonly sentence: string | null;
}

export interface WaitingSources {
  readonly store: Pick<
    Store,
    'workList' | 'inquiries' | 'outbox' | 'archiveCopies' | 'duties' | 'people' | 'accounts' | 'workTies'
  >;
  readonly settings: Pick<Dependencies['settings'], 'linkKey'>;
  readonly calendar: OfficeCalendar;
  readonly terms: WaitingTerms;
  readonly now: () => Date;
}

const DAY = 24 * 60;
/**
 * The diagram reminds after 7 and 14 days and closes after 30, and hands a card over after 3: a day more, and its timer
 * did not act.
 */
const COMPLETION_TERM = 31 * DAY;
const RECEIPT_TERM = 4 * DAY;
const FAILURES_THAT_TELL = 3;
/** No duty needs so long: one that is still at it hangs. Milliseconds. */
const LONGEST_RUN = 3_600_000;

/**
 * Everything that waits, longest first; `overdue` says what stands still. `engine` is what was last seen of the engine;
 * undefined: nobody has looked.
 */
export async function listWaiting(
  { store, settings, calendar, terms, now }: WaitingSources,
  engine: EngineSighting | undefined,
): Promise<WaitingPlace[]> {
  const at = now();
  const stranded = new Set(engine?.stranded);
  const incidents = engine?.incidents ?? [];
  const broken = new Set([...stranded, ...incidents.map(({ applicationNumber }) => applicationNumber)]);
  const [tasks, roster, unattended, messages, copies, duties, owed] = await Promise.all([
    store.workList.open(),
    store.people.roster(plainDateOf(at)),
    store.inquiries.unattended(),
    store.outbox.waiting(terms.serviceMinutes * 60_000),
    store.inquiries.missingCopies(),
    store.duties.all(),
    store.inquiries.owedCancellations(),
  ]);
  const ofNobody = await tasksOfNobody({ store, settings, now }, roster, tasks);
  const place = (
    kind: WaitingKind,
    given: Pick<WaitingPlace, 'owner' | 'since' | 'term'> & Partial<WaitingPlace>,
  ): WaitingPlace => {
    const waited = Math.max(0, (at.getTime() - given.since.getTime()) / 60_000);
    return {
      kind,
      applicationNumber: null,
      what: '',
      person: null,
      waited,
      overdue: given.term === null || waited >= given.term,
      sentence: null,
      ...given,
    };
  };
  const places: WaitingPlace[] = [
    ...tasks
      .filter(({ applicationNumber }) => !stranded.has(applicationNumber))
      .map(({ taskId, applicationNumber, element, lane, assignee, createdAt }) => {
        const waited = officeMinutes(calendar, createdAt, at);
        if (ofNobody.has(taskId))
          return place('nobody', {
            applicationNumber,
            what: element,
            owner: 'admin',
            person: assignee,
            since: createdAt,
            waited,
            term: null,
          });
        return place('task', {
          applicationNumber,
          what: element,
          owner: stepOfTask(element) === undefined ? 'admin' : lane,
          person: assignee,
          since: createdAt,
          waited,
          term: terms.taskMinutes,
          overdue: waited >= terms.taskMinutes,
        });
      }),
    ...unattended
      .filter(({ applicationNumber }) => !broken.has(applicationNumber))
      .map(({ applicationNumber, state, takenUpAt, lastEvent, since }) => {
        const kind = unattendedKind(state, takenUpAt !== null, lastEvent);
        const applicants = kind === 'completion' || kind === 'receipt';
        return place(kind, {
          applicationNumber,
          what: state,
          owner: applicants ? 'pemohon' : 'admin',
          since,
          term: applicants ? (kind === 'receipt' ? RECEIPT_TERM : COMPLETION_TERM) : terms.serviceMinutes,
        });
      }),
    ...[...stranded].map((applicationNumber) =>
      place('stranded', { applicationNumber, owner: 'admin', since: engine?.seenAt ?? at, term: null }),
    ),
    ...incidents.map(({ applicationNumber, element, sentence, since }) =>
      place('incident', { applicationNumber, what: element, owner: 'admin', since, sentence, term: null }),
    ),
    ...owed.map(({ applicationNumber, siakReference, entryOfficer, since }) => {
      const waited = officeMinutes(calendar, since, at);
      return place('siak-undo', {
        applicationNumber,
        what: siakReference,
        owner: 'petugas-entri',
        person: entryOfficer,
        since,
        waited,
        term: terms.taskMinutes,
        overdue: waited >= terms.taskMinutes,
      });
    }),
    // The start of a case is reported by the case itself.
    ...messages
      .filter(({ name }) => name !== 'application-submitted')
      .map(({ applicationNumber, name }) =>
        place('message', {
          applicationNumber,
          what: name,
          owner: 'admin',
          since: new Date(at.getTime() - terms.serviceMinutes * 60_000),
          term: terms.serviceMinutes,
        }),
      ),
    ...copies.map(({ layer, state, since, count }) =>
      place(state === 'absent' ? 'copies' : 'damaged-copies', {
        what: `${layer}: ${count} salinan`,
        owner: 'petugas-cetak',
        since,
        term: state === 'absent' ? terms.taskMinutes : null,
      }),
    ),
    ...duties
      .filter(
        ({ failures, startedAt, leasedUntil }) =>
          failures >= FAILURES_THAT_TELL ||
          (leasedUntil !== null && startedAt !== null && at.getTime() - startedAt.getTime() > LONGEST_RUN),
      )
      .map(({ name, succeededAt, startedAt }) =>
        place('duty', { what: name, owner: 'admin', since: succeededAt ?? startedAt ?? at, term: null }),
      ),
  ];
  return places.toSorted((a, b) => Number(b.overdue) - Number(a.overdue) || a.since.getTime() - b.since.getTime());
}
