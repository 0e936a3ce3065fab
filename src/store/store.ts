import type { SiakWay } from '../domain/siak-way.ts';
import type { Application, Reason } from '../domain/application.ts';
import type { CaseState } from '../domain/case-state.ts';
import type { DocumentKind } from '../domain/document-kinds.ts';
import type { ElementCode } from '../domain/elements.ts';
import type { Person } from '../domain/authority.ts';
import type { MessageName, OfficerRole } from '../domain/process.ts';
import type { SopStep } from '../domain/sop.ts';
import type { EngineWatch } from './engine-watch.ts';
import type { Inquiries } from './inquiries.ts';
import type { DecisionRecord, Judgement } from './decision-record.ts';
import type { DraftRecord } from './draft-record.ts';
import type { ArchiveCopies } from './archive-copies.ts';
import type { ArchivePackages } from './archive-packages.ts';
import type { RedrawnDrafts } from './redrawn-drafts.ts';
import type { Revocations } from './revocations.ts';
import type { OldCards, TouchedCards } from './touched-cards.ts';
import type { SiakCards, SiakNumbers } from './siak-cards.ts';

import type { ConversationTables } from './conversation.ts';
import type { CaseIndex } from './case-index.ts';
import type { AnswerDrafts, CaseNotes, PaperReadings } from './desk-memory.ts';
import type { People } from './people.ts';
import type { KeptSearches } from './kept-searches.ts';
import type { Subjects } from './subjects.ts';
import type { TakingBacks } from './taking-backs.ts';
import type { ImmigrationClaims } from './immigration-claims.ts';
import type { ScreenSignatures } from './screen-signatures.ts';
import type { HeldFiles } from './held-files.ts';
import type { Uploads } from './uploads.ts';
import type { WorkTies } from './work-ties.ts';

export { CASE_STATES, type CaseState } from '../domain/case-state.ts';
export type * from './archive-copies.ts';
export type * from './conversation.ts';

export type { DecisionRecord, DraftRecord, Judgement };

/** One application and its life. Personal data lives here and in the encrypted documents, nowhere else. */
export interface CaseRecord {
  readonly applicationNumber: string;
  readonly application: Application;
  readonly reason: Reason;
  readonly elements: readonly ElementCode[];
  readonly state: CaseState;
  /** When the engine took the case up; null: its start still waits in the outbox. */
  readonly takenUpAt: Date | null;
  readonly requiredDocuments: readonly DocumentKind[];
  readonly missingDocuments: readonly DocumentKind[];
  readonly ktpAffected: boolean;
  /** Number of the card: the applicant's, or SIAK's for a new card. */
  readonly kkNumber: string | null;
  /**
   * E.164: where messages go and replies come from. First what the applicant declared, then as an officer corrected it;
   * null: no mobile number.
   */
  readonly whatsapp: string | null;
  /** How the case comes through SIAK, fixed when it was submitted. */
  readonly siakWay: SiakWay;
  readonly siakReference: string | null;
  /** Document (JSON of FamilyCard) that SIAK gave for the draft, step 4. */
  readonly cardDataSha256: string | null;
  /**
   * Document (JSON of CardsBefore) with the cards of everybody the application names; null: no events, or not looked
   * yet.
   */
  readonly cardsBeforeSha256: string | null;
  /** Document (JSON of Application) with the events as the resident completed them last; null: as submitted. */
  readonly amendedSha256: string | null;
  /**
   * Document (JSON of FamilyCard[]): the other cards that the entry changes, as SIAK had them at the draft; null: no
   * events, or no draft.
   */
  readonly cardsAfterSha256: string | null;
  readonly entryOfficer: string | null;
  readonly draftSha256: string | null;
  readonly signedSha256: string | null;
  /**
   * Who approved a draft that named somebody else: the next draft names this person; null: whoever signs on its day.
   */
  readonly signatory: string | null;
  /** Counts the PINs given for this case. */
  readonly pinGeneration: number;
  /**
   * Hints of the automatic check for the officer (codes of domain/findings or short Indonesian sentences without
   * personal data).
   */
  readonly findings: readonly string[];
  readonly submittedAt: Date;
  readonly updatedAt: Date;
}
type Fixed = 'applicationNumber' | 'application' | 'siakWay' | 'submittedAt' | 'updatedAt';
/** `language`: chosen after applying; it is read as that of the application. */
export type CaseChange = Partial<Omit<CaseRecord, Fixed>> & { readonly language?: string };

