import { FAILURES, Failure } from '../../domain/failures.ts';
import { HUMAN_TASKS } from '../../domain/process.ts';
import { holdsPersonalNumber } from '../../domain/personal-data.ts';
import { NotNow } from '../cases.ts';
import type { DeskCases, DocumentProgress, ReturnReason } from '../desk.ts';
import { refusal } from './access.ts';
import type { DeskMeans } from './means.ts';
import { isFailureCode, returnReason } from './return-reason.ts';
import { attendAsSigner, isSigningTask } from './signing-list.ts';
import { blockedBecause } from './tasks.ts';

const SHORTEST_NOTE = 5;
const LONGEST_NOTE = 500;

/** The head says no: the draft goes back to Kasi/Kabid with his words. A grant that might be there is forgotten. */
export function reject(means: DeskMeans, isUnderWay: (draftSha256: string) => boolean): DeskCases['reject'] {
  const { store, engine, grants, logger } = means;
  return async (username, applicationNumber, note) => {
    const attempt = {
      username,
      event: 'act-refused',
      asked: 'draft-rejected',
      applicationNumbers: [applicationNumber],
    } as const;
    const attendant = await attendAsSigner(means, username, attempt);
    const words = note.trim();
    if (words.length < SHORTEST_NOTE) throw new NotNow('Tulis alasan, agar Kasi/Kabid tahu apa yang harus diperbaiki.');
    if (words.length > LONGEST_NOTE) throw new NotNow(`Alasan paling panjang ${LONGEST_NOTE} huruf.`);
    if (holdsPersonalNumber(words)) throw new Failure('NOTE_HOLDS_PERSONAL_DATA');
    const record = await store.cases.get(applicationNumber);
    const decisions = await store.decisions.of(applicationNumber);
    const blocked = blockedBecause(means, attendant, 7, record, decisions);
    if (blocked !== null) throw await refusal(means, attempt, blocked);
    if (record.draftSha256 !== null && isUnderWay(record.draftSha256))
      throw new NotNow('Draf ini sedang ditandatangani. Tunggu hasilnya.');
    const task = (await engine.openTasks()).find(
      (open) =>
        isSigningTask(open) &&
        open.processInstanceKey === record.processInstanceKey &&
        !decisions.some((d) => d.userTaskKey === open.userTaskKey),
    );
    if (task === undefined) throw new NotNow('Tidak sedang menunggu tanda tangan. Muat ulang daftar.');
    if (record.draftSha256 !== null) grants.revoke(record.draftSha256);
    try {
      await engine.completeTask(task.userTaskKey, username, { signing: 'rejected', note: words });
    } catch (error) {
      logger.warn(
        { applicationNumber, error: error instanceof Error ? error.name : 'unknown' },
        "the head's task cannot be completed",
      );
      throw new NotNow(
        'Tugas tanda tangan tidak dapat diselesaikan sekarang. Muat ulang daftar; bila masih ada, coba lagi.',
      );
    }
  };
}

/** Where each document stands, read from the case itself: also after the browser was closed or the office restarted. */
export function progress(means: DeskMeans, isUnderWay: (draftSha256: string) => boolean): DeskCases['progress'] {
  const { store, engine } = means;
  return async (username, applicationNumbers) => {
    await attendAsSigner(means, username, {
      event: 'view-refused',
      asked: 'signing-progress-viewed',
      applicationNumbers,
    });
    const open = (await engine.openTasks()).filter(isSigningTask);
    return Promise.all(
      applicationNumbers.map(async (applicationNumber): Promise<DocumentProgress> => {
        const record = await store.cases.get(applicationNumber);
        if (record.signedSha256 !== null) return { applicationNumber, status: 'signed', reason: null };
        const [decisions, journal] = await Promise.all([
          store.decisions.of(applicationNumber),
          store.journal.of(applicationNumber),
        ]);
        const last = decisions.at(-1);
        const rejected = last?.step === 7 && last.answer['signing'] === 'rejected';
        if (rejected) return { applicationNumber, status: 'returned', reason: 'Dikembalikan kepada Kasi/Kabid.' };
        const waits = open.some(
          (task) =>
            task.processInstanceKey === record.processInstanceKey &&
            !decisions.some((d) => d.userTaskKey === task.userTaskKey),
        );
        if (record.draftSha256 !== null && isUnderWay(record.draftSha256))
          return { applicationNumber, status: 'signing', reason: null };
        if (!waits) return { applicationNumber, status: last?.step === 7 ? 'signing' : 'waiting', reason: null };
        const returned = await returnReason(store, HUMAN_TASKS[7], decisions, journal);
        return returned === null
          ? { applicationNumber, status: 'waiting', reason: null }
          : { applicationNumber, status: 'returned', reason: textOf(returned) };
      }),
    );
  };
}

function textOf({ code, note }: ReturnReason): string | null {
  return isFailureCode(code) ? FAILURES[code].officer : note;
}
