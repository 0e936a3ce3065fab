import { randomUUID } from 'node:crypto';
import { setMaxListeners } from 'node:events';
import { setInterval } from 'node:timers';
import { setTimeout as sleep } from 'node:timers/promises';
import { FAILURES, Refusal } from '../domain/failures.ts';
import { HUMAN_TASKS } from '../domain/process.ts';
import { GRANT_LIFE_MS } from '../signing/signing.ts';
import type { SigningBatchRecord, SigningItem, SigningStatus } from '../store/store.ts';
import type { Decide } from './decide.ts';
import { newestInForce } from './decisions-in-force.ts';
import type { Dependencies } from './dependencies.ts';
import { identifySigner } from './identify-signer.ts';
import { NotNow } from './not-possible.ts';
import {
  SIGNING_WAITS,
  awaitOutcome,
  endsBatch,
  type Outcome,
  type SigningWaits,
  type UnderWay,
} from './signing-outcome.ts';
import { progressOf, type DocumentProgress } from './signing-progress.ts';
import { verificationInForce } from './verified-draft.ts';

type Needs = Pick<Dependencies, 'store' | 'grants' | 'processId' | 'now' | 'logger'> & {
  readonly waits?: Partial<SigningWaits>;
  /** Told once for each passphrase that proved right: it does not count towards locking its signer out. */
  readonly passphraseWasRight?: (signer: string) => Promise<unknown>;
};

export interface SigningRequest {
  readonly applicationNumber: string;
  /** The draft that the head read. */
  readonly draftSha256: string;
}
export interface SigningBatch {
  readonly id: string;
  readonly finished: boolean;
  readonly documents: readonly DocumentProgress[];
}

const MOST_DOCUMENTS = 100;
const INTERRUPTED = 'Tidak diproses: program terganggu atau dimulai ulang sebelum gilirannya. Tanda tangani lagi.';

/** A document of a batch. */
interface Document extends UnderWay {
  /** Another batch has it under way; here only its outcome is shown. */
  readonly watched: boolean;
  /** That batch, where it is known. */
  readonly by: string | null;
}

/**
 * Signs verified drafts with one passphrase, in the background. The passphrase goes at once into the grants of this
 * process, sealed and bound to the hash of each draft, and is overwritten here; a grant does nothing until the head's
 * task is completed, and that is done for one document first, so that a wrong passphrase is tried once. The state of a
 * batch is in PostgreSQL: every process shows it, and when the one that runs it dies, or lost it because the database
 * was away, the next one takes it over.
 */
