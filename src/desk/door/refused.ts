import { FAILURES, Failure } from '../../domain/failures.ts';
import { NotNow } from '../../cases/cases.ts';
import { Refused } from '../../web/refused.ts';

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
  NOT_KEEPER: {
    status: 403,
    remedy: 'Berkas ini dipegang rekan lain. Bila perlu, mintalah ia menyerahkannya kepada Anda.',
  },
  CASE_UNKNOWN: { status: 404, remedy: 'Berkas ini tidak ditemukan. Periksa nomor permohonannya.' },
  DATABASE_UNREACHABLE: {
    status: 503,
    remedy: 'Basis data sedang tidak menjawab. Tunggu sebentar, lalu muat ulang halaman ini.',
  },
  DOCUMENT_DAMAGED: {
    status: 500,
    remedy: 'Berkas tersimpan tidak dapat dibaca. Hubungi admin untuk memulihkannya dari cadangan.',
  },
};

/** Every error as an answer; undefined for a defect, which is logged and answered without its text. */
export function refusalOf(error: unknown): Refused | undefined {
  if (error instanceof Refused) return error;
  if (error instanceof NotNow) return new Refused(409, error.remedy);
  if (!(error instanceof Failure)) return undefined;
  const view = VIEW_TEXTS[error.code];
  return view === undefined ? new Refused(409, FAILURES[error.code].officer) : new Refused(view.status, view.remedy);
}
