import type { DocumentKind } from '../domain/document-kinds.ts';
import { toE164 } from '../domain/phone.ts';
import { PaperRefused } from '../documents/documents.ts';
import { deliver } from './deliver-outbox.ts';
import type { Dependencies } from './dependencies.ts';
import { storeCompletion } from './store-completion.ts';
import { storePapers, type SubmittedPaper } from './store-papers.ts';

type Needs = Pick<Dependencies, 'store' | 'documents' | 'engine' | 'messenger' | 'cleanPaper' | 'logger'>;

export interface IncomingMessage {
  readonly sid: string;
  /** "whatsapp:+62..." */
  readonly from: string;
  readonly text: string;
  readonly mediaUrls: readonly string[];
}

/** A person sends a few photos, each as a message of its own; a case with so many papers takes no more. */
const MOST_PAPERS = 40;

/**
 * SOP step 3 by WhatsApp: photos in a reply complete the newest case of that number that waits for its applicant. A phone sends several photos as
 * several messages: what comes after the first is laid to the papers while they are examined.
 */
export function receiveMessage(needs: Needs) {
  const { store, logger } = needs;
  return async ({ sid, from, mediaUrls }: IncomingMessage): Promise<void> => {
    const e164 = toE164(from.replace(/^whatsapp:/, ''));
    if (e164 === undefined || (await store.messages.bySid(sid)) !== undefined) return;
    const waiting = await store.cases.findByWhatsapp(e164, 'waiting-for-applicant');
    const record = waiting ?? (await store.cases.findByWhatsapp(e164, 'examination'));
    if (record === undefined) {
      logger.info({ sid, media: mediaUrls.length }, 'message from a number without a waiting case');
      return;
    }
    const { applicationNumber } = record;
    const there = (await store.papers.of(applicationNumber)).map(({ kind }) => kind);
    const wanted =
      waiting === undefined || waiting.missingDocuments.length === 0
        ? record.requiredDocuments.filter((kind) => !there.includes(kind))
        : waiting.missingDocuments;
    const papers = there.length >= MOST_PAPERS ? [] : await photosOf(needs, mediaUrls, wanted);
    const message = await store.transaction(async (tables) => {
      await tables.messages.add({
        applicationNumber,
        direction: 'in',
        purpose: 'reply',
        sid,
        status: 'received',
        errorCode: null,
      });
      if (papers.length === 0) return undefined;
      if (waiting !== undefined) return storeCompletion(tables, needs, applicationNumber, papers, 'whatsapp');
      await storePapers({ ...needs, store: tables }, applicationNumber, papers, 'whatsapp');
      await tables.journal.write({
        applicationNumber,
        actor: 'pemohon',
        event: 'papers-added',
        step: 3,
        detail: { way: 'whatsapp', papers: papers.map(({ kind }) => kind) },
      });
      return undefined;
    });
    if (message !== undefined) await deliver(needs, message);
  };
}

/** Photos in the order of what was asked for; further ones count as "lainnya". A file that is not a picture is left out. */
async function photosOf(
  { messenger, cleanPaper, logger }: Needs,
  mediaUrls: readonly string[],
  missing: readonly DocumentKind[],
): Promise<SubmittedPaper[]> {
  const papers: SubmittedPaper[] = [];
  for (const url of mediaUrls) {
    try {
      papers.push({
        kind: missing[papers.length] ?? 'lainnya',
        paper: await cleanPaper(await messenger.fetchMedia(url)),
      });
    } catch (error) {
      if (!(error instanceof PaperRefused)) throw error;
      logger.info({ reason: error.reason }, 'a file in a reply is not a picture');
    }
  }
  return papers;
}