export function signDrafts(needs: Needs, decide: Decide) {
  const { store, grants, processId, logger } = needs;
  const waits = { ...SIGNING_WAITS, ...needs.waits };
  const running = new Set<Promise<void>>();
  /** Batches that this process opens or works on; any other unfinished one of its own it has lost, and takes over. */
  const inWork = new Set<string>();
  const closing = new AbortController();
  // Every document under way listens to it.
  setMaxListeners(0, closing.signal);

  /** Begins a batch; returns its id. Overwrites `passphrase`. Throws NotNow or Refusal. */
  async function approve(username: string, requests: readonly SigningRequest[], passphrase: Buffer): Promise<string> {
    try {
      if (requests.length === 0) throw new NotNow('Pilih paling sedikit satu draf.');
      if (requests.length > MOST_DOCUMENTS)
        throw new NotNow(`Pilih paling banyak ${MOST_DOCUMENTS} draf sekali tanda tangan.`);
      if (passphrase.length === 0) throw new NotNow('Ketik passphrase sertifikat elektronik Anda.');
      await identifySigner(needs, username, {
        event: 'act-refused',
        asked: 'card-signed',
        applicationNumbers: requests.map(({ applicationNumber }) => applicationNumber),
      });
      const items: SigningItem[] = [];
      for (const request of unrepeated(requests)) items.push(await itemFor(needs, request));
      const id = randomUUID();
      inWork.add(id);
      const documents = await open(id, username, items, passphrase).catch((error: unknown) => {
        inWork.delete(id);
        throw error;
      });
      begin(id, () => run(id, username, documents));
      return id;
    } finally {
      passphrase.fill(0);
    }
  }

  /** Writes the batch down and gives the passphrase for what no other batch has under way. */
  async function open(
    id: string,
    signer: string,
    items: readonly SigningItem[],
    passphrase: Buffer,
  ): Promise<readonly Document[]> {
    const { createdAt, watched } = await store.signingBatches.open({ id, signer, runner: processId, items });
    const documents = items
      .filter(({ status }) => status === 'waiting' || status === 'signing')
      .map(({ applicationNumber, draftSha256, taskId, status }): Document => ({
        applicationNumber,
        draftSha256,
        task: taskId ?? '',
        since: createdAt,
        watched: status === 'signing' || watched.has(draftSha256),
        by: watched.get(draftSha256) ?? null,
      }));
    const own = documents.filter((document) => !document.watched);
    try {
      for (const document of own) await grant(signer, document, passphrase);
    } catch (error) {
      forget(own);
      throw error;
    }
    return documents;
  }

  async function grant(signer: string, { draftSha256 }: Document, passphrase: Buffer): Promise<void> {
    grants.give({ draftSha256, signer, passphrase });
    const expiresAt = new Date(needs.now().getTime() + GRANT_LIFE_MS);
    await store.grantHolders.put({ draftSha256, holder: processId, expiresAt });
  }

  async function release(draftSha256: string): Promise<void> {
    grants.revoke(draftSha256);
    await store.grantHolders.remove(draftSha256);
  }

  /** Without the database, which may be away. */
  function forget(documents: Iterable<Document>): void {
    for (const { draftSha256 } of documents) grants.revoke(draftSha256);
  }

  /** Works on a batch, saying all the while that its process lives. */
  function begin(id: string, work: () => Promise<void>): void {
    inWork.add(id);
    const alive = setInterval(() => void store.signingBatches.touch(id, processId).catch(warn), waits.alive).unref();
    const done = work()
      .then(() => store.signingBatches.finish(id))
      .catch(warn)
      .finally(() => {
        clearInterval(alive);
        inWork.delete(id);
        running.delete(done);
      });
    running.add(done);
  }

  async function run(id: string, username: string, documents: readonly Document[]): Promise<void> {
    const followed: Promise<unknown>[] = [];
    const notBegun = new Set(documents.filter(({ watched }) => !watched));
    try {
      for (const document of documents.filter(({ watched }) => watched)) {
        await settle(id, document, 'signing', null);
        followed.push(follow(id, document));
      }
      await approveEach(id, username, notBegun, followed);
    } catch (error) {
      forget(notBegun);
      throw error;
    } finally {
      await Promise.all(followed);
    }
  }

  /** Takes out of `notBegun` what was begun, and adds to `followed` what goes on. */
  async function approveEach(id: string, username: string, notBegun: Set<Document>, followed: Promise<unknown>[]) {
    let proven = false;
    let stopped: string | undefined;
    for (const document of notBegun) {
      // A process that stood still for long finds its batch with another one, which has said that nothing more is
      // begun.
      if (!(await store.signingBatches.touch(id, processId))) {
        await release(document.draftSha256);
        continue;
      }
      if (stopped !== undefined) {
        await release(document.draftSha256);
        await settle(id, document, 'not-processed', stopped);
        continue;
      }
      const isBegun = await complete(id, username, document);
      notBegun.delete(document);
      if (!isBegun) continue;
      if (proven) {
        followed.push(follow(id, document));
        continue;
      }
      const outcome = await lookOut(id, document, waits.proof);
      proven = outcome?.kind === 'signed';
      if (proven) await needs.passphraseWasRight?.(username);
      if (endsBatch(outcome))
        stopped = `Tidak diproses: ${outcome === undefined ? 'hasil dokumen pertama belum ada.' : 'dokumen pertama tidak dapat ditandatangani.'}`;
      // The grant of the first stays while its outcome is open: the signing worker may still come for it.
      if (outcome === undefined) followed.push(follow(id, document));
    }
  }

  /** Lets the approval of one document take effect; false: refused, and said at the document. */
  async function complete(id: string, username: string, document: Document): Promise<boolean> {
    const { applicationNumber, draftSha256, task } = document;
    await settle(id, document, 'signing', null);
    try {
      await decide(username, { applicationNumber, task, draftSha256, answer: { signing: 'approved' } });
      return true;
    } catch (error) {
      await release(draftSha256);
      await settle(id, document, 'refused', sentenceOf(needs, error, applicationNumber));
      return false;
    }
  }

  /** Never rejects: what cannot be followed is known by the case itself. */
  async function follow(id: string, document: Document): Promise<void> {
    try {
      const isTold =
        document.by === null
          ? (await lookOut(id, document, waits.follow)) !== undefined
          : await shareOutcome(id, document, document.by);
      if (isTold) return;
      const reason = 'Masih diproses. Anda boleh menutup halaman ini; hasilnya terlihat di daftar tanda tangan.';
      await settle(id, document, 'signing', reason);
    } catch (error) {
      warn(error);
    }
  }

  /**
   * What the batch that has the document says of it is said here too, a refusal with its reason among them: of what was
   * never begun the case itself knows nothing. That batch may have many to begin before this one; the clock runs from
   * there. False when nothing is known in time.
   */
  async function shareOutcome(id: string, document: Document, by: string): Promise<boolean> {
    let until = Infinity;
    while (!closing.signal.aborted && Date.now() < until) {
      const other = await store.signingBatches.item(by, document.applicationNumber);
      if (other === undefined) return false;
      if (other.status !== 'waiting' && other.status !== 'signing') {
        await settle(id, document, other.status, other.reason);
        return true;
      }
      if (other.status === 'signing') until = Math.min(until, Date.now() + waits.follow);
      await sleep(waits.poll, undefined, { signal: closing.signal }).catch(() => undefined);
    }
    return false;
  }

  async function lookOut(id: string, document: Document, milliseconds: number): Promise<Outcome | undefined> {
    const outcome = await awaitOutcome(needs, document, {
      milliseconds,
      pollMs: waits.poll,
      signal: closing.signal,
      onRetry: (code) => void settle(id, document, 'signing', FAILURES[code].officer).catch(warn),
    });
    if (outcome === undefined) return undefined;
    if (!document.watched) await release(document.draftSha256);
    if (outcome.kind === 'signed') await settle(id, document, 'signed', null);
    else
      await settle(
        id,
        document,
        'returned',
        outcome.code === null
          ? 'Tugas kembali kepada Anda tanpa keterangan. Lihat riwayat berkas.'
          : FAILURES[outcome.code].officer,
      );
    return outcome;
  }

  /**
   * Takes over what a process that died has left, and what this one lost when the database was away; the passphrases
   * are gone. Returns how many batches.
   */
  async function resume(): Promise<number> {
    const left = await store.signingBatches.adopt(processId, 4 * waits.alive, [...inWork]);
    for (const batch of left) begin(batch.id, () => runLeft(batch));
    return left.length;
  }

  async function runLeft({ id, createdAt }: SigningBatchRecord): Promise<void> {
    const followed: Promise<unknown>[] = [];
    for (const item of (await store.signingBatches.find(id))?.items ?? []) {
      const document = { ...item, task: item.taskId ?? '', since: createdAt, watched: true, by: null };
      if (item.status === 'waiting') {
        await store.grantHolders.remove(item.draftSha256);
        await settle(id, document, 'not-processed', INTERRUPTED);
      } else if (item.status === 'signing') followed.push(follow(id, document));
    }
    await Promise.all(followed);
  }

  function settle(id: string, { applicationNumber }: Document, status: SigningStatus, reason: string | null) {
    return store.signingBatches.settle(id, applicationNumber, status, reason);
  }

  const warn = (error: unknown) =>
    logger.error({ error: error instanceof Error ? error.name : 'unknown' }, 'a signing batch cannot be written down');

  return {
    approve,
    resume,
    /** What has become of a batch; only its signer may ask. */
    batch: async (username: string, id: string): Promise<SigningBatch> => {
      const batch = isUuid(id) ? await store.signingBatches.find(id) : undefined;
      if (batch === undefined || batch.signer !== username)
        throw new NotNow('Proses ini tidak dikenal lagi. Lihat hasilnya di daftar tanda tangan.');
      const finished = batch.finishedAt !== null;
      return {
        id,
        finished,
        documents: await Promise.all(
          batch.items.map(async ({ applicationNumber, status, reason }): Promise<DocumentProgress> => {
            if (!finished || status !== 'signing') return { applicationNumber, status, reason };
            // Nobody watches it any more; the case itself knows.
            const now = await progressOf(store, applicationNumber);
            return now.status === 'signing' || now.status === 'waiting' ? { applicationNumber, status, reason } : now;
          }),
        ),
      };
    },
    /** For a clean stop: nothing more is begun, what is under way goes on without being watched. */
    drain: async (): Promise<void> => {
      closing.abort();
      await Promise.all(running);
    },
  };
}

