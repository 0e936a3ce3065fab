import { statedOnly } from '../domain/card/claimed-cells.ts';
import { kalurahanOf } from '../domain/kalurahan.ts';
import { plainDateOf, printedDate } from '../domain/plain-date.ts';
import type { ElementCode } from '../domain/elements.ts';
import type { Reason } from '../domain/application.ts';
import type { AwaitedNumber } from '../domain/card/given-numbers.ts';
import type { PlainDate } from '../domain/family-card.ts';
import { assessCase } from './assess-case.ts';
import { wasReadInSiak, type ComparedChange } from './compare-changes.ts';
import type { Dependencies } from './dependencies.ts';
import { NotNow } from './not-possible.ts';
import { awaitedOf } from './siak-numbers.ts';
import { openCase } from './open-case.ts';
import { sheetOfCards, type SheetCard } from './sheet-of-cards.ts';

/** What the officer types into SIAK, value by value. */
export interface SiakSheet {
  readonly applicationNumber: string;
  readonly reason: Reason;
  readonly kkNumber: string | null;
  readonly enteredOn: PlainDate;
  readonly people: readonly {
    readonly nik: string;
    readonly name: string;
    readonly shdk: string;
    readonly fields: readonly {
      readonly element: ElementCode;
      readonly from: string;
      readonly to: string;
      /** Present where SIAK was not read for this case. */
      readonly unread?: NonNullable<ComparedChange['unread']>;
      readonly basis: string | null;
    }[];
  }[];
  /** Only for a new card. */
  readonly address: {
    readonly street: string;
    readonly rt: string;
    readonly rw: string;
    readonly kalurahan: string;
    readonly kapanewon: string;
    readonly postalCode: string;
  } | null;
  readonly reference: string | null;
  /** Numbers that SIAK gives with this entry and that the officer has to write down here. */
  readonly newNumbers: readonly Pick<AwaitedNumber, 'kind' | 'name'>[];
  /** Of an event-based case: whole cards; then `people` is empty. */
  readonly cards: readonly SheetCard[] | null;
}

/** What to type into SIAK where it is entered by hand (SOP step 3; SIAK has no public write interface). */
export function viewSiakSheet(needs: Pick<Dependencies, 'store' | 'now' | 'documents' | 'settings'>) {
  return async (username: string, applicationNumber: string): Promise<SiakSheet> => {
    const { record, ground } = await openCase(needs, username, applicationNumber, 'siak-sheet-viewed');
    const { application, reason } = record;
    if (reason !== 'perubahan-data' && reason !== 'baru')
      throw new NotNow('KK hilang atau rusak tidak memerlukan entri SIAK (SOP langkah 3).');
    if (ground.role !== 'petugas-entri')
      throw new NotNow('Entri SIAK dikerjakan petugas unit layanan & entri yang memegang berkas ini.');
    const assessed = await assessCase(needs, record);
    const people = application.members.map(({ nik, name, shdk }, index) => ({
      nik,
      name: asPrinted(name),
      shdk,
      fields: application.changes
        .filter((change) => change.member === index)
        .map(({ element, from, to, basis }) => ({
          element,
          ...(wasReadInSiak(record) ? { from: asTyped(element, from) } : statedOnly(asTyped(element, from))),
          to: asTyped(element, to),
          basis: basis ?? null,
        })),
    }));
    return {
      applicationNumber,
      reason,
      kkNumber: record.kkNumber ?? application.kkNumber ?? null,
      enteredOn: plainDateOf(needs.now()),
      people:
        assessed !== undefined ? [] : reason === 'baru' ? people : people.filter(({ fields }) => fields.length > 0),
      address: assessed === undefined && reason === 'baru' ? addressOf(application.address) : null,
      reference: record.siakReference,
      newNumbers: awaitedOf(record, assessed),
      cards: assessed === undefined ? null : sheetOfCards(assessed),
    };
  };
}

function addressOf({
  street,
  rt,
  rw,
  kalurahan,
}: {
  street: string;
  rt: string;
  rw: string;
  kalurahan: string;
}): SiakSheet['address'] {
  const place = kalurahanOf(kalurahan);
  return {
    street: asPrinted(street),
    rt: rt.padStart(3, '0'),
    rw: rw.padStart(3, '0'),
    kalurahan: asPrinted(place?.name ?? kalurahan),
    kapanewon: asPrinted(place?.kapanewon ?? ''),
    postalCode: place?.postalCode ?? '',
  };
}

/** SIAK keeps names and places in capitals, as they are printed on the card. */
const asPrinted = (text: string) => text.trim().replace(/\s+/g, ' ').toUpperCase();
const asTyped = (element: ElementCode, value: string) =>
  element === 'tanggal-lahir' && /^\d{4}-\d{2}-\d{2}$/.test(value) ? printedDate(value) : asPrinted(value);
