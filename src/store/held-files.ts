/**
 * Files that strangers sent, sealed: messages of numbers that have no case. They are no documents, which stay for good:
 * they are deleted after their term, or become documents when their message is assigned to a case.
 */
export interface HeldFiles {
  /** `fileId`: of `message_files`; the same file twice is held once. */
  hold(fileId: string, bytes: Uint8Array): Promise<void>;
  /** Undefined: not held, or not any more. Throws Failure DOCUMENT_DAMAGED for altered bytes. */
  find(fileId: string): Promise<Buffer | undefined>;
  remove(fileId: string): Promise<void>;
  /** Sum of everything that is held. */
  bytes(): Promise<number>;
  /** Deletes what is held for longer; its file is 'forgotten' from then on. Returns how many. */
  purge(keptMs: number): Promise<number>;
}