export interface NewCase extends Pick<CaseRecord, 'applicationNumber' | 'application' | 'elements'> {
  /** Left out: 'simulator'. */
  readonly siakWay?: SiakWay;
  readonly idempotencyKey: string;
  /** SHA-256 of the request's content: same key with other content is a conflict. */
  readonly requestSha256: string;
}

/** A stored paper: the row; the bytes are in `documents/` under `sha256`. */
export interface PaperRecord {
  readonly id: string;
  readonly applicationNumber: string;
  readonly kind: DocumentKind;
  readonly sha256: string;
  readonly mediaType: 'image/jpeg' | 'application/pdf';
  readonly bytes: number;
  readonly source: 'portal' | 'whatsapp';
  readonly receivedAt: Date;
}

/** A user task as the engine wrote it into our work list, in the transaction of its own change. */
export interface WorkItem {
  readonly taskId: string;
  readonly applicationNumber: string;
  readonly element: string;
  readonly lane: OfficerRole;
  readonly assignee: string | null;
  readonly createdAt: Date;
  readonly endedAt: Date | null;
  readonly endedAs: 'completed' | 'canceled' | null;
}

/** Journal entry to write. `detail` holds codes, counts and hashes: no personal data. */
export interface JournalEntry {
  readonly applicationNumber: string | null;
  /** user name, 'pemohon', 'sistem' or 'admin'. */
  readonly actor: string;
  /** English kebab-case verb phrase: 'application-submitted', 'decision-recorded', 'paper-viewed' ... */
  readonly event: string;
  readonly step: SopStep | null;
  readonly detail: Readonly<Record<string, unknown>>;
}
export interface JournalRow extends JournalEntry {
  readonly id: string;
  readonly at: Date;
  readonly previousHash: string;
  readonly hash: string;
}

/**
 * An external effect (SIAK entry, signature, message, archive copy): 'intended' is committed before the external
 * service is called.
 */
export interface EffectRecord {
  readonly key: string;
  readonly kind: 'siak-entry' | 'siak-cancellation' | 'signature' | 'message' | 'archive-copy';
  /** Null: an answer to somebody whose case is not known. */
  readonly applicationNumber: string | null;
  readonly state: 'intended' | 'done' | 'failed' | 'unknown';
  /** The external service's own reference once known: SIAK reference, Twilio SID, path of the copy. */
  readonly reference: string | null;
  readonly intendedAt: Date;
  readonly settledAt: Date | null;
  /** How often the external service may have heard of it. */
  readonly attempts: number;
  /** The last of these times; null: none, or the service certainly did nothing. */
  readonly attemptedAt: Date | null;
  /** What that attempt rests on, see `attempt`. */
  readonly attemptOf: string | null;
}

/**
 * A message to the process, committed with the change that it reports and delivered until the engine takes it or
 * nothing can take it any more.
 */
export interface OutboxMessage {
  /** Idempotency key; carries the case number. */
  readonly messageId: string;
  readonly name: MessageName;
  readonly applicationNumber: string;
  /** What it answers: the task that asked, the SID of the message that failed. Null: nothing in particular. */
  readonly about: string | null;
}
/** Why a message was given up: its case has ended, or the question that it answers is no longer open. */
export type VoidReason = 'case-ended' | 'overtaken' | 'too-late' | 'begun-again';
export interface OutboxRecord extends OutboxMessage {
  readonly putAt: Date;
  readonly takenAt: Date | null;
  readonly voidAt: Date | null;
  readonly voidBecause: VoidReason | null;
}

