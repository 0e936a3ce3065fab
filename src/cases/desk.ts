import type { Application, Reason } from '../domain/application.ts';
import type { DocumentKind } from '../domain/document-kinds.ts';
import type { Absence } from '../domain/duty.ts';
import type { ElementCode } from '../domain/elements.ts';
import type { FailureCode } from '../domain/failures.ts';
import type { PlainDate } from '../domain/family-card.ts';
import type { OfficerRole } from '../domain/process.ts';
import type { HumanStep } from '../domain/sop.ts';
import type { CaseState, JournalRow, MessageRecord, PaperRecord } from '../store/store.ts';

export type ActingAs = 'Plh' | 'Plt' | null;

/** Who sits at the desk: his own roles and those he holds today as a stand-in. */
export interface Officer {
  readonly username: string;
  readonly name: string;
  readonly roles: readonly { readonly role: OfficerRole; readonly actingAs: ActingAs }[];
}

/** Why a task lies here a second time. `code` for failures of ours; `by` and `note` for a colleague's decision. */
export interface ReturnReason {
  readonly code: FailureCode | 'REJECTED_BY_HEAD' | 'INVALID' | 'COMPLETED_BY_APPLICANT' | 'CAME_BACK';
  readonly by: string | null;
  readonly note: string | null;
}

export interface DeskTask {
  readonly userTaskKey: string;
  readonly elementId: string;
  readonly step: HumanStep;
  readonly applicationNumber: string;
  readonly reason: Reason;
  readonly elements: readonly ElementCode[];
  /** Code of the kalurahan: enough to tell cases apart without a name. */
  readonly kalurahan: string;
  readonly assignee: string | null;
  readonly createdAt: Date;
  readonly waitingMinutes: number;
  /** Minutes of the SOP for this step. */
  readonly sopMinutes: number;
  readonly late: boolean;
  readonly returned: ReturnReason | null;
  /** Why this officer may not take it although it lies in his lane; null when he may. */
  readonly blocked: FailureCode | null;
}

export interface Dashboard {
  readonly officer: Officer;
  /** Last day of the absence that the office has written down for this officer; null: he is on duty. */
  readonly absentUntil: PlainDate | null;
  /** Own and free tasks of the officer's lanes, longest waiting first. */
  readonly tasks: readonly DeskTask[];
  /** Tasks of the same lanes that a colleague holds. */
  readonly heldByColleagues: number;
  readonly counts: {
    readonly open: number;
    readonly mine: number;
    readonly late: number;
    readonly returned: number;
    readonly signable: number;
  };
  readonly oldest: DeskTask | null;
  /** Archive copies that wait for an absent medium (SOP step 10), by layer; for the print officer, empty for others. */
  readonly archiveRemainder: readonly { readonly layer: string; readonly copies: number }[];
  /** Changes when the list of tasks changes. */
  readonly version: string;
}

export interface ComparedChange {
  readonly member: string;
  readonly element: ElementCode;
  readonly from: string;
  readonly to: string;
  readonly basis: string | null;
  /** What the draft prints there; null while there is no draft. */
  readonly drafted: { readonly value: string; readonly matches: boolean } | null;
}
export interface Requirement {
  readonly kind: DocumentKind;
  readonly paperIds: readonly string[];
  /** The officer asked for it and it has not come since. */
  readonly asked: boolean;
}
/** A hint, never a refusal (Permendagri 108/2019 art. 15(3)). */
export interface Warning {
  readonly text: string;
  /** Member or part of the application it speaks of. */
  readonly about: string | null;
}
export interface DraftView {
  readonly sha256: string;
  readonly renderedAt: Date;
  /** The standing decision "valid" of step 5 on these very bytes. */
  readonly verified: { readonly by: string; readonly at: Date } | null;
}
export interface DecisionView {
  readonly step: HumanStep;
  readonly by: string;
  readonly actingAs: ActingAs;
  readonly at: Date;
  readonly answer: Readonly<Record<string, unknown>>;
  readonly refusedBecause: FailureCode | null;
  readonly draftSha256: string | null;
}

/** Everything of a case, for an officer whose step it has reached. */
export interface CaseFile {
  readonly officer: Officer;
  readonly applicationNumber: string;
  readonly state: CaseState;
  readonly submittedAt: Date;
  readonly application: Application;
  readonly elements: readonly ElementCode[];
  readonly kkNumber: string | null;
  readonly ktpAffected: boolean;
  readonly entryOfficer: string | null;
  readonly members: readonly (Application['members'][number] & {
    readonly isApplicant: boolean;
    readonly changes: number;
  })[];
  readonly changes: readonly ComparedChange[];
  readonly papers: readonly PaperRecord[];
  readonly requirements: readonly Requirement[];
  readonly warnings: readonly Warning[];
  readonly siak: { readonly needed: boolean; readonly reference: string | null };
  readonly draft: DraftView | null;
  readonly signedSha256: string | null;
  readonly decisions: readonly DecisionView[];
  readonly messages: readonly MessageRecord[];
  /** Newest first; actors by name. */
  readonly journal: readonly JournalRow[];
  /** The open task of this case that this officer may decide; null: none, or the engine does not answer now. */
  readonly task: DeskTask | null;
  /** Where messages go now, E.164, if that is no longer the number the applicant declared. */
  readonly correctedWhatsapp: string | null;
  readonly mayCorrectNumber: boolean;
  readonly mayHandOverTo: readonly { readonly username: string; readonly name: string }[];
}

