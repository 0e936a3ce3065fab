import { randomUUID } from 'node:crypto';
import { FAILURES, Failure } from '../../domain/failures.ts';
import type { UserTask } from '../../engine/engine.ts';
import { NotNow } from '../cases.ts';
import type { DeskCases, DocumentProgress, SigningBatch, SigningRequest, SigningStatus } from '../desk.ts';
import { refusal, type Attendant } from './access.ts';
import { verificationOf } from './case-file.ts';
import type { DeskMeans } from './means.ts';
import { attendAsSigner, isSigningTask } from './signing-list.ts';
import { awaitOutcome, endsBatch, type Outcome, type UnderWay } from './signing-outcome.ts';
import { blockedBecause } from './tasks.ts';

const MOST_DOCUMENTS = 100;
const MOST_BATCHES_KEPT = 200;

interface BatchItem {
  readonly applicationNumber: string;
  status: SigningStatus;
  reason: string | null;
}
interface Batch {
  readonly id: string;
  readonly username: string;
  readonly items: BatchItem[];
  finished: boolean;
}
/** A document of the batch that may be begun (own) or that another request has begun and is only watched. */
interface Ready extends UnderWay {
  readonly item: BatchItem;
  readonly watched: boolean;
}

/**
 * The signing page's work. The passphrase goes at once into the grants, sealed and bound to the hash of each draft, and is overwritten here; a grant
 * does nothing until the head's task is completed, and that is done for one document first. When it comes back, the other grants are withdrawn unused.
 */
export function signingBatches(
  means: DeskMeans,
): Pick<DeskCases, 'approve' | 'batch' | 'drain'> & { readonly isUnderWay: (draftSha256: string) => boolean } {
  const batches = new Map<string, Batch>();
  /** Drafts under way, so that two browsers, or a double click, sign once. */
  const underWay = new Set<string>();
  const running = new Set<Promise<void>>();
  const closing = new AbortController();

  async function approve(username: string, documents: readonly SigningRequest[], passphrase: Buffer): Promise<string> {
    const claimed: string[] = [];
    try {
      if (documents.length === 0) throw new NotNow('Pilih paling sedikit satu draf.');
      if (documents.length > MOST_DOCUMENTS)
        throw new NotNow(`Pilih paling banyak ${MOST_DOCUMENTS} draf sekali tanda tangan.`);
      if (passphrase.length === 0) throw new NotNow('Ketik passphrase sertifikat elektronik Anda.');
      const attendant = await attendAsSigner(means, username, {
        event: 'act-refused',
        asked: 'card-signed',
        applicationNumbers: documents.map(({ applicationNumber }) => applicationNumber),
      });
      const tasks = (await means.engine.openTasks()).filter(isSigningTask);
      const batch: Batch = { id: randomUUID(), username, items: [], finished: false };
      const ready: Ready[] = [];
      for (const request of documents.filter(
        (one, i) => documents.findIndex((other) => other.applicationNumber === one.applicationNumber) === i,
      )) {
        const item: BatchItem = { applicationNumber: request.applicationNumber, status: 'waiting', reason: null };
        batch.items.push(item);
        try {
          const checked = await check(means, attendant, tasks, request);
          // No await between the look and the claim: whoever comes second watches.
          const watched = underWay.has(request.draftSha256);
          if (!watched) {
            underWay.add(request.draftSha256);
            claimed.push(request.draftSha256);
          }
          ready.push({ ...checked, item, watched });
        } catch (error) {
          settle(item, 'refused', remedyOf(means, error, request.applicationNumber));
        }
      }
      for (const { draftSha256, watched } of ready)
        if (!watched) means.grants.give({ draftSha256, signer: username, passphrase });
      remember(batch);
      const work = run(batch, ready).finally(() => running.delete(work));
      running.add(work);
      return batch.id;
    } catch (error) {
      claimed.forEach(release);
      throw error;
    } finally {
      passphrase.fill(0);
    }
  }

  function release(draftSha256: string): void {
    means.grants.revoke(draftSha256);
    underWay.delete(draftSha256);
  }

  /** Never throws: what goes wrong is said at the document. */
  async function run(batch: Batch, ready: readonly Ready[]): Promise<void> {
    const followed = ready
      .filter(({ watched }) => watched)
      .map((document) => {
        settle(document.item, 'signing', null);
        return follow(document, means.waits.follow);
      });
    let proven = false;
    let stopped: string | null = null;
    for (const document of ready.filter(({ watched }) => !watched)) {
      if (stopped !== null) {
        release(document.draftSha256);
        settle(document.item, 'not-processed', stopped);
        continue;
      }
      if (!(await begin(batch.username, document))) continue;
      if (proven) followed.push(follow(document, means.waits.follow));
      else {
        const outcome = await lookOut(document, means.waits.proof);
        proven = outcome?.kind === 'signed';
        if (endsBatch(outcome))
          stopped = `Tidak diproses: ${outcome === undefined ? 'hasil dokumen pertama belum ada.' : 'dokumen pertama tidak dapat ditandatangani.'}`;
        // The grant of the first stays while its outcome is open: the signing worker may still come for it.
        if (outcome === undefined) followed.push(follow(document, means.waits.follow));
      }
    }
    await Promise.all(followed);
    batch.finished = true;
  }

  async function begin(username: string, { item, task, applicationNumber, draftSha256 }: Ready): Promise<boolean> {
    settle(item, 'signing', null);
    try {
      await means.engine.completeTask(task.userTaskKey, username, { signing: 'approved', note: '' });
      return true;
    } catch (error) {
      means.logger.warn(
        { applicationNumber, error: error instanceof Error ? error.name : 'unknown' },
        "the head's task cannot be completed",
      );
      release(draftSha256);
      settle(
        item,
        'refused',
        'Tugas tanda tangan tidak dapat diselesaikan sekarang. Muat ulang daftar; bila masih ada, coba lagi.',
      );
      return false;
    }
  }

  async function follow(document: Ready, milliseconds: number): Promise<void> {
    const outcome = await lookOut(document, milliseconds);
    if (outcome === undefined) {
      document.item.reason =
        'Masih diproses. Anda boleh menutup halaman ini; hasilnya terlihat di daftar tanda tangan.';
      if (!document.watched) underWay.delete(document.draftSha256);
    }
  }

  async function lookOut(document: Ready, milliseconds: number): Promise<Outcome | undefined> {
    const { item, draftSha256, watched, applicationNumber } = document;
    try {
      const outcome = await awaitOutcome(means, document, {
        milliseconds,
        signal: closing.signal,
        onRetry: (code) => settle(item, 'signing', FAILURES[code].officer),
      });
      if (outcome === undefined) return undefined;
      if (!watched) release(draftSha256);
      if (outcome.kind === 'signed') settle(item, 'signed', null);
      else
        settle(
          item,
          'returned',
          outcome.code === null
            ? 'Tugas kembali kepada Anda tanpa keterangan. Lihat riwayat berkas.'
            : FAILURES[outcome.code].officer,
        );
      return outcome;
    } catch (error) {
      means.logger.error(
        { applicationNumber, error: error instanceof Error ? error.name : 'unknown' },
        'the outcome of a signature cannot be read',
      );
      return undefined;
    }
  }

  function remember(batch: Batch): void {
    batches.set(batch.id, batch);
    const oldest = [...batches.values()].find(({ finished }) => finished);
    if (batches.size > MOST_BATCHES_KEPT && oldest !== undefined) batches.delete(oldest.id);
  }

  return {
    approve,
    isUnderWay: (draftSha256) => underWay.has(draftSha256),
    batch(username, id): Promise<SigningBatch> {
      const batch = batches.get(id);
      if (batch === undefined || batch.username !== username)
        return Promise.reject(new NotNow('Proses ini tidak dikenal lagi. Lihat hasilnya di daftar tanda tangan.'));
      return Promise.resolve({
        id,
        finished: batch.finished,
        documents: batch.items.map((item): DocumentProgress => ({ ...item })),
      });
    },
    async drain() {
      closing.abort();
      await Promise.all(running);
    },
  };
}

