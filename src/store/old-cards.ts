import type { Reason } from '../domain/application.ts';
import type { Span } from './inquiries.ts';

/** An old card that a new one replaced, and has not come back yet. */
export interface DueOldCard {
  readonly applicationNumber: string;
  readonly reason: Reason;
  /** Code of the kalurahan. */
  readonly kalurahan: string;
  /** When the applicant got the new card; null: the journal does not record it. */
  readonly cardReceivedAt: Date | null;
}
export interface ReturnedOldCard {
  readonly applicationNumber: string;
  readonly returnedAt: Date;
  readonly receivedBy: string;
}

export interface OldCards {
  /** Answers false when it had come back already. */
  record(applicationNumber: string, receivedBy: string): Promise<boolean>;
  find(applicationNumber: string): Promise<ReturnedOldCard | undefined>;
  /** Newest application first; `count` is of all. */
  due(limit: number): Promise<{ cards: DueOldCard[]; count: number }>;
  /** Newest first. */
  returned(span: Span): Promise<ReturnedOldCard[]>;
}
