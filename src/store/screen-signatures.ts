import type { ScreenSignature } from '../domain/forms/screen-signature.ts';

/** That a paper of a case is a form which its applicant signed on the screen. */
export interface ScreenSignatureRecord extends ScreenSignature {
  readonly paperId: string;
  readonly applicationNumber: string;
  /** The application as it stood then (`CaseRecord.amendedSha256`). */
  readonly amendedSha256: string | null;
}

export interface ScreenSignatures {
  /** The same paper again is the same signature. */
  add(signature: ScreenSignatureRecord): Promise<void>;
  /** Oldest first. */
  of(applicationNumber: string): Promise<ScreenSignatureRecord[]>;
}
