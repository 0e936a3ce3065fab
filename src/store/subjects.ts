/** Whom a case is about, as keyed hashes: what stands here names nobody. */
export interface Subjects {
  /**
   * Until the transaction ends nobody else holds this subject: two applications of one person are opened one after the
   * other.
   */
  lock(subject: string): Promise<void>;
  put(applicationNumber: string, subjects: readonly string[]): Promise<void>;
  /** Whether this case is about one of these. */
  isAbout(applicationNumber: string, subjects: readonly string[]): Promise<boolean>;
  /** Other cases that have not ended and are about one of these, oldest first. */
  openWith(
    subjects: readonly string[],
    except: string,
  ): Promise<{ readonly applicationNumber: string; readonly subject: string }[]>;
  /** Whether a card reached this phone in another case about one of these. */
  reachedBefore(phone: string, subjects: readonly string[], except: string): Promise<boolean>;
}
