import type { ScreenSignature } from '../domain/forms/screen-signature.ts';

/** A photo on its way, or arrived and not submitted. Its bytes are sealed under a key that the store never sees. */
export interface UploadRecord {
  /** SHA-256 of the token. */
  readonly id: string;
  /** Bytes as the browser announced them. */
  readonly size: number;
  /** Bytes that arrived without a gap. */
  readonly received: number;
  /** Of the cleaned paper; null: not whole yet. */
  readonly mediaType: 'image/jpeg' | 'application/pdf' | null;
  /** What makes it hard to read (PictureFlaw); null: nothing, or not looked yet. */
  readonly flaw: string | null;
}

/** How long what waits is kept. */
export interface UploadTerms {
  readonly partMs: number;
  readonly unusedMs: number;
  readonly usedMs: number;
}

export interface Uploads {
  /** Makes the row if there is none. The size of an earlier row stands. */
  begin(id: string, size: number): Promise<UploadRecord>;
  find(id: string): Promise<UploadRecord | undefined>;
  /**
   * Adds a piece that begins exactly where the bytes so far end; a piece that does not is left out. Answers the row as
   * it is then.
   */
  addPiece(
    id: string,
    piece: { readonly start: number; readonly bytes: number; readonly sealed: Buffer },
  ): Promise<UploadRecord | undefined>;
  /** The sealed pieces in order. */
  pieces(id: string): Promise<{ readonly start: number; readonly sealed: Buffer }[]>;
  /** Puts the cleaned paper in the place of its pieces. */
  finish(
    id: string,
    paper: {
      readonly mediaType: 'image/jpeg' | 'application/pdf';
      readonly flaw: string | null;
      readonly sealed: Buffer;
      /** The paper is a form that was signed on the screen. */
      readonly signature?: ScreenSignature;
    },
  ): Promise<void>;
  /** The sealed cleaned paper; undefined while there is none. */
  sealedPaper(id: string): Promise<
    | {
        readonly mediaType: 'image/jpeg' | 'application/pdf';
        readonly sealed: Buffer;
        readonly signature: ScreenSignature | undefined;
      }
    | undefined
  >;
  /** They belong to a case now, and go soon. */
  markUsed(ids: readonly string[]): Promise<void>;
  remove(id: string): Promise<void>;
  /** Bytes that are here of everything that waits; what is only announced weighs nothing. */
  waitingBytes(): Promise<number>;
  /**
   * Removes what is not whole and grew by no byte for `partMs`, what nobody touched for `unusedMs`, and what was
   * submitted `usedMs` ago. Returns how many.
   */
  purge(terms: UploadTerms): Promise<number>;
}
