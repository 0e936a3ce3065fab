import { fill } from '../domain/language/placeholders.ts';
import { INDONESIAN } from '../domain/language/indonesian.ts';
import { PaperRefused, UPLOAD_LIMITS } from '../documents/documents.ts';
import type { PictureFlaw } from '../documents/judge-picture.ts';
import { UploadToken } from '../documents/sealed-by-token.ts';
import type { Store } from '../store/store.ts';
import type { UploadTerms } from '../store/uploads.ts';
import type { Dependencies } from './dependencies.ts';
import { NotNow, PieceMisfit, UploadGone } from './not-possible.ts';
import type { SubmittedPaper } from './store-papers.ts';

/**
 * A photo that was picked and never submitted is forgotten after this time; the draft on the phone has the same term.
 */
export const UPLOAD_KEPT_MS = 7 * 24 * 3_600_000;
export const UPLOAD_TERMS: UploadTerms = {
  /** After the last piece of a photo that is not whole. Its page begins it anew; without the page it is lost anyway. */
  partMs: 3_600_000,
  unusedMs: UPLOAD_KEPT_MS,
  /** What was submitted, kept for a submission whose answer was lost and that comes again. */
  usedMs: 24 * 3_600_000,
};
/** Sum over everybody: a flood of photos that nobody submits must not fill the database. */
const WAITING_BYTES_AT_MOST = 4 * 1024 ** 3;
/** Above this a person is told. */
const NEARLY_FULL = 0.8;

type Needs = Pick<Dependencies, 'store' | 'cleanPaper' | 'judgePicture'>;

export interface Piece {
  readonly token: string;
  /** Bytes of the whole file. */
  readonly size: number;
  /** Where this piece begins. */
  readonly start: number;
  /** Empty: only asks how far it is. */
  readonly bytes: Buffer;
  /** Address of who sends it. */
  readonly from: string;
}

export interface UploadState {
  /** Bytes that are here; the next piece begins there. */
  readonly received: number;
  /** Whole, cleaned, and may be submitted. */
  readonly ready: boolean;
  readonly flaw: PictureFlaw | null;
}

/** A question alone keeps nothing: only bytes take place. */
const NOTHING_HERE: UploadState = { received: 0, ready: false, flaw: null };

/**
 * Takes the next piece of a photo, ahead of the submission. A piece that is here already, or that leaves a gap, changes
 * nothing; the answer says from where to go on. The last piece makes it a cleaned paper. Throws PaperRefused when the
 * whole file cannot be taken (and forgets it), PieceMisfit for a piece that fits no file of this size, RangeError for a
 * malformed token, NotNow when too much waits.
 */
export function keepUpload({ store, cleanPaper, judgePicture }: Needs) {
  return async ({ token, size, start, bytes, from }: Piece): Promise<UploadState> => {
    const own = new UploadToken(token);
    refuseTooLarge(size);
    const asks = bytes.length === 0;
    const after = asks ? await store.uploads.find(own.id) : await add(own, { size, start, bytes });
    if (after === undefined && asks) return NOTHING_HERE;
    if (after === undefined) throw new UploadGone([]);
    if (after.mediaType !== null || after.received < after.size)
      return { received: after.received, ready: after.mediaType !== null, flaw: after.flaw as PictureFlaw | null };
    const flaw = await finish(own, from);
    return { received: after.size, ready: true, flaw };
  };

  async function add(own: UploadToken, { size, start, bytes }: Omit<Piece, 'token' | 'from'>) {
    if (start + bytes.length > size) throw new PieceMisfit();
    await refuseTooMuchWaiting(store, bytes.length);
    return store.transaction(async (tables) => {
      if (start === 0) await tables.uploads.begin(own.id, size);
      const sealed = own.seal(bytes, `piece ${start}`);
      const after = await tables.uploads.addPiece(own.id, { start, bytes: bytes.length, sealed });
      if (after !== undefined && after.size !== size) throw new PieceMisfit();
      return after;
    });
  }

  /** Two requests may do it at the same moment, with the same outcome. */
  async function finish(own: UploadToken, from: string): Promise<PictureFlaw | null> {
    const pieces = await store.uploads.pieces(own.id);
    if (pieces.length === 0) {
      const done = await store.uploads.find(own.id);
      if (done?.mediaType == null) throw new UploadGone([]);
      return done.flaw as PictureFlaw | null;
    }
    const whole = Buffer.concat(pieces.map(({ start, sealed }) => own.open(sealed, `piece ${start}`)));
    try {
      const paper = await cleanPaper(whole, from);
      const flaw = paper.mediaType === 'image/jpeg' ? ((await judgePicture(paper.bytes)) ?? null) : null;
      const sealed = own.seal(paper.bytes, 'paper');
      await store.transaction((tables) => tables.uploads.finish(own.id, { mediaType: paper.mediaType, flaw, sealed }));
      return flaw;
    } catch (error) {
      if (error instanceof PaperRefused) await store.uploads.remove(own.id);
      throw error;
    }
  }
}

function refuseTooLarge(size: number): void {
  if (size > UPLOAD_LIMITS.bytesPerFile)
    throw new PaperRefused(
      fill(INDONESIAN.refusals['photo-larger-than'], { megabytes: String(UPLOAD_LIMITS.bytesPerFile / 1024 / 1024) }),
    );
}

/** Throws NotNow when so many more bytes would be too much for what nobody has submitted. */
export async function refuseTooMuchWaiting({ uploads }: Pick<Store, 'uploads'>, bytes: number): Promise<void> {
  if ((await uploads.waitingBytes()) + bytes > WAITING_BYTES_AT_MOST)
    throw new NotNow(INDONESIAN.refusals['tempat-untuk-foto-sedang']);
}

/** For /healthz: undefined, or that there is hardly any place left for photos that wait to be submitted. */
export function uploadsHealth({ store }: Pick<Dependencies, 'store'>): () => Promise<string | undefined> {
  return async () => {
    const share = (await store.uploads.waitingBytes()) / WAITING_BYTES_AT_MOST;
    return share < NEARLY_FULL ? undefined : `terisi ${Math.floor(share * 100)} %`;
  };
}

/** The resident has removed a photo from the form. */
export function dropUpload({ store }: Pick<Dependencies, 'store'>) {
  return async (token: string): Promise<void> => store.uploads.remove(new UploadToken(token).id);
}

export type UploadedPaper = Pick<SubmittedPaper, 'paper' | 'signature'>;

/**
 * The cleaned papers under these tokens, in their order. Throws UploadGone with the places of those that are not here.
 */
export function uploadedPapers({ store }: Pick<Dependencies, 'store'>) {
  return async (tokens: readonly string[]): Promise<UploadedPaper[]> => {
    const found: UploadedPaper[] = [];
    const gone: number[] = [];
    for (const [i, token] of tokens.entries()) {
      const own = new UploadToken(token);
      const kept = await store.uploads.sealedPaper(own.id);
      if (kept === undefined) gone.push(i);
      else {
        const paper = { mediaType: kept.mediaType, bytes: own.open(kept.sealed, 'paper') };
        found.push({ paper, signature: kept.signature });
      }
    }
    if (gone.length > 0) throw new UploadGone(gone);
    return found;
  };
}
