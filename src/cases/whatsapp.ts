import { setTimeout as sleep } from 'node:timers/promises';
import type { DocumentKind } from '../domain/document-kinds.ts';
import { toE164 } from '../domain/phone.ts';
import type { MessageName } from '../domain/process.ts';
import { STATUS_RANK } from '../messaging/messaging.ts';
import { PaperRefused } from '../documents/documents.ts';
import type { MessageRecord, Store, Word } from '../store/store.ts';
import type { Cases, SubmittedPaper } from './cases.ts';
import { keepCompletion } from './completion.ts';
import type { Means } from './means.ts';
import { keepPapers } from './papers.ts';
import { noteReceipt } from './receipt.ts';
import { say } from './words.ts';

/** The waiting is reached within seconds of the sending; later the word would hit another try. */
const A_MOMENT_MS = 10 * 60_000;
/** A callback may overtake the answer to our own send; the row appears within the time of one round trip. */
const ROW_APPEARS_MS = [0, 200, 500, 1000, 2000];

/** A status callback of Twilio: may come twice, late or out of order, so a status only moves forward. */
export function messageStatus(means: Means): Cases['messageStatus'] {
  return async ({ sid, status, errorCode }) => {
    const rank = STATUS_RANK[status];
    if (rank === undefined) return;
    const message = await messageBySid(means, sid);
    if (message === undefined) return;
    const word = await means.store.transaction(async (tables) => {
      if (!(await tables.messages.advance(sid, status, rank, errorCode))) return undefined;
      const { applicationNumber, purpose } = message;
      if (purpose === 'card' && (status === 'delivered' || status === 'read'))
        return noteReceipt(tables, applicationNumber, 'whatsapp');
      if (status !== 'undelivered' && status !== 'failed') return undefined;
      await tables.journal.write({
        applicationNumber,
        actor: 'sistem',
        event: 'message-undelivered',
        step: purpose === 'card' ? 8 : null,
        detail: { purpose, errorCode },
      });
      const name = await handedToAPerson(tables, message);
      if (name === undefined) return undefined;
      const undeliverable: Word = { name, applicationNumber, messageId: `undeliverable:${sid}`, ttlMs: A_MOMENT_MS };
      await tables.words.keep(undeliverable);
      return undeliverable;
    });
    if (word !== undefined) await say(means, word);
  };
}

/** Messages on which the applicant must act: SOP steps 3 and 6, and the word that reminds him of them. */
const REQUESTS: readonly string[] = ['incomplete', 'invalid', 'reminder'];

/** The word to the process when a person has to take over what WhatsApp gave up. A late word on an earlier try must not take back the one
 *  under way; a courtesy needs nobody, and a request that was answered meanwhile neither. */
async function handedToAPerson(
  store: Store,
  { applicationNumber, purpose, sid }: MessageRecord,
): Promise<MessageName | undefined> {
  const isNewest = async (purposes: readonly string[]) =>
    (await store.messages.of(applicationNumber))
      .filter((m) => m.direction === 'out' && purposes.includes(m.purpose))
      .at(-1)?.sid === sid;
  if (purpose === 'card') return (await isNewest([purpose])) ? 'card-undeliverable' : undefined;
  if (!REQUESTS.includes(purpose) || (await store.cases.get(applicationNumber)).state !== 'waiting-for-applicant')
    return undefined;
  return (await isNewest(REQUESTS)) ? 'request-undeliverable' : undefined;
}

async function messageBySid({ store }: Means, sid: string): Promise<MessageRecord | undefined> {
  for (const wait of ROW_APPEARS_MS) {
    await sleep(wait);
    const message = await store.messages.bySid(sid);
    if (message !== undefined) return message;
  }
  return undefined;
}

/** A person sends a few photos, each as a message of its own; a case with so many papers takes no more. */
const MOST_PAPERS = 40;

/**
 * SOP step 3 by WhatsApp: photos in a reply complete the newest case of that number that waits for its applicant. A phone sends several photos as
 * several messages: what comes after the first is laid to the papers while they are examined.
 */
export function incomingMessage(means: Means): Cases['incomingMessage'] {
  const { store, logger } = means;
  return async ({ sid, from, mediaUrls }) => {
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
    const papers = there.length >= MOST_PAPERS ? [] : await photosOf(means, mediaUrls, wanted);
    const word = await store.transaction(async (tables) => {
      await tables.messages.add({
        applicationNumber,
        direction: 'in',
        purpose: 'reply',
        sid,
        status: 'received',
        errorCode: null,
      });
      if (papers.length === 0) return undefined;
      if (waiting !== undefined) return keepCompletion(tables, means, applicationNumber, papers, 'whatsapp');
      await keepPapers({ ...means, store: tables }, applicationNumber, papers, 'whatsapp');
      await tables.journal.write({
        applicationNumber,
        actor: 'pemohon',
        event: 'papers-added',
        step: 3,
        detail: { way: 'whatsapp', papers: papers.map(({ kind }) => kind) },
      });
      return undefined;
    });
    if (word !== undefined) await say(means, word);
  };
}

/** Photos in the order of what was asked for; what is more than that is "lainnya". A file that is no picture is left out. */
async function photosOf(
  { messenger, cleanPaper, logger }: Means,
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