/** A verified draft that waits for the head. */
export interface SignableDraft {
  readonly applicationNumber: string;
  readonly draftSha256: string;
  readonly reason: Reason;
  readonly changes: readonly ComparedChange[];
  readonly verifiedBy: string;
  readonly verifiedAt: Date;
  readonly waitingMinutes: number;
  readonly returned: ReturnReason | null;
  readonly blocked: FailureCode | null;
}
export interface SigningList {
  readonly officer: Officer;
  readonly actingAs: ActingAs;
  readonly drafts: readonly SignableDraft[];
}

/** waiting: nothing asked yet · signing: on its way · signed · returned: came back, sign again · refused: not started · not-processed: the batch stopped before it. */
export type SigningStatus = 'waiting' | 'signing' | 'signed' | 'returned' | 'refused' | 'not-processed';
export interface DocumentProgress {
  readonly applicationNumber: string;
  readonly status: SigningStatus;
  /** Indonesian, for the head. */
  readonly reason: string | null;
}
export interface SigningBatch {
  readonly id: string;
  readonly finished: boolean;
  readonly documents: readonly DocumentProgress[];
}
export interface SigningRequest {
  readonly applicationNumber: string;
  /** The draft whose picture the head saw. */
  readonly draftSha256: string;
}

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
}

/** Absences and stand-ins of today and of the days to come. */
export interface DutyRoster {
  readonly officer: Officer;
  readonly today: PlainDate;
  readonly absences: readonly (Absence & {
    readonly id: string;
    readonly name: string;
    readonly recordedBy: string;
    readonly mayEnd: boolean;
  })[];
  /** Whose absence this officer may write down; himself first. */
  readonly mayRecordFor: readonly { readonly username: string; readonly name: string }[];
  readonly letters: readonly {
    readonly id: string;
    readonly name: string;
    readonly for: string;
    readonly role: OfficerRole;
    readonly kind: 'Plh' | 'Plt';
    readonly validFrom: PlainDate;
    readonly validTo: PlainDate;
    readonly mayWithdraw: boolean;
  }[];
  /** Whom this officer may appoint to sign for him; empty for all but the head. */
  readonly mayAppoint: readonly { readonly username: string; readonly name: string }[];
}

/**
 * What an officer sees and does at our own desk. Every call names the Tasklist user; who he is and what he may see is decided here, on our own
 * data. Every view of a case is journalled with its ground. Throws Failure('UNKNOWN_OFFICER' | 'WRONG_ROLE' | 'NOT_KEEPER' | 'CASE_UNKNOWN' ...),
 * and NotNow with a remedy when the thing asked for does not exist (yet).
 */
export interface DeskCases {
  officer(username: string): Promise<Officer>;
  dashboard(username: string): Promise<Dashboard>;
  caseFile(username: string, applicationNumber: string): Promise<CaseFile>;
  paper(
    username: string,
    applicationNumber: string,
    paperId: string,
  ): Promise<{ mediaType: PaperRecord['mediaType']; bytes: Buffer }>;
  /** One JPEG of all papers, for a form in Tasklist. */
  contactSheet(username: string, applicationNumber: string): Promise<Buffer>;
  /** PNG of the draft. With `sha256` (or its beginning): only if that is still the draft. */
  draftPreview(username: string, applicationNumber: string, sha256?: string): Promise<Buffer>;
  draftPdf(username: string, applicationNumber: string, sha256?: string): Promise<Buffer>;
  signedPdf(username: string, applicationNumber: string): Promise<Buffer>;
  signingList(username: string): Promise<SigningList>;
  /**
   * Signs verified drafts with one passphrase, in the background; answers the id of the batch. The first document is proven before the others
   * are begun, so that a wrong passphrase is tried once. Overwrites `passphrase`. Key: the draft's hash; a draft already under way is only watched.
   */
  approve(username: string, documents: readonly SigningRequest[], passphrase: Buffer): Promise<string>;
  batch(username: string, id: string): Promise<SigningBatch>;
  /** Back to Kasi/Kabid with the reason. */
  reject(username: string, applicationNumber: string, note: string): Promise<void>;
  progress(username: string, applicationNumbers: readonly string[]): Promise<DocumentProgress[]>;
  siakSheet(username: string, applicationNumber: string): Promise<SiakSheet>;
  handOver(username: string, applicationNumber: string, toUsername: string): Promise<void>;
  /** The applicant's WhatsApp number as he tells it now; by the keeper (step 3) or the print officer (step 8). Any usual way of writing. */
  correctNumber(username: string, applicationNumber: string, number: string): Promise<void>;
  /** Who is absent, who stands in for the head, and what of it this officer may write down. */
  duty(username: string): Promise<DutyRoster>;
  /** Writes down that an officer is absent; what he holds goes back to his group. Throws NotNow with the remedy for a period that is none. */
  recordAbsence(username: string, absence: Absence): Promise<void>;
  /** He is back early. */
  endAbsence(username: string, id: string): Promise<void>;
  /** The head appoints who signs for him on these days (Plh). */
  appoint(
    username: string,
    letter: { readonly to: string; readonly validFrom: PlainDate; readonly validTo: PlainDate },
  ): Promise<void>;
  withdrawLetter(username: string, id: string): Promise<void>;
  /** For a clean stop: nothing more is begun, what is under way goes on without being watched. */
  drain(): Promise<void>;
}
