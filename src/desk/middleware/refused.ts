import type { Request } from 'express';
import { NotNow } from '../../cases/not-possible.ts';
import { FAILURES, Failure, Refusal, type RefusalCode } from '../../domain/failures.ts';
import { EngineAway } from '../../process/engine-away.ts';
import { Refused } from '../../web/refused.ts';
import { wantsJson } from '../kit.ts';

/**
 * 403: this person may not. 422: the form is not filled in rightly. 503: wait. Everything else is the state of the
 * case: 409.
 */
const STATUS_OF: Partial<Record<RefusalCode, number>> = {
  UNKNOWN_OFFICER: 403,
  WRONG_ROLE: 403,
  FOUR_EYES: 403,
  OWN_FAMILY: 403,
  RENEWED_ACCESS: 403,
  OWN_ENTRY: 403,
  ANSWER_INCOMPLETE: 422,
  REFUSAL_WITHOUT_REASON: 422,
  NOTE_TOO_LONG: 422,
  NOTE_HOLDS_PERSONAL_DATA: 422,
  SIAK_NUMBERS_MISSING: 422,
  SIAK_NUMBER_MALFORMED: 422,
  SIAK_NUMBER_TWICE: 422,
  SIAK_NUMBER_IN_USE: 422,
  NOT_OWN_DECISION: 403,
  NOT_RECORDED: 503,
  NOT_TAKEN_BACK: 503,
};

/** Texts for looking; those of the failures table speak of deciding. */
const VIEW_TEXTS: Partial<Record<Failure['code'], { status: number; remedy: string }>> = {
  UNKNOWN_OFFICER: {
    status: 403,
    remedy: 'Nama pengguna ini tidak terdaftar atau tidak aktif sebagai petugas. Mintalah admin mendaftarkan Anda.',
  },
  WRONG_ROLE: {
    status: 403,
    remedy: 'Halaman ini bukan untuk peran Anda, atau berkasnya belum sampai di langkah Anda.',
  },
  ASSIGNED_TO_ANOTHER: {
    status: 403,
    remedy: 'Berkas ini dipegang rekan lain. Bila perlu, mintalah ia menyerahkannya kepada Anda.',
  },
  CASE_UNKNOWN: { status: 404, remedy: 'Berkas ini tidak ditemukan. Periksa nomor permohonannya.' },
  DATABASE_UNREACHABLE: {
    status: 503,
    remedy: 'Basis data sedang tidak menjawab. Tunggu sebentar, lalu muat ulang halaman ini.',
  },
  DOCUMENTS_UNREACHABLE: {
    status: 503,
    remedy:
      'Penyimpanan dokumen sedang tidak dapat dibaca atau ditulis. Coba lagi sebentar lagi; bila lama, hubungi admin.',
  },
  DOCUMENT_UNREADABLE: {
    status: 500,
    remedy: 'Dokumen ini tidak dapat dibaca dari cakramnya. Hubungi admin untuk memulihkannya dari cadangan.',
  },
  DOCUMENT_DAMAGED: {
    status: 500,
    remedy: 'Dokumen yang tersimpan tidak dapat dibaca. Hubungi admin untuk memulihkannya dari cadangan.',
  },
};

const ENGINE_AWAY = 'Mesin proses sedang tidak menjawab. Tunggu sebentar, lalu muat ulang dan coba lagi.';

/** Every error of looking as an answer; undefined for a defect, which is logged and answered without its text. */
export function refusalOf(error: unknown): Refused | undefined {
  if (error instanceof Refused) return error;
  if (error instanceof NotNow) return new Refused(409, error.remedy, { code: 'NOT_NOW' });
  if (error instanceof EngineAway) return new Refused(503, ENGINE_AWAY, { code: 'ENGINE_AWAY' });
  if (!(error instanceof Failure)) return undefined;
  const view = VIEW_TEXTS[error.code];
  if (view !== undefined) return new Refused(view.status, view.remedy, { code: error.code });
  return error instanceof Refusal
    ? refusedDecision(error)
    : new Refused(409, FAILURES[error.code].officer, { code: error.code });
}

/**
 * A refusal that is read above what was typed, in a browser; undefined: another one, or the answer to a program.
 * `also`: further statuses that what was typed brings about.
 */
export function mendable(error: unknown, request: Request, also: readonly number[] = []): Refused | undefined {
  const refusal = refusalOf(error);
  const isMendable = refusal !== undefined && [409, 422, 503, ...also].includes(refusal.status);
  return isMendable && !wantsJson(request) ? refusal : undefined;
}

/** A refusal of deciding, in the words that speak of deciding. */
export function refusedDecision({ code, sentence }: Refusal): Refused {
  return new Refused(STATUS_OF[code] ?? 409, sentence, { code });
}