/** An open task with what a work list shows of its case, read in one statement. */
export interface ListedTask extends WorkItem {
  readonly reason: Reason;
  readonly elements: readonly ElementCode[];
  readonly kalurahan: string;
  readonly state: CaseState;
  readonly entryOfficer: string | null;
  readonly draftSha256: string | null;
  readonly signedSha256: string | null;
  /** All of the case, oldest first. */
  readonly decisions: readonly ListedDecision[];
  /** Journal rows since the newest decision that may explain why the task came back, oldest first. */
  readonly since: readonly Pick<JournalRow, 'event' | 'detail'>[];
}
export type ListedDecision = Pick<
  DecisionRecord,
  | 'step'
  | 'element'
  | 'decidedBy'
  | 'decidedAt'
  | 'actingAs'
  | 'answer'
  | 'refusedBecause'
  | 'takenBackAt'
  | 'draftSha256'
> & { readonly decidedByName: string };

/** A batch of drafts that a signer approved with one passphrase. The passphrase is not here. */
export interface SigningBatchRecord {
  readonly id: string;
  readonly signer: string;
  readonly createdAt: Date;
  readonly finishedAt: Date | null;
}
/**
 * waiting: not begun · signing: on its way · signed · returned: came back, sign again · refused: not begun ·
 * not-processed: the batch stopped before it.
 */
export type SigningStatus = 'waiting' | 'signing' | 'signed' | 'returned' | 'refused' | 'not-processed';
export interface SigningItem {
  readonly applicationNumber: string;
  readonly draftSha256: string;
  readonly taskId: string | null;
  readonly status: SigningStatus;
  /** Indonesian, for the signer. */
  readonly reason: string | null;
}
/** In which process of the office the passphrase for a draft lives, and how long. */
export interface GrantHolder {
  readonly draftSha256: string;
  readonly holder: string;
  readonly expiresAt: Date;
}

/** The login of a person of the office, with who that is. */
export interface AccountRecord extends Pick<Person, 'username' | 'name' | 'roles' | 'active'> {
  /** Argon2id; null: only the identity provider lets them in. */
  readonly passwordHash: string | null;
  readonly passwordSetAt: Date | null;
  /** Until when a password given by an admin may be exchanged for the officer's own; null: it is their own. */
  readonly oneTimeUntil: Date | null;
  readonly lockedAt: Date | null;
  readonly lockedBy: string | null;
  /** Counts up when password or lock change; a session of an earlier generation is over. */
  readonly generation: number;
  readonly lastLoginAt: Date | null;
}

/** One kind of periodic work, and how it went. */
export interface DutyRecord {
  readonly name: string;
  readonly runner: string | null;
  /** Null: no process holds it. In the past: its process died. */
  readonly leasedUntil: Date | null;
  readonly dueAt: Date;
  readonly startedAt: Date | null;
  readonly endedAt: Date | null;
  readonly succeededAt: Date | null;
  /** Failed runs since the last one that succeeded. */
  readonly failures: number;
  /** Kind of the last error, never its text. */
  readonly lastError: string | null;
  /** How much there was to do at the last run that succeeded. */
  readonly lastCount: number | null;
}

/**
 * One unit of work on the database. `store.transaction(async (s) => ...)` hands the same tables bound to one
 * transaction.
 */
