import type { Reason } from '../../domain/application.ts';
import { offDuty } from '../../domain/duty.ts';
import type { PlainDate } from '../../domain/family-card.ts';
import { momentsOf } from '../../domain/period.ts';
import { isPlainDate, plainDateOf } from '../../domain/plain-date.ts';
import type { SentMessage } from '../../store/inquiries.ts';
import type { DueOldCard, ReturnedOldCard } from '../../store/old-cards.ts';
import type { ArchiveCopyRecord, Hindrance } from '../../store/store.ts';
import { unreadCopies, unseenCopies } from '../check-archive.ts';
import type { Dependencies } from '../dependencies.ts';
import { describeTask, type OfficerTask } from '../describe-task.ts';
import { hasRole, identifyOfficer, type Officer } from '../identify-officer.ts';
import { unplacedCards, type UnplacedCard } from './found-cards.ts';
import { NotNow } from '../not-possible.ts';
import { refusal } from '../open-case.ts';
import { ownFamilyAmong, tiesToWork } from '../ties-to-work.ts';

type Needs = Pick<Dependencies, 'store' | 'archive' | 'now' | 'calendar'> & {
  readonly settings: Pick<Dependencies['settings'], 'archiveTermMs' | 'linkKey'>;
};

/** Where a sent card is: with WhatsApp, at the phone, read, or given up. */
export type DeliveryState = 'under-way' | 'delivered' | 'read' | 'failed';

export interface Delivery extends Pick<SentMessage, 'applicationNumber' | 'at' | 'deliveredAt' | 'readAt' | 'status'> {
  readonly state: DeliveryState;
  readonly reason: Reason;
  /** Code of the kalurahan. */
  readonly kalurahan: string;
  /** Of the officer who looks: a colleague sends it again. */
  readonly ownFamily: boolean;
}

export interface Deliveries {
  readonly officer: Officer;
  readonly day: PlainDate;
  readonly isToday: boolean;
  /** Cards that were sent on that day, newest first. */
  readonly sent: readonly Delivery[];
  readonly counts: Readonly<Record<DeliveryState, number>>;
  /** Open tasks of the print officer, longest waiting first: what WhatsApp could not bring. */
  readonly handOvers: readonly OfficerTask[];
  readonly oldCards: {
    readonly due: readonly (DueOldCard & { readonly ownFamily: boolean })[];
    /** Of all, also those that are not listed. */
    readonly dueCount: number;
    readonly returned: readonly (ReturnedOldCard & { readonly by: string })[];
  };
  /** PDFs of the watched folder that lie with no case, newest first. */
  readonly found: readonly UnplacedCard[];
  readonly layers: readonly {
    readonly layer: string;
    readonly present: boolean;
    readonly copies: Readonly<Record<ArchiveCopyRecord['state'], number>>;
    /** Copies that the check has not read again in time, though the medium is there. */
    readonly unread: number;
    /** Copies that nobody has read for months, as the medium is away. */
    readonly unseen: number;
    /** Why copies could not be written to it when it was last tried; null: nothing hinders. */
    readonly hindrance: Hindrance | null;
  }[];
  /** Archived cases of which no medium holds a whole copy, 100 at most. */
  readonly lost: readonly string[];
}

const MOST_DUE = 200;
const MOST_SENT = 2_000;
/** What is lacking is tried every half minute, and what was tried often in vain once an hour. */
const TRIED_LATELY_MS = 65 * 60_000;

/**
 * A day of the print officer (SOP steps 8 and 10). Throws Refusal, journalled, for everybody else; NotNow for no day.
 */
