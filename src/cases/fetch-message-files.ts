import { Failure, type FailureCode } from '../domain/failures.ts';
import { INDONESIAN } from '../domain/language/indonesian.ts';
import { PaperRefused } from '../documents/documents.ts';
import type { MessageFileRecord } from '../store/store.ts';
import type { Dependencies } from './dependencies.ts';
import { mayHold } from './held-files.ts';

type Needs = Pick<Dependencies, 'store' | 'documents' | 'messenger' | 'cleanPaper' | 'judgePicture' | 'logger'>;

/** A recording, a film or a business card goes to the officer as it came; it is never drawn or opened by us. */
const AS_IT_CAME = /^(audio\/[\w.+-]+|video\/[\w.+-]+|text\/(x-)?vcard)$/i;

/** These say nothing of the messenger: the file is there. */
const OURS: readonly FailureCode[] = ['DATABASE_UNREACHABLE', 'DOCUMENTS_UNREACHABLE'];

interface Fetching {
  /** What is not there now is given up. */
  readonly isLast: boolean;
  /** The number has no case: its files are held for a time, and become no documents. */
  readonly isStranger: boolean;
  /** Number of who sent them. */
  readonly phone: string;
  /** So many files are fetched; its sender reads why the others are not. */
  readonly most: number;
}

/**
 * Fetches what came with a message, cleans, judges and stores it encrypted. Answers whether every file was stored or
 * given up; false: the messenger does not have some of them yet.
 */
export async function fetchMessageFiles(needs: Needs, messageId: string, fetching: Fetching): Promise<boolean> {
  let complete = true;
  for (const file of await needs.store.messageFiles.of([messageId]))
    if (file.state === 'waiting' && !(await fetchOne(needs, file, fetching))) complete = false;
  return complete;
}

async function fetchOne(
  needs: Needs,
  { id, position, url, declared }: MessageFileRecord,
  { isLast, isStranger, phone, most }: Fetching,
): Promise<boolean> {
  const { store, documents, messenger, cleanPaper, judgePicture, logger } = needs;
  const oneTooMany = INDONESIAN.refusals[isStranger ? 'too-many-files-of-stranger' : 'too-many-files'];
  try {
    if (position >= most) throw new PaperRefused(oneTooMany);
    const bytes = await messenger.fetchMedia(url ?? '');
    const asItCame = declared !== null && AS_IT_CAME.test(declared);
    const paper: { bytes: Buffer; mediaType: string } = asItCame
      ? { bytes, mediaType: declared.toLowerCase() }
      : await cleanPaper(bytes, phone);
    if (isStranger && !(await mayHold(store, paper.bytes.length))) throw new PaperRefused(oneTooMany);
    const flaw = paper.mediaType === 'image/jpeg' ? ((await judgePicture(paper.bytes)) ?? null) : null;
    const found = { mediaType: paper.mediaType, bytes: paper.bytes.length, flaw };
    if (isStranger) {
      await store.heldFiles.hold(id, paper.bytes);
      await store.messageFiles.change(id, { state: 'held', ...found });
    } else {
      const { sha256 } = await documents.put(paper.bytes);
      await store.messageFiles.change(id, { state: 'stored', sha256, ...found });
    }
    return true;
  } catch (error) {
    if (error instanceof PaperRefused) {
      await store.messageFiles.change(id, { state: 'refused', reason: error.reason });
      return true;
    }
    if (!(error instanceof Failure) || OURS.includes(error.code)) throw error;
    logger.info({ file: id, code: error.code, detail: error.detail }, 'a file of a message is not there yet');
    if (!isLast) return false;
    await store.messageFiles.change(id, { state: 'gone' });
    return true;
  }
}
