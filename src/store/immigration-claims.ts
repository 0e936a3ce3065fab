/** What an officer said of columns 13 to 15 of one person; whose and what is an encrypted document. */
export interface ImmigrationClaimRecord {
  readonly applicationNumber: string;
  /** SHA-256 that names the encrypted document; salted. */
  readonly content: string;
  /** Login of the officer. */
  readonly claimedBy: string;
  readonly claimedAt: Date;
}

export interface ImmigrationClaims {
  add(claim: Omit<ImmigrationClaimRecord, 'claimedAt'>): Promise<void>;
  /** Oldest first. */
  of(applicationNumber: string): Promise<ImmigrationClaimRecord[]>;
}