export interface Store extends ConversationTables {
  readonly cases: {
    /**
     * Inserts the case, or finds the one with the same idempotency key. Throws IdempotencyConflict when the content
     * differs.
     */
    open(newCase: NewCase): Promise<{ record: CaseRecord; created: boolean }>;
    find(applicationNumber: string): Promise<CaseRecord | undefined>;
    /** Like find, but throws Failure('CASE_UNKNOWN'). */
    get(applicationNumber: string): Promise<CaseRecord>;
    /** Those that there are of these cases, in no order. */
    findMany(applicationNumbers: readonly string[]): Promise<CaseRecord[]>;
    change(applicationNumber: string, change: CaseChange): Promise<void>;
    /** The engine has the case; later calls change nothing. */
    takenUp(applicationNumber: string): Promise<void>;
    /** Every case that has not ended, oldest first. */
    unfinished(): Promise<Pick<CaseRecord, 'applicationNumber' | 'state' | 'takenUpAt' | 'submittedAt'>[]>;
    /** Like get; within a transaction nobody else locks this case until it ends. */
    lock(applicationNumber: string): Promise<CaseRecord>;
    /** Cases whose messages go to this number, newest first, 20 at most. */
    byWhatsapp(e164: string): Promise<CaseRecord[]>;
    /** Cases of the applicant with this NIK, newest first, 20 at most. */
    ofApplicant(nik: string): Promise<CaseRecord[]>;
    /** The case that was opened under this idempotency key. */
    byIdempotencyKey(key: string): Promise<CaseRecord | undefined>;
    /** The case whose signed card has these bytes; for the public check page. */
    findBySigned(signedSha256: string): Promise<CaseRecord | undefined>;
    /** Newest first, 500 at most. */
    list(filter?: { states?: readonly CaseState[]; limit?: number }): Promise<CaseRecord[]>;
  };
  readonly papers: {
    add(paper: Omit<PaperRecord, 'id' | 'receivedAt'>): Promise<PaperRecord>;
    of(applicationNumber: string): Promise<PaperRecord[]>;
    find(id: string): Promise<PaperRecord | undefined>;
    newest(limit: number): Promise<PaperRecord[]>;
  };
  readonly uploads: Uploads;
  readonly heldFiles: HeldFiles;
  readonly subjects: Subjects;
  readonly drafts: {
    save(draft: Omit<DraftRecord, 'renderedAt'>): Promise<void>;
    find(sha256: string): Promise<DraftRecord | undefined>;
    /** Those that there are of these drafts, in no order. */
    findMany(sha256s: readonly string[]): Promise<DraftRecord[]>;
    latest(applicationNumber: string): Promise<DraftRecord | undefined>;
  };
  readonly redrawnDrafts: RedrawnDrafts;
  readonly archivePackages: ArchivePackages;
  readonly revocations: Revocations;
  readonly siakCards: SiakCards;
  readonly siakNumbers: SiakNumbers;
  readonly touchedCards: TouchedCards;
  readonly workList: {
    /** Open tasks, longest waiting first. */
    open(filter?: {
      readonly lanes?: readonly OfficerRole[];
      readonly applicationNumber?: string;
      readonly assignee?: string;
    }): Promise<WorkItem[]>;
    /** All tasks of a case, oldest first. */
    of(applicationNumber: string): Promise<WorkItem[]>;
    find(taskId: string): Promise<WorkItem | undefined>;
    /** Like find; within a transaction nobody else judges this task until it ends. */
    lock(taskId: string): Promise<WorkItem | undefined>;
    /** Open tasks of these lanes with their cases, longest waiting first: one statement, however many there are. */
    listed(filter: {
      readonly lanes: readonly OfficerRole[];
      readonly element?: string;
      readonly applicationNumber?: string;
      readonly limit?: number;
    }): Promise<ListedTask[]>;
    /** Ends those of these tasks that are open, when their engine was lost; answers how many there were. */
    cancel(taskIds: readonly string[]): Promise<number>;
  };
  readonly workTies: WorkTies;
  readonly judgements: {
    /** Answers false when another person's judgement of this task is on its way (younger than half a minute). */
    put(judgement: Judgement): Promise<boolean>;
    /** `onItsWay`: young enough that the engine may still take it; nobody else may judge the task. */
    find(taskId: string): Promise<(Judgement & { readonly onItsWay: boolean }) | undefined>;
    /**
     * Takes back what the engine did not take. Answers false when it has taken effect meanwhile, or another judgement of
     * the task has taken its place.
     */
    withdraw(judgement: Pick<Judgement, 'taskId' | 'decidedBy' | 'decidedAt'>): Promise<boolean>;
    /** Judgements that no engine has taken for so long: their process died between judging and completing. */
    forgotten(olderThanMs: number): Promise<Judgement[]>;
  };
  readonly takingBacks: TakingBacks;
  readonly decisions: {
    of(applicationNumber: string): Promise<DecisionRecord[]>;
    byTask(taskId: string): Promise<DecisionRecord | undefined>;
  };
  readonly journal: {
    /** Joins the chain when the transaction commits; until then `of` does not show it. */
    write(entry: JournalEntry): Promise<void>;
    of(applicationNumber: string): Promise<JournalRow[]>;
    /** What this person did with these cases, of these events only, oldest first. */
    by(applicationNumbers: readonly string[], actor: string, events: readonly string[]): Promise<JournalRow[]>;
    /** Recomputes the hash chain; returns the id of the first row that does not fit, or undefined. */
    firstBrokenLink(): Promise<string | undefined>;
    /**
     * Count and hash of the newest entry, to be kept outside the database: only that shows a chain rewritten as a
     * whole.
     */
    head(): Promise<{ length: string; hash: string }>;
    /** Count and hash as they were at that time. */
    headAt(time: Date): Promise<{ length: string; hash: string }>;
    /** Hashes of these entries by their ids; one that is not there is left out. */
    hashesAt(ids: readonly string[]): Promise<Map<string, string>>;
  };
  readonly effects: {
    /**
     * Commits 'intended' for a new key at once, or returns the row that is there already. On a connection of its own,
     * also when called within a transaction: it survives that one's rollback, and cannot see a case that is not
     * committed yet.
     */
    intend(
      effect: Pick<EffectRecord, 'key' | 'kind' | 'applicationNumber'>,
    ): Promise<{ effect: EffectRecord; isNew: boolean }>;
    /**
     * The external service is asked to do it from now on. On a connection of its own, like `intend`. `of`: what allows
     * it, for an effect that a person may allow again after an attempt whose outcome nobody knows. `after`: how many
     * attempts the caller knows of. Answers false when there was another one since: a process that stood still for long
     * must not ask a second time.
     */
    attempt(
      key: string,
      attempt: { readonly at: Date; readonly after: number; readonly of?: string },
    ): Promise<boolean>;
    /**
     * The attempt had no effect that could be lost or doubled: it was refused, brought nothing of use, or never reached
     * the service.
     */
    didNothing(key: string): Promise<void>;
    /** It is done, and `reference` is where its result is kept, though what follows from it is not written yet. */
    keep(key: string, reference: string): Promise<void>;
    /** 'done' is final: a second call changes nothing. */
    settle(key: string, state: 'done' | 'failed' | 'unknown', reference?: string): Promise<void>;
    find(key: string): Promise<EffectRecord | undefined>;
  };
  readonly outbox: {
    /** In the transaction of the change that it reports. An id that is known already is the same message. */
    put(message: OutboxMessage): Promise<void>;
    taken(messageId: string): Promise<void>;
    void(messageId: string, because: VoidReason): Promise<void>;
    /** Neither taken nor void: those that nobody has tried, oldest first, then those tried longest ago; 100 at most. */
    waiting(olderThanMs: number): Promise<OutboxMessage[]>;
    /** Nobody could take it now. */
    triedInVain(messageId: string): Promise<void>;
    /** Within a transaction: undefined when another process delivers this message now, or it waits no longer. */
    lock(messageId: string): Promise<OutboxMessage | undefined>;
    of(applicationNumber: string): Promise<OutboxRecord[]>;
  };
  /** Periodic work: one process at a time holds the lease of a duty. */
  readonly duties: {
    /**
     * Takes the lease when the duty is due and nobody living holds it; answers whether it was taken. A duty not known
     * yet is due at once. So is one whose time or lease lies further ahead than any can: the clock was set back since.
     */
    claim(
      name: string,
      runner: string,
      times: { readonly leaseMs: number; readonly everyMs: number },
    ): Promise<boolean>;
    /** Answers false when another process has taken the lease since. */
    renew(name: string, runner: string, leaseMs: number): Promise<boolean>;
    /**
     * Gives the lease back; changes nothing when another process has taken it since. `error`: its kind, never its text.
     */
    finish(
      name: string,
      runner: string,
      outcome: { readonly nextInMs: number } & ({ readonly count: number } | { readonly error: string }),
    ): Promise<void>;
    all(): Promise<DutyRecord[]>;
  };
  readonly archiveCopies: ArchiveCopies;
  readonly people: People;
  /** Logins. What ends a session ends all of them, in every process. */
  readonly accounts: {
    find(username: string): Promise<AccountRecord | undefined>;
    /** By user name. */
    all(): Promise<AccountRecord[]>;
    /** An account without a password, for whoever the identity provider lets in; nothing when there is one. */
    open(username: string): Promise<void>;
    /**
     * Sets the password, opens the account where there is none, ends the sessions. `oneTimeUntil` null: the officer
     * chose it.
     */
    setPassword(username: string, password: { hash: string; oneTimeUntil: Date | null }): Promise<void>;
    /** Ends the sessions too. */
    lock(username: string, by: string): Promise<void>;
    unlock(username: string): Promise<void>;
    loggedIn(username: string): Promise<void>;
    endSessions(username: string): Promise<void>;
  };
  /** Capability links (download of the card, media for WhatsApp): only the SHA-256 of the token is kept. */
  readonly links: {
    /** The same token again is the same link, until the new time. */
    put(link: {
      tokenSha256: string;
      applicationNumber: string;
      purpose: 'card' | 'media';
      expiresAt: Date;
    }): Promise<void>;
    find(
      tokenSha256: string,
    ): Promise<{ applicationNumber: string; purpose: 'card' | 'media'; expiresAt: Date } | undefined>;
  };
  readonly signingBatches: {
    /**
     * `watched`: drafts that another unfinished batch has under way, and which one (null: it has just ended); this one
     * only shows what becomes of them.
     */
    open(batch: {
      readonly id: string;
      readonly signer: string;
      readonly runner: string;
      readonly items: readonly SigningItem[];
    }): Promise<{ readonly createdAt: Date; readonly watched: ReadonlyMap<string, string | null> }>;
    find(id: string): Promise<(SigningBatchRecord & { readonly items: readonly SigningItem[] }) | undefined>;
    item(id: string, applicationNumber: string): Promise<SigningItem | undefined>;
    settle(id: string, applicationNumber: string, status: SigningStatus, reason: string | null): Promise<void>;
    finish(id: string): Promise<void>;
    /** The runner still lives. Answers false when another process has taken the batch over. */
    touch(id: string, runner: string): Promise<boolean>;
    /**
     * Takes over unfinished batches whose runner has been silent for so long, or whose lease is over; each goes to one
     * caller only. `inWork`: those that the caller has in hand. An own one that is silent, and not among them, is lost.
     */
    adopt(runner: string, silentForMs: number, inWork: readonly string[]): Promise<SigningBatchRecord[]>;
    /** Whether a batch has this draft under way. */
    isUnderWay(draftSha256: string): Promise<boolean>;
  };
  /** Which process holds the passphrase for a draft: a signing job that comes to another one waits for it. */
  readonly grantHolders: {
    put(holder: GrantHolder): Promise<void>;
    find(draftSha256: string): Promise<GrantHolder | undefined>;
    remove(draftSha256: string): Promise<void>;
  };
  /** Which processes of the office live, by leases that they renew. */
  readonly processes: {
    /** Begins the lease of a process; the leases of those that ran at the same place before are over. */
    begin(process: { readonly id: string; readonly place: string }, leaseMs: number): Promise<void>;
    /** Lengthens the lease, or begins it anew. */
    renew(process: { readonly id: string; readonly place: string }, leaseMs: number): Promise<void>;
    end(id: string): Promise<void>;
    isAlive(id: string): Promise<boolean>;
  };
  /** Questions over all cases, for auditor and management. */
  readonly inquiries: Inquiries;
  /** What the watcher last saw of the engine. */
  readonly engineWatch: EngineWatch;
  /** Old cards that are handed in for the new ones. */
  readonly oldCards: OldCards;
  /** Lists and searches of cases, for the desk. */
  readonly caseIndex: CaseIndex<ListedTask>;
  readonly keptSearches: KeptSearches;
  readonly answerDrafts: AnswerDrafts;
  readonly caseNotes: CaseNotes;
  readonly paperReadings: PaperReadings;
  readonly screenSignatures: ScreenSignatures;
  readonly immigrationClaims: ImmigrationClaims;
  transaction<T>(work: (store: Store) => Promise<T>): Promise<T>;
  /** Throws when the database cannot answer; for /healthz. */
  ping(): Promise<void>;
  close(): Promise<void>;
}

/** The same idempotency key came with other content. */
export class IdempotencyConflict extends Error {
  constructor() {
    super('the idempotency key was used for another application');
    this.name = 'IdempotencyConflict';
  }
}