const isUuid = (text: string) => /^[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$/.test(text);

function unrepeated(requests: readonly SigningRequest[]): SigningRequest[] {
  return requests.filter(
    (one, i) => requests.findIndex((other) => other.applicationNumber === one.applicationNumber) === i,
  );
}

/**
 * A document that may be begun, one that an earlier click has signed or has under way, or the reason why not. Whether
 * this person may sign it is judged when it is decided.
 */
async function itemFor(needs: Needs, { applicationNumber, draftSha256 }: SigningRequest): Promise<SigningItem> {
  const { store } = needs;
  const item = (status: SigningStatus, reason: string | null, taskId: string | null = null): SigningItem => ({
    ...{ applicationNumber, draftSha256, taskId, status, reason },
  });
  const refused = (reason: string) => item('refused', reason);
  try {
    const record = await store.cases.get(applicationNumber);
    if (record.signedSha256 !== null)
      return record.draftSha256 === draftSha256 ? item('signed', null) : refused('Sudah ditandatangani.');
    const decisions = await store.decisions.of(applicationNumber);
    if (record.draftSha256 !== draftSha256 || (await verificationInForce(store, decisions, draftSha256)) === undefined)
      return refused(FAILURES.DRAFT_NOT_SEEN.officer);
    const open = (await store.workList.open({ applicationNumber })).find(({ element }) => element === HUMAN_TASKS[7]);
    if (open !== undefined) return item('waiting', null, open.taskId);
    // Read anew: the task may have ended, by an approval, after the decisions were read.
    return (await newestInForce(store, applicationNumber))?.answer['signing'] === 'approved'
      ? item('signing', null)
      : refused('Tidak sedang menunggu tanda tangan. Muat ulang daftar.');
  } catch (error) {
    return refused(sentenceOf(needs, error, applicationNumber));
  }
}

function sentenceOf({ logger }: Pick<Needs, 'logger'>, error: unknown, applicationNumber: string): string {
  if (error instanceof NotNow) return error.remedy;
  if (error instanceof Refusal) return error.sentence;
  logger.error(
    { applicationNumber, error: error instanceof Error ? error.name : 'unknown' },
    'a draft cannot be approved',
  );
  return 'Terjadi gangguan saat memeriksa berkas. Coba lagi; bila berulang, hubungi admin.';
}
