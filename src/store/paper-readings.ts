/** What an officer read on a paper; the words themselves are an encrypted document. */
export interface PaperReadingRecord {
  readonly paperId: string;
  /** SHA-256 that names the encrypted document. */
  readonly content: string;
  /** Login of the officer. */
  readonly readBy: string;
  readonly readAt: Date;
}

export interface PaperReadings {
  add(reading: Omit<PaperReadingRecord, 'readAt'> & { readonly applicationNumber: string }): Promise<void>;
  /** The newest of each paper. */
  newest(applicationNumber: string): Promise<PaperReadingRecord[]>;
}
