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

/** The same application of the same applicant is open already; whoever means another one says so and sends it again. */
export class AlreadyOpen extends Error {
  readonly applicationNumber: string;
  readonly submittedAt: Date;
  constructor(applicationNumber: string, submittedAt: Date) {
    super('the same application is open');
    this.name = 'AlreadyOpen';
    this.applicationNumber = applicationNumber;
    this.submittedAt = submittedAt;
  }
}

/** Photos that were brought ahead are not kept any more, or never arrived whole. */
export class UploadGone extends Error {
  /** Places in the list that was asked for. */
  readonly places: readonly number[];
  constructor(places: readonly number[]) {
    super('an upload is not here');
    this.name = 'UploadGone';
    this.places = places;
  }
}

/** A piece of a photo that is brought ahead does not fit the length that was announced: no further try can mend it. */
export class PieceMisfit extends Error {
  override name = 'PieceMisfit';
}

/** Forms that were signed on the screen say something else than the application that was sent with them. */
export class SignatureStale extends Error {
  /** Which of the papers, by kind and place among those of its kind. */
  readonly places: readonly { readonly kind: string; readonly index: number }[];
  constructor(places: SignatureStale['places']) {
    super('a form was signed for another content');
    this.name = 'SignatureStale';
    this.places = places;
  }
}
