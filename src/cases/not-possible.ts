import type { FieldFault } from '../domain/field-fault.ts';

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

/** What the resident wants to complete does not hold together; each fault with its field and remedy. */
export class AmendmentRefused extends Error {
  readonly faults: readonly FieldFault[];
  constructor(faults: readonly FieldFault[]) {
    super('the amendment is not well-formed');
    this.name = 'AmendmentRefused';
    this.faults = faults;
  }
}
