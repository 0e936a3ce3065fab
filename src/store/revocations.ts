import type { RevokingRole } from '../domain/revocation.ts';

/** Somebody asked to take back the signed card of a case. */
export interface RevocationRecord {
  readonly applicationNumber: string;
  readonly signedSha256: string;
  /** For the applicant, without numbers of people. */
  readonly reason: string;
  readonly requestedBy: string;
  readonly requestedAs: RevokingRole;
  readonly requestedAt: Date;
  /** Null: a second person has not said yet. */
  readonly outcome: 'revoked' | 'declined' | null;
  readonly settledBy: string | null;
  readonly settledAt: Date | null;
}

export interface Revocations {
  /** False: one is open or in force already. */
  request(asked: Omit<RevocationRecord, 'outcome' | 'settledBy' | 'settledAt'>): Promise<boolean>;
  /** False: none is open any more. */
  settle(
    applicationNumber: string,
    by: { readonly outcome: 'revoked' | 'declined'; readonly settledBy: string; readonly settledAt: Date },
  ): Promise<boolean>;
  newest(applicationNumber: string): Promise<RevocationRecord | undefined>;
  /** Those that wait for a second person, longest first. */
  open(): Promise<RevocationRecord[]>;
}
