/** A draft that shows what a verified one shows, but for the lines of its signer. */
export interface RedrawnDraft {
  readonly sha256: string;
  /** The draft that was verified. */
  readonly fromSha256: string;
  readonly applicationNumber: string;
  /** User name of the signer whom the lines name. */
  readonly drawnFor: string;
}

export interface RedrawnDrafts {
  /** The same pair again is the same fact. */
  put(redrawn: RedrawnDraft): Promise<void>;
  /** All that these drafts were drawn from, in no order. */
  of(sha256s: readonly string[]): Promise<RedrawnDraft[]>;
}