export function showDeliveries(needs: Needs) {
  const { store, archive, now } = needs;
  return async (username: string, asked?: PlainDate): Promise<Deliveries> => {
    const identified = await identifyOfficer(needs, username);
    if (!hasRole(identified, 'petugas-cetak'))
      throw await refusal(
        needs,
        { username, event: 'view-refused', asked: 'deliveries-viewed', applicationNumbers: [null] },
        'WRONG_ROLE',
      );
    const today = plainDateOf(now());
    const day = asked ?? today;
    if (!isPlainDate(day)) throw new NotNow('Tanggal ini tidak ada. Pilih tanggal dari kalender.');
    const span = momentsOf({ validFrom: day, validTo: day });
    const present = await archive.present();
    const [messages, listed, due, returned, copies, unread, unseen, hindrances, lost] = await Promise.all([
      store.inquiries.messages({ ...span, purpose: 'card' }, MOST_SENT),
      store.workList.listed({ lanes: ['petugas-cetak'] }),
      store.oldCards.due(MOST_DUE),
      store.oldCards.returned(span),
      store.archiveCopies.counts(),
      unreadCopies(needs, present),
      unseenCopies(needs, present),
      store.archiveCopies.hindrances(TRIED_LATELY_MS),
      store.archiveCopies.lost(),
    ]);
    const ties = await tiesToWork(needs, [identified.person], ['petugas-cetak']);
    const ownFamily = await ownFamilyAmong(needs, identified.person, [
      ...messages.map(({ applicationNumber }) => applicationNumber),
      ...due.cards.map(({ applicationNumber }) => applicationNumber),
    ]);
    const { people } = identified.roster;
    const absent = offDuty(identified.roster, today);
    const cases = new Map(
      (await store.cases.findMany([...new Set(messages.map(({ applicationNumber }) => applicationNumber))])).map(
        (record) => [record.applicationNumber, record],
      ),
    );
    const sent = messages.map((message): Delivery => {
      const record = cases.get(message.applicationNumber);
      const { applicationNumber, at, deliveredAt, readAt, status } = message;
      return {
        applicationNumber,
        at,
        deliveredAt,
        readAt,
        status,
        state: stateOf(message),
        reason: record?.reason ?? 'perubahan-data',
        kalurahan: record?.application.address.kalurahan ?? '',
        ownFamily: ownFamily.has(applicationNumber),
      };
    });
    const counts = { 'under-way': 0, delivered: 0, read: 0, failed: 0 };
    for (const { state } of sent) counts[state] += 1;
    return {
      officer: identified.officer,
      day,
      isToday: day === today,
      sent,
      counts,
      handOvers: listed
        .map((item) =>
          describeTask(
            identified,
            item,
            { now: now(), day: today, absent, calendar: needs.calendar },
            ties.of(username, item.applicationNumber),
          ),
        )
        .filter((task): task is OfficerTask => task !== undefined),
      oldCards: {
        due: due.cards.map((one) => ({ ...one, ownFamily: ownFamily.has(one.applicationNumber) })),
        dueCount: due.count,
        returned: returned.map((one) => ({
          ...one,
          by: people.find((person) => person.username === one.receivedBy)?.name ?? one.receivedBy,
        })),
      },
      found: await unplacedCards(needs),
      layers: archive.layers.map((layer) => ({
        layer,
        present: present.includes(layer),
        copies: copiesOf(copies.filter((one) => one.layer === layer)),
        unread: unread.find((one) => one.layer === layer)?.count ?? 0,
        unseen: unseen.find((one) => one.layer === layer)?.count ?? 0,
        hindrance: hindrances.find((one) => one.layer === layer)?.hindrance ?? null,
      })),
      lost,
    };
  };
}

function stateOf({ status, readAt, deliveredAt }: SentMessage): DeliveryState {
  if (status === 'read' || readAt !== null) return 'read';
  if (status === 'delivered' || deliveredAt !== null) return 'delivered';
  return ['undelivered', 'failed', 'canceled'].includes(status) ? 'failed' : 'under-way';
}

function copiesOf(counts: readonly { state: ArchiveCopyRecord['state']; count: number }[]) {
  const copies = { stored: 0, absent: 0, damaged: 0, repaired: 0 };
  for (const { state, count } of counts) copies[state] += count;
  return copies;
}
