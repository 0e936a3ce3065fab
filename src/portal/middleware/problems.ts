import type { FieldFault } from '../../domain/check-application.ts';

interface ProblemEntry {
  readonly status: number;
  /** What is wrong, one line. */
  readonly title: string;
  /** What the reader should do next. */
  readonly remedy: string;
}

/**
 * Every refusal the portal can utter, for people and programs alike (RFC 9457, `error` is the stable code). Never holds
 * personal data.
 */
export const PROBLEMS = {
  REQUEST_UNREADABLE: {
    status: 400,
    title: 'Kiriman tidak terbaca',
    remedy: 'Kiriman terputus atau susunannya salah. Muat ulang halaman, lalu kirim lagi.',
  },
  IDEMPOTENCY_KEY_INVALID: {
    status: 400,
    title: 'Idempotency-Key tidak sah',
    remedy:
      'Gunakan 1 sampai 128 huruf, angka, titik, titik dua, garis bawah, atau tanda hubung; misalnya sebuah UUID.',
  },
  FOREIGN_ORIGIN: {
    status: 403,
    title: 'Permintaan dari situs lain ditolak',
    remedy: 'Buka halaman layanan ini langsung, lalu kirim dari sana.',
  },
  SIGNATURE_WRONG: {
    status: 403,
    title: 'Tanda tangan webhook salah',
    remedy: 'Periksa alamat publik portal dan AuthToken pada pengaturan WhatsApp.',
  },
  PAGE_NOT_FOUND: {
    status: 404,
    title: 'Halaman tidak ditemukan',
    remedy: 'Periksa alamatnya, atau mulai lagi dari beranda.',
  },
  CASE_NOT_FOUND: {
    status: 404,
    title: 'Nomor permohonan dan PIN tidak cocok',
    remedy:
      'Periksa nomor dan PIN pada bukti permohonan Anda. PIN hilang? Petugas memberi PIN baru setelah melihat KTP-el Anda.',
  },
  CASE_LOCKED: {
    status: 404,
    title: 'Tunggu sebentar sebelum mencoba PIN lagi',
    remedy: 'PIN beberapa kali salah. Tunggu sebentar, lalu coba lagi.',
  },
  LINK_NOT_VALID: {
    status: 404,
    title: 'Tautan tidak berlaku',
    remedy:
      'Tautan ini salah atau sudah lewat waktunya. Unduh KK Anda dari halaman lacak dengan nomor permohonan dan PIN.',
  },
  METHOD_NOT_ALLOWED: {
    status: 405,
    title: 'Cara permintaan tidak dikenal',
    remedy: 'Lihat /api/openapi.json untuk cara yang benar.',
  },
  REQUEST_TIMEOUT: {
    status: 408,
    title: 'Kiriman terlalu lama',
    remedy: 'Sambungan terputus di tengah jalan. Coba lagi di tempat yang sinyalnya lebih baik.',
  },
  IDEMPOTENCY_CONFLICT: {
    status: 409,
    title: 'Kunci kiriman sudah dipakai',
    remedy:
      'Kiriman pertama sudah kami terima dengan isi lain. Untuk permohonan yang berbeda, gunakan Idempotency-Key baru.',
  },
  ALREADY_OPEN: {
    status: 409,
    title: 'Permohonan yang sama masih berjalan',
    remedy: 'Lihat statusnya di halaman lacak. Bila ini memang permohonan lain, kirim lagi sebagai permohonan lain.',
  },
  UPLOAD_GONE: {
    status: 410,
    title: 'Ada foto yang tidak tersimpan lagi',
    remedy: 'Pilih lagi foto yang disebut, lalu kirim lagi. Isian Anda tidak hilang.',
  },
  NOT_NOW: {
    status: 409,
    title: 'Sekarang belum dapat dilakukan',
    remedy: 'Lihat status permohonan di halaman lacak.',
  },
  FILE_TOO_LARGE: {
    status: 413,
    title: 'Foto atau PDF terlalu besar',
    remedy: 'Ambil foto dengan ukuran lebih kecil, lalu kirim lagi.',
  },
  REQUEST_TOO_LARGE: {
    status: 413,
    title: 'Kiriman terlalu besar',
    remedy: 'Kurangi jumlah atau ukuran fotonya, lalu kirim lagi.',
  },
  MEDIA_TYPE: {
    status: 415,
    title: 'Jenis berkas tidak dapat diterima',
    remedy: 'Jenis berkas ini tidak dapat diterima. Kirim foto (JPEG, PNG, WebP) atau PDF.',
  },
  FILE_REFUSED: {
    status: 415,
    title: 'Ada foto atau PDF yang tidak dapat diterima',
    remedy: 'Ganti foto atau PDF yang disebut, lalu kirim lagi. Tidak ada yang disimpan.',
  },
  APPLICATION_INVALID: {
    status: 422,
    title: 'Ada isian yang perlu diperbaiki',
    remedy: 'Perbaiki isian yang disebut, lalu kirim lagi. Tidak ada yang disimpan.',
  },
  QUESTION_INVALID: { status: 422, title: 'Pertanyaan tidak lengkap', remedy: 'Perbaiki isian yang disebut.' },
  TOO_MANY_REQUESTS: { status: 429, title: 'Terlalu sering mencoba', remedy: 'Tunggu sebentar, lalu coba lagi.' },
  UNEXPECTED: {
    status: 500,
    title: 'Maaf, ada gangguan pada layanan',
    remedy: 'Coba lagi beberapa menit lagi. Bila berulang, sebutkan kode gangguan kepada petugas.',
  },
  BUSY: {
    status: 503,
    title: 'Layanan sedang ramai',
    remedy: 'Tunggu sebentar, lalu kirim lagi. Isian Anda tidak hilang.',
  },
  OUT_OF_SERVICE: {
    status: 503,
    title: 'Layanan sedang terganggu',
    remedy: 'Coba lagi beberapa menit lagi. Isian Anda tidak hilang.',
  },
} as const satisfies Record<string, ProblemEntry>;
export type ProblemCode = keyof typeof PROBLEMS;

interface ProblemDetail {
  readonly remedy?: string;
  readonly faults?: readonly FieldFault[];
  readonly headers?: Readonly<Record<string, string>>;
  /** The case that the refusal is about. */
  readonly applicationNumber?: string;
  readonly cause?: unknown;
}

/** A request that is refused; the error handler answers it as JSON or as a page. */
export class Problem extends Error {
  readonly code: ProblemCode;
  readonly status: number;
  readonly title: string;
  readonly remedy: string;
  readonly faults: readonly FieldFault[];
  readonly headers: Readonly<Record<string, string>>;
  readonly applicationNumber: string | undefined;
  constructor(code: ProblemCode, detail: ProblemDetail = {}) {
    super(code, detail.cause === undefined ? undefined : { cause: detail.cause });
    this.name = 'Problem';
    this.code = code;
    this.status = PROBLEMS[code].status;
    this.title = PROBLEMS[code].title;
    this.remedy = detail.remedy ?? PROBLEMS[code].remedy;
    this.faults = detail.faults ?? [];
    this.headers = detail.headers ?? {};
    this.applicationNumber = detail.applicationNumber;
  }
}
