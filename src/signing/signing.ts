/** What is to be signed, and in whose name. */
export interface SigningOrder {
  /** The approved bytes. The signed file is these bytes plus one incremental update. */
  readonly pdf: Buffer;
  /** NIK under which BSrE knows the signer (v1/v2 `nik`); not used by the local P12. */
  readonly signerNik: string;
  readonly passphrase: Buffer;
  /**
   * /Reason of the signature, for example "Penerbitan KK" with "Plh." where it applies. No personal data of the family.
   */
  readonly reason: string;
  readonly location: string;
}

/** Puts the electronic signature (TTE) on a PDF: BSrE over HTTP, or a local P12; `none` signs nothing. */
export interface Signer {
  readonly name: 'bsre' | 'p12' | 'none';
  /**
   * Throws Failure with BSRE_*, CERTIFICATE_*, SIGNATURE_TOO_LARGE, SIGNING_NOT_SET_UP: nothing was signed; SIGNATURE_STATE_UNKNOWN: a
   * signature may exist that did not come here; SIGNATURE_INVALID: one came that is not accepted. Never retries by
   * itself.
   */
  sign(order: SigningOrder): Promise<Buffer>;
  /** Throws when the service cannot answer; for /healthz. */
  ready(): Promise<void>;
}

export interface Finding {
  /** Stable code, for example 'BYTE_RANGE', 'DIGEST', 'CHAIN', 'PREFIX', 'ACTIVE_CONTENT'. */
  readonly code: string;
  readonly ok: boolean;
  readonly id: string;
  readonly en: string;
}
export interface Verification {
  /** The file is whole, genuinely signed, and by somebody who may sign for the office. */
  readonly valid: boolean;
  /** The file is whole and genuinely signed, by whomever. */
  readonly intact: boolean;
  /**
   * Whether the signer is one of those who may sign for the office; 'not-examined': nobody said who may, or no
   * signature was reached.
   */
  readonly signer: 'accepted' | 'refused' | 'not-examined';
  readonly findings: readonly Finding[];
  readonly signerName: string | null;
  readonly signedAt: Date | null;
  /** PAdES baseline level found: 'B-B', 'B-T', ... */
  readonly level: string | null;
}

/**
 * Our own strict verifier: used before anything is sent or archived, by `npm run verify` and by the public check page.
 * Never throws on bad input.
 */
export interface Verifier {
  /** `askedBy`: on whose behalf; askers take turns where files of strangers are verified. */
  verify(
    signedPdf: Buffer,
    expected?: { readonly approvedPdf?: Buffer; readonly askedBy?: string },
  ): Promise<Verification>;
}

/** How long a grant lives: enough for a queue of drafts, short enough for a desk that was left. Milliseconds. */
export const GRANT_LIFE_MS = 5 * 60_000;

/**
 * Too many files are waiting, or the machine does not come to an end: nothing is said about this file, and it may be
 * shown again.
 */
export class VerifierBusy extends Error {
  override name = 'VerifierBusy';
}

/**
 * Largest signed card in bytes, wherever one is read: at the portal, by the verifier, by `npm run verify`. A card has
 * well under 1 MB.
 */
export const CARD_MAX_BYTES = 4 * 1024 * 1024;

/** The head's passphrase for exactly these drafts: sealed in memory, minutes to live, taken once (design 3.6). */
export interface SigningGrants {
  give(grant: { readonly draftSha256: string; readonly signer: string; readonly passphrase: Buffer }): void;
  /** The grant while it lives. The caller overwrites the buffer after use. */
  open(draftSha256: string): { readonly signer: string; readonly passphrase: Buffer } | undefined;
  /** Overwrites and forgets. */
  revoke(draftSha256: string): void;
}
