/** The validators, in the order of the table; `office` is our own verifier (src/signing/verifier). */
export const VALIDATORS = ['office', 'dss', 'pyhanko', 'openssl', 'verapdf', 'qpdf'] as const;
export type ValidatorName = (typeof VALIDATORS)[number];

/** What a validator says about one document. */
export interface Verdict {
  readonly accepts: boolean;
  /** Level, fault or clauses in the validator's own words. */
  readonly words: string;
}

/**
 * What a validator has to say. A validator that is not named is not asked: nobody asks for PDF/A of a tampered file.
 */
export type Expectation = Readonly<Partial<Record<ValidatorName, boolean>>>;

export interface OracleDocument {
  readonly name: string;
  readonly bytes: Buffer;
  readonly expected: Expectation;
  /** The format that DSS has to find, for what is signed well. */
  readonly format?: 'PAdES-BASELINE-B' | 'PAdES-BASELINE-T';
  /** Asked as years later: the revocation lists of the office are gone, only what the file itself carries is left. */
  readonly listsAreGone?: true;
}

/** Where documents and anchors lie for programs that read files. */
export interface Laid {
  readonly document: OracleDocument;
  readonly file: string;
}
export interface Trust {
  /** PEM. */
  readonly anchorFile: string;
  readonly issuingFile: string;
  /** DER. */
  readonly listFiles: readonly string[];
}

export interface Validator {
  readonly name: ValidatorName;
  /** A verdict for each document, by its name. Throws when the validator itself fails. */
  judge(laid: readonly Laid[], trust: Trust): Promise<ReadonlyMap<string, Verdict>>;
}

/** A validator cannot be had on this machine; the message says what to install. */
export class MissingProgram extends Error {
  override name = 'MissingProgram';
}
