import type { FamilyCard, FamilyMember, PlainDate } from '../domain/family-card.ts';
import type { ElementCode } from '../domain/elements.ts';
import type { SiakWay } from '../domain/siak-way.ts';
import type { Reason } from '../domain/application.ts';

export interface SiakPersonClaim {
  readonly nik: string;
  readonly kkNumber: string | null;
  readonly name: string;
  readonly shdk: string;
}
/** Answer of SIAK's reading service per person (CALL_VERIFY_BY_ELEMEN): "Sesuai", "Tidak Sesuai", "Sesuai (95)". */
export interface SiakPersonCheck {
  readonly known: boolean;
  readonly nameMatches: boolean;
  readonly kkMatches: boolean;
}

export interface SiakEntry {
  /** Our own reference, the application number: SIAK is asked for it before anything is entered again. */
  readonly ownReference: string;
  readonly reason: Reason;
  readonly kkNumber: string | null;
  readonly changes: readonly {
    readonly nik: string;
    readonly element: ElementCode;
    readonly from: string;
    readonly to: string;
    readonly basis: string | null;
  }[];
  /** For a new card: who belongs to it and where they live. */
  readonly members: readonly SiakPersonClaim[];
  readonly address: { readonly street: string; readonly rt: string; readonly rw: string; readonly kalurahan: string };
  readonly enteredOn: PlainDate;
  /** The cards as they are to stand afterwards, of an event-based application; then changes and members are empty. */
  readonly cards?: readonly EnteredCard[];
}
/** One card of an entry. Numbers that SIAK is to give are place-holders (`src/domain/card/awaited.ts`). */
export interface EnteredCard {
  readonly kkNumber: string;
  /** Null: nobody stands on it any more. */
  readonly card: FamilyCard | null;
  /** Its family asked for it in this file; the first of these is the receipt's card. */
  readonly issued: boolean;
}
export interface SiakReceipt {
  readonly reference: string;
  /** The number of the card, new or kept. */
  readonly kkNumber: string;
}

/** The population register. It has no public interface for writing: only the simulator takes entries from a program. */
export interface Siak {
  readonly way: SiakWay;
  /** Whether the ministry's reading service may be asked; where not, `check` answers nothing and `family` throws. */
  readonly reads: boolean;
  /** One answer for each claim, in their order; none at all where nothing is read. */
  check(
    claims: readonly SiakPersonClaim[],
    context: { readonly ownReference: string; readonly address: SiakEntry['address'] },
  ): Promise<SiakPersonCheck[]>;
  /** Throws Failure('SIAK_MANUAL' | 'SIAK_REFUSED' | 'SIAK_UNREACHABLE'). */
  enter(entry: SiakEntry): Promise<SiakReceipt>;
  /** The living entry made under our own reference, if SIAK knows one. */
  findEntry(ownReference: string): Promise<SiakReceipt | undefined>;
  cancelEntry(reference: string): Promise<void>;
  /**
   * The family as it stands now. The ministry's service reads single people (CALL_NIK): there `niks` says whom to ask,
   * and those who stand on the card are taken; `known` says the columns 13 to 15 of people of whom that service gives
   * none. Throws Failure('FAMILY_UNKNOWN' | 'SIAK_UNREACHABLE' | 'SIAK_QUOTA' | 'SIAK_ANSWER_UNREADABLE').
   */
  family(kkNumber: string, niks?: readonly string[], known?: readonly FamilyMember[]): Promise<FamilyCard>;
  /**
   * The card on which a person stands now, also one whose head has died or moved; undefined when SIAK shows the person
   * on none, or families cannot be read there. Throws Failure('SIAK_UNREACHABLE' | 'SIAK_CREDENTIALS').
   */
  cardOf(nik: string): Promise<FamilyCard | undefined>;
  ready(): Promise<void>;
}