function settle(item: BatchItem, status: SigningStatus, reason: string | null): void {
  item.status = status;
  item.reason = reason;
}

/** All that must hold before a grant is given: the signer's right, four eyes, and that these very bytes were verified. */
async function check(
  means: DeskMeans,
  attendant: Attendant,
  tasks: readonly UserTask[],
  { applicationNumber, draftSha256 }: SigningRequest,
): Promise<UnderWay> {
  const { store } = means;
  const record = await store.cases.get(applicationNumber);
  const [decisions, journal] = await Promise.all([
    store.decisions.of(applicationNumber),
    store.journal.of(applicationNumber),
  ]);
  const blocked = blockedBecause(means, attendant, 7, record, decisions);
  if (blocked !== null)
    throw await refusal(
      means,
      {
        username: attendant.officer.username,
        event: 'act-refused',
        asked: 'card-signed',
        applicationNumbers: [applicationNumber],
      },
      blocked,
    );
  if (record.signedSha256 !== null) throw new NotNow('Sudah ditandatangani.');
  if (record.draftSha256 !== draftSha256 || verificationOf(decisions, draftSha256) === undefined)
    throw new Failure('DRAFT_NOT_SEEN');
  const task = tasks.find(
    (open) =>
      open.processInstanceKey === record.processInstanceKey &&
      !decisions.some((decision) => decision.userTaskKey === open.userTaskKey),
  );
  if (task === undefined) throw new NotNow('Tidak sedang menunggu tanda tangan. Muat ulang daftar.');
  return { applicationNumber, draftSha256, task, rowsBefore: journal.length };
}

function remedyOf({ logger }: DeskMeans, error: unknown, applicationNumber: string): string {
  if (error instanceof NotNow) return error.remedy;
  if (error instanceof Failure) return FAILURES[error.code].officer;
  logger.error(
    { applicationNumber, error: error instanceof Error ? error.name : 'unknown' },
    'a draft cannot be checked before signing',
  );
  return 'Terjadi gangguan saat memeriksa berkas. Coba lagi; bila berulang, hubungi admin.';
}
