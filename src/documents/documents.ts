/**
 * Document storage: encrypted at rest (AES-256-GCM), named by the SHA-256 of the plain content, outside any web root.
 */
export interface Documents {
  /**
   * Stores once; the same bytes again are the same name. Write is atomic: temporary name, fsync, rename. Throws
   * Failure('DOCUMENTS_UNREACHABLE') when the disk is full, at fault or not there.
   */
  put(bytes: Uint8Array): Promise<{ sha256: string }>;
  /**
   * Decrypts and checks the name. Throws Failure('DOCUMENT_DAMAGED') when missing, altered or under another key,
   * Failure('DOCUMENT_UNREADABLE') when the disk is there and does not give this one back, and
   * Failure('DOCUMENTS_UNREACHABLE') like `put`.
   */
  get(sha256: string): Promise<Buffer>;
}

/**
 * A file an applicant sent, after hygiene: type by content, picture re-encoded to upright JPEG without EXIF/GPS, PDF
 * without active content.
 */
export interface CleanPaper {
  readonly mediaType: 'image/jpeg' | 'application/pdf';
  readonly bytes: Buffer;
}

/** Limits shown to the applicant before picking. */
export const UPLOAD_LIMITS = {
  files: 12,
  bytesPerFile: 8 * 1024 * 1024,
  /** Phones of these years take 48 to 64; larger ones scale before they send (8 MB). */
  megapixels: 64,
  accepted: ['image/jpeg', 'image/png', 'image/webp', 'application/pdf'],
} as const;

/** Why a file is not taken; the text is for the applicant, in Indonesian. */
export class PaperRefused extends Error {
  readonly reason: string;
  constructor(reason: string) {
    super(reason);
    this.reason = reason;
    this.name = 'PaperRefused';
  }
}

/** Too much is waiting to be examined, or the machine does not come to an end: the file may be sent again. */
export class CleaningBusy extends Error {
  override name = 'CleaningBusy';
}
