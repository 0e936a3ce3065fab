/** Number and PIN do not fit, or too many tries. Same text for both: nobody learns which numbers exist. */
export class NotYourCase extends Error {
  /** Null: not locked. */
  readonly retryAfterSeconds: number | null;
  constructor(retryAfterSeconds: number | null = null) {
    super('number and PIN do not fit');
    this.name = 'NotYourCase';
    this.retryAfterSeconds = retryAfterSeconds;
  }
}

/** The state of things does not allow it now; `remedy` is Indonesian and says what to do instead. */
export class NotNow extends Error {
  readonly remedy: string;
  constructor(remedy: string) {
    super(remedy);
    this.name = 'NotNow';
    this.remedy = remedy;
  }
}
