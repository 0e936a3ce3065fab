import type { Application } from '../domain/application.ts';
import type { DocumentKind } from '../domain/document-kinds.ts';
import type { HumanStep, SopStep } from '../domain/sop.ts';
import type { Variables } from '../domain/process.ts';
import type { CleanPaper } from '../documents/documents.ts';
import type { MessagePurpose } from '../messaging/messaging.ts';
import type { Job, Requirements } from '../engine/engine.ts';
import type { CaseState } from '../store/store.ts';
import type { Verification } from '../signing/signing.ts';

export interface SubmittedPaper {
  readonly kind: DocumentKind;
  readonly paper: CleanPaper;
}

/** What the applicant sees of his case by number and PIN. No personal data. */
export interface Tracking {
  readonly applicationNumber: string;
  readonly state: CaseState;
  readonly submittedAt: string;
  readonly steps: readonly {
    step: SopStep;
    title: string;
    minutes: number;
    status: 'done' | 'current' | 'waiting';
    at: string | null;
  }[];
  /** What the applicant should do now, one plain sentence; null when he has nothing to do. */
  readonly todo: string | null;
  readonly missingDocuments: readonly { code: DocumentKind; label: string }[];
  /** Officer's words with the last request for completion. */
  readonly note: string | null;
  readonly cardReady: boolean;
  readonly mayWithdraw: boolean;
  /** The KTP-el changes with this card, so its print is to be requested (third notice of SOP step 8); absent: not known. */
  readonly ktpAffected?: boolean;
}

/** Number and PIN do not fit, or too many tries. Same text for both: nobody learns which numbers exist. */
export class NotYourCase extends Error {
  readonly retryAfterSeconds: number | null;
  constructor(retryAfterSeconds: number | null = null) {
    super('number and PIN do not fit');
    this.name = 'NotYourCase';
    this.retryAfterSeconds = retryAfterSeconds;
  }
}
/** The case is in a state in which this cannot be done; `remedy` is Indonesian, for the applicant. */
export class NotNow extends Error {
  readonly remedy: string;
  constructor(remedy: string) {
    super(remedy);
    this.name = 'NotNow';
    this.remedy = remedy;
  }
}

type Ref = Pick<Variables, 'applicationNumber'>;

/** Everything that can be done with a case. The doors (portal, desk, workers) parse, call one of these, and answer. */
export interface Cases {
  // --- applicant
  requirements(
    reason: Application['reason'],
    elements: readonly Variables['elements'][number][],
  ): Promise<Requirements>;
  submit(request: {
    application: Application;
    papers: readonly SubmittedPaper[];
    idempotencyKey: string;
  }): Promise<{ applicationNumber: string; pin: string; created: boolean }>;
  track(applicationNumber: string, pin: string): Promise<Tracking>;
  complete(applicationNumber: string, pin: string, papers: readonly SubmittedPaper[]): Promise<void>;
  withdraw(applicationNumber: string, pin: string): Promise<void>;
  /** The signed card, for its owner; counts as receipt (SOP step 9). */
  download(applicationNumber: string, pin: string): Promise<Buffer>;
  /** By capability link; 'card' links count as receipt, 'media' links (fetched by WhatsApp) do not. */
  openLink(token: string): Promise<{ pdf: Buffer; fileName: string }>;
  /** What the QR on a card says: whether the card was issued here and is still the newest of its case; undefined for a made-up token. */
  cardByToken(
    token: string,
  ): Promise<{ applicationNumber: string; issued: boolean; current: boolean; signedAt: Date | null } | undefined>;
  /** `askedBy`: the address of the asker; askers take turns. Throws VerifierBusy. */
  verifyCard(pdf: Buffer, askedBy?: string): Promise<Verification & { issuedHere: boolean }>;
  // --- WhatsApp
  incomingMessage(message: { sid: string; from: string; text: string; mediaUrls: readonly string[] }): Promise<void>;
  messageStatus(update: { sid: string; status: string; errorCode: string | null }): Promise<void>;
  // --- workers, in the order of the diagram
  validate(input: Ref, job: Job): Promise<void>;
  recordDecision(input: Ref & Partial<Variables>, step: HumanStep, job: Job): Promise<Partial<Variables>>;
  enterSiak(input: Ref): Promise<Pick<Variables, 'siakReference'>>;
  confirmSiakEntry(input: Ref & Partial<Pick<Variables, 'siakReference'>>): Promise<Pick<Variables, 'siakReference'>>;
  cancelSiakEntry(input: Ref): Promise<void>;
  draftCard(input: Ref): Promise<void>;
  renderCard(input: Ref): Promise<Pick<Variables, 'draftSha256'>>;
  signCard(input: Ref & Pick<Variables, 'draftSha256'>): Promise<Pick<Variables, 'signedSha256'>>;
  sendMessage(input: Ref & Partial<Variables>, purpose: MessagePurpose, job: Job): Promise<void>;
  archive(input: Ref & Partial<Variables>): Promise<void>;
  close(input: Ref, as: 'closed' | 'withdrawn'): Promise<void>;
  noteDelay(input: Ref, step: SopStep): Promise<void>;
}
