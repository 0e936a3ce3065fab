import type { Logger } from 'pino';
import type { Archive } from '../archive/archive.ts';
import type { JournalAnchors } from '../archive/journal-anchors.ts';
import type { CardPress, ReadCard } from '../card/card.ts';
import type { CleanPaper, Documents } from '../documents/documents.ts';
import type { PictureFlaw } from '../documents/judge-picture.ts';
import type { Messenger } from '../messaging/messaging.ts';
import type { Languages } from '../domain/language/language.ts';
import type { OfficeCalendar } from '../domain/office-calendar.ts';
import type { ProcessEngine } from '../process/process.ts';
import type { OfficeRules } from '../domain/events/office-rules.ts';
import type { SiakWay } from '../domain/siak-way.ts';
import type { Siak } from '../siak/siak.ts';
import type { Signer, SigningGrants, Verifier } from '../signing/signing.ts';
import type { Store } from '../store/store.ts';
import type { WaitingTerms } from './waiting/waiting-terms.ts';

/** What the use cases stand on; put together in `office.ts`. */
export interface Dependencies {
  readonly store: Store;
  readonly documents: Documents;
  readonly engine: Pick<
    ProcessEngine,
    'start' | 'correlate' | 'evaluate' | 'tasks' | 'runningCases' | 'beginAgain' | 'incidents' | 'retry'
  >;
  readonly siak: Siak;
  readonly press: CardPress;
  /** Reads a card that another program drew: its text and a picture; undefined when the file is not a readable PDF. */
  readonly readCard: ReadCard;
  readonly signer: Signer;
  readonly verifier: Verifier;
  /** The same rules for files that anybody may send in. */
  readonly publicVerifier: Verifier;
  readonly grants: SigningGrants;
  readonly messenger: Messenger;
  readonly archive: Archive;
  readonly anchors: JournalAnchors;
  /** `askedBy`: on whose behalf, an address or a number; askers take turns. */
  readonly cleanPaper: (bytes: Uint8Array, askedBy: string) => Promise<CleanPaper>;
  /** What makes a cleaned photo hard to read; undefined: nothing. */
  readonly judgePicture: (jpeg: Buffer) => Promise<PictureFlaw | undefined>;
  /** One JPEG of all pictures, each under its label. */
  readonly contactSheet: (papers: { label: string; jpeg: Buffer }[]) => Promise<Buffer>;
  /** PEM of the trust anchors; goes into the archive beside the card. */
  readonly trustAnchor: () => Promise<Buffer>;
  readonly settings: {
    readonly baseUrl: string;
    /** How cases that are submitted from now on come through SIAK. */
    readonly siakWay: SiakWay;
    /** What the office decides where the law leaves a choice. */
    readonly officeRules: OfficeRules;
    readonly linkKey: Buffer;
    readonly headTitle: string;
    readonly footLine: string;
    readonly signerNik: string;
    /** Each copy of the archive is read in full once within this time. */
    readonly archiveTermMs: number;
    readonly terms: WaitingTerms;
  };
  /** When the office is open; handling times and waiting are counted by it. */
  readonly calendar: OfficeCalendar;
  /** In which residents are written to. */
  readonly languages: Languages;
  /** Names this process of the office among others on the same database: a random string drawn at start. */
  readonly processId: string;
  readonly now: () => Date;
  readonly logger: Logger;
}
