import type { BpmnError } from './process.ts';

/** What becomes of the work when a failure ends it. */
export type FailureOutcome =
  | { readonly kind: 'bpmn-error'; readonly error: BpmnError }
  // The external service does not answer now; the host waits seconds to minutes. `attempts`: so many, then an incident.
  | { readonly kind: 'retry'; readonly attempts?: number }
  | { readonly kind: 'incident' } // a person of the office's IT has to look
  | { readonly kind: 'refusal' }; // a decision is refused at once, to the person who made it; no work of the engine fails

interface FailureEntry {
  readonly outcome: FailureOutcome;
  /**
   * What the officer reads on the returned task or when a decision is refused, or the administrator at an incident:
   * what happened, what to do next. Never holds personal data.
   */
  readonly officer: string;
}

const bpmn = (error: BpmnError): FailureOutcome => ({ kind: 'bpmn-error', error });
const retry: FailureOutcome = { kind: 'retry' };
const retryAtMost = (attempts: number): FailureOutcome => ({ kind: 'retry', attempts });
const incident: FailureOutcome = { kind: 'incident' };
const refusal = { kind: 'refusal' } as const;

/** Every failure that may leave a case or a worker: one code, one outcome, one text for its addressee. */
export const FAILURES = {
  // --- decisions: shown at once to the person who decides, and journalled
  WRONG_ROLE: {
    outcome: refusal,
    officer: 'Keputusan ini bukan wewenang peran Anda. Serahkan tugas ini kepada petugas yang berwenang.',
  },
  FOUR_EYES: {
    outcome: refusal,
    officer: 'Orang yang sama sudah memutuskan langkah lain pada berkas ini. Mintalah rekan lain yang memutuskan.',
  },
  OWN_FAMILY: {
    outcome: refusal,
    officer:
      'Berkas ini menyangkut Anda atau keluarga Anda sendiri, jadi rekan lain yang mengerjakannya. Serahkan berkasnya kepada rekan.',
  },
  RENEWED_ACCESS: {
    outcome: refusal,
    officer:
      'Anda yang memberi PIN baru atau membetulkan nomor WhatsApp pada permohonan ini, jadi rekan lain yang memeriksanya. Serahkan berkasnya kepada rekan.',
  },
  UNKNOWN_OFFICER: {
    outcome: refusal,
    officer:
      'Pengguna ini tidak terdaftar atau tidak aktif sebagai petugas. Mintalah petugas terdaftar yang memutuskan.',
  },
  ASSIGNED_TO_ANOTHER: {
    outcome: refusal,
    officer:
      'Berkas ini dipegang petugas lain. Mintalah pemegangnya memutuskan atau menyerahkan berkasnya kepada Anda.',
  },
  TASK_UNKNOWN: {
    outcome: refusal,
    officer: 'Tugas ini ada di diagram, tetapi belum dikenal program. Hubungi admin.',
  },
  TASK_GONE: {
    outcome: refusal,
    officer:
      'Tugas ini sudah tidak terbuka: sudah diputuskan, atau berkasnya sudah berpindah langkah. Muat ulang daftar.',
  },
  BEING_DECIDED: {
    outcome: refusal,
    officer: 'Keputusan lain untuk tugas ini sedang dicatat. Tunggu setengah menit, lalu muat ulang halaman.',
  },
  BEING_TAKEN_BACK: {
    outcome: refusal,
    officer:
      'Keputusan sebelum tugas ini sedang ditarik kembali oleh yang memutuskan. Tunggu sebentar, lalu muat ulang.',
  },
  NOT_RECORDED: {
    outcome: refusal,
    officer: 'Keputusan Anda belum tercatat karena mesin proses tidak menjawab. Tunggu sebentar, lalu coba lagi.',
  },
  NOT_OWN_DECISION: {
    outcome: refusal,
    officer: 'Keputusan ini bukan keputusan Anda. Hanya yang memutuskan dapat menariknya kembali.',
  },
  DECISION_BUILT_ON: {
    outcome: refusal,
    officer:
      'Keputusan ini sudah dikerjakan lebih lanjut, jadi tidak dapat ditarik kembali. Hubungi rekan yang mengerjakannya.',
  },
  DECISION_WENT_ON: {
    outcome: refusal,
    officer:
      'Keputusan ini tidak dapat ditarik kembali: berkasnya sudah berjalan ke langkah lain. Bila keliru, tulis catatan internal untuk rekan yang mengerjakannya sekarang.',
  },
  NOT_TAKEN_BACK: {
    outcome: refusal,
    officer:
      'Keputusan Anda belum ditarik kembali karena mesin proses tidak menjawab. Tunggu sebentar, lalu coba lagi.',
  },
  ANSWER_INCOMPLETE: {
    outcome: refusal,
    officer:
      'Jawaban belum lengkap, jadi belum disimpan. Pilih jawabannya. Bila meminta sesuatu kepada pemohon, centang dokumennya atau tulis catatan; bila mengembalikan, tulis sebabnya.',
  },
  NOTE_HOLDS_PERSONAL_DATA: {
    outcome: refusal,
    officer:
      'Catatan memuat deretan angka yang mirip NIK atau nomor telepon, jadi tidak disimpan. Tulis lagi tanpa angka itu.',
  },
  NOTE_TOO_LONG: {
    outcome: refusal,
    officer: 'Catatan paling panjang 500 huruf. Ringkas catatannya, lalu selesaikan lagi.',
  },
  DATA_NOT_SEEN: {
    outcome: refusal,
    officer: 'Data yang dimohonkan belum Anda lihat. Buka halaman berkas ini di meja petugas, lalu putuskan di sana.',
  },
  PAPERS_NOT_SEEN: {
    outcome: refusal,
    officer: 'Masih ada dokumen berkas ini yang belum Anda buka. Lihat semuanya, lalu putuskan lagi.',
  },
  DRAFT_NOT_SEEN: {
    outcome: refusal,
    officer: 'Draf ini belum Anda lihat dalam ukuran terbaca, atau sudah berganti. Buka drafnya, lalu putuskan lagi.',
  },
  DRAFT_NAMES_ANOTHER: {
    outcome: refusal,
    officer:
      'Draf ini memuat nama pejabat lain sebagai penanda tangan. Buka halaman Tanda tangan, tekan "Siapkan atas nama saya", baca drafnya, lalu tanda tangani.',
  },
  DRAFT_NAMES_FORMERLY: {
    outcome: refusal,
    officer:
      'Draf ini memuat nama, NIP atau jabatan Anda yang sudah berganti. Buka halaman Tanda tangan, tekan "Siapkan atas nama saya", baca drafnya, lalu tanda tangani.',
  },
  OWN_ENTRY: {
    outcome: refusal,
    officer: 'Entri ini Anda sendiri yang mengetik. Mintalah petugas lain mencocokkannya di SIAK.',
  },
  REFUSAL_WITHOUT_REASON: {
    outcome: refusal,
    officer:
      'Tulis alasan penolakan dan apa yang dapat dilakukan pemohon, paling sedikit 20 huruf. Pemohon membacanya.',
  },
  SIAK_NUMBERS_MISSING: {
    outcome: refusal,
    officer:
      'Ada nomor baru dari SIAK yang belum ditulis. Buka halaman berkas di meja petugas, isi Nomor KK atau NIK yang diberikan SIAK, lalu simpan.',
  },
  SIAK_NUMBER_MALFORMED: {
    outcome: refusal,
    officer: 'Nomor KK dan NIK terdiri atas 16 angka. Salin lagi nomornya dari SIAK, lalu simpan.',
  },
  SIAK_NUMBER_TWICE: {
    outcome: refusal,
    officer: 'Nomor yang sama ditulis dua kali. Setiap KK dan setiap orang mendapat nomor sendiri: periksa di SIAK.',
  },
  SIAK_NUMBER_IN_USE: {
    outcome: refusal,
    officer:
      'Salah satu nomor sudah dipakai: oleh keluarga ini sendiri, atau pada permohonan lain yang belum selesai. Periksa lagi nomornya di SIAK.',
  },
  SIGNED_CARD_MISSING: {
    outcome: refusal,
    officer: 'Belum ada PDF dari SIAK yang lolos pemeriksaan. Unggah PDF-nya di halaman berkas, lalu putuskan.',
  },
  SIGNED_CARD_NOT_SEEN: {
    outcome: refusal,
    officer: 'KK dari SIAK belum Anda lihat dalam ukuran terbaca. Buka KK dari SIAK, lalu putuskan lagi.',
  },
  RULES_STOP_EXAMINATION: {
    outcome: refusal,
    officer:
      'Permohonan ini belum dapat diproses. Lihat "Harus dibetulkan dahulu" di halaman berkas, pilih "Belum lengkap atau ' +
      'belum sesuai", dan minta pemohon membetulkannya.',
  },
  RULES_STOP_VERIFICATION: {
    outcome: refusal,
    officer:
      'Isi draf ini tidak mungkin benar. Lihat "Harus dibetulkan dahulu" di halaman berkas, lalu pilih "Ada indikasi data ' +
      'tidak valid" dan sebutkan apa yang salah.',
  },
  // --- SIAK
  SIAK_MANUAL: {
    outcome: bpmn('SIAK_MANUAL'),
    officer: 'Entri dilakukan langsung di SIAK. Ikuti lembar entri, lalu tulis nomor referensi SIAK.',
  },
  SIAK_REFUSED: {
    outcome: bpmn('SIAK_REFUSED'),
    officer: 'SIAK menolak entri. Periksa kembali data yang berubah dan buktinya.',
  },
  SIAK_ENTRY_UNCONFIRMED: {
    outcome: bpmn('SIAK_ENTRY_UNCONFIRMED'),
    officer: 'Nomor referensi tidak ditemukan di SIAK untuk berkas ini. Periksa lagi nomor yang ditulis.',
  },
  FAMILY_UNKNOWN: {
    outcome: bpmn('FAMILY_UNKNOWN'),
    officer: 'Keluarga dengan Nomor KK ini tidak ditemukan di SIAK. Periksa Nomor KK pada berkas.',
  },
  SIGNED_CARD_REFUSED: {
    outcome: bpmn('SIGNED_CARD_REFUSED'),
    officer: 'PDF dari SIAK tidak lolos pemeriksaan sebelum dikirim. Unduh lagi KK-nya dari SIAK, lalu unggah.',
  },
  SIAK_UNREACHABLE: { outcome: retry, officer: 'SIAK sedang tidak menjawab. Sistem mencoba lagi sendiri.' },
  SIAK_QUOTA: {
    outcome: retry,
    officer:
      'Kuota layanan baca SIAK hari ini sudah habis. Sistem mencoba lagi sendiri setelah kuota terbuka; admin dapat meminta kuota lebih besar kepada Ditjen Dukcapil.',
  },
  SIAK_ANSWER_UNREADABLE: {
    outcome: retry,
    officer:
      'SIAK menjawab, tetapi jawabannya tidak terbaca program. Sistem mencoba lagi sendiri; bila berulang, admin perlu menghubungi Ditjen Dukcapil.',
  },
  SIAK_CREDENTIALS: {
    outcome: incident,
    officer: 'SIAK menolak akun instansi. Admin perlu memeriksa SIAK_USER dan SIAK_PASSWORD.',
  },
  // --- card
  CARD_UNPRINTABLE: {
    outcome: incident,
    officer:
      'KK tidak dapat dicetak dari data SIAK: ada isi yang tidak muat atau hurufnya tidak tersedia. Hubungi admin.',
  },
  PRINTER_FAILED: { outcome: retry, officer: 'Pencetak PDF sedang terganggu. Sistem mencoba lagi sendiri.' },
  // --- signing (domain-data/bsre_error_codes: BSrE's own numbers)
  NO_SIGNING_GRANT: {
    outcome: bpmn('NO_SIGNING_GRANT'),
    officer: 'Belum ada persetujuan dengan passphrase. Buka halaman tanda tangan, periksa draf, lalu ketik passphrase.',
  },
  DRAFT_CHANGED: {
    outcome: bpmn('DRAFT_CHANGED'),
    officer: 'Draf ini tidak sama dengan yang diverifikasi. Draf dicetak ulang dan harus diverifikasi lagi.',
  },
  SIGNATORY_DIFFERS: {
    outcome: bpmn('DRAFT_CHANGED'),
    officer:
      'Draf memuat nama atau jabatan penanda tangan yang lain. Draf dicetak ulang dengan nama dan jabatan pejabat yang menandatangani, lalu diajukan dan diverifikasi lagi.',
  },
  BSRE_2031: {
    outcome: bpmn('SIGNATURE_REFUSED'),
    officer: 'Passphrase salah. Ketik ulang; sistem tidak mencoba sendiri.',
  },
  BSRE_2011: {
    outcome: bpmn('SIGNATURE_REFUSED'),
    officer: 'Penanda tangan tidak terdaftar di BSrE. Hubungi admin untuk memeriksa pendaftaran sertifikat.',
  },
  BSRE_REFUSED: {
    outcome: bpmn('SIGNATURE_REFUSED'),
    officer: 'BSrE menolak permintaan tanda tangan. Coba lagi; bila berulang, hubungi admin.',
  },
  GRANT_LOST: {
    outcome: bpmn('NO_SIGNING_GRANT'),
    officer:
      'Program berhenti sebelum draf ini ditandatangani, dan passphrase Anda tidak disimpan. Periksa draf, lalu ketik passphrase sekali lagi.',
  },
  GRANT_IN_ANOTHER_PROCESS: {
    outcome: retry,
    officer:
      'Persetujuan dengan passphrase ada di proses program yang lain. Sistem menunggu proses itu menandatangani.',
  },
  SIGNATURE_STATE_UNKNOWN: {
    outcome: bpmn('SIGNATURE_REFUSED'),
    officer:
      'Tidak pasti apakah draf ini sudah ditandatangani, karena jawabannya tidak sampai. Tanda tangan itu tidak dipakai. Periksa draf, lalu ketik passphrase sekali lagi.',
  },
  BSRE_UNREACHABLE: {
    outcome: retry,
    officer: 'BSrE sedang tidak menjawab. Sistem mencoba lagi sendiri selama persetujuan masih berlaku.',
  },
  BSRE_CREDENTIALS: {
    outcome: incident,
    officer: 'BSrE menolak akun instansi (Basic Auth). Admin perlu memeriksa pengaturan BSrE.',
  },
  CERTIFICATE_EXPIRED: {
    outcome: bpmn('SIGNATURE_REFUSED'),
    officer: 'Sertifikat penanda tangan sudah kedaluwarsa. Perbarui sertifikat di BSrE.',
  },
  CERTIFICATE_NOT_YET_VALID: {
    outcome: bpmn('SIGNATURE_REFUSED'),
    officer: 'Sertifikat penanda tangan belum berlaku. Periksa tanggal berlaku sertifikat.',
  },
  CERTIFICATE_REVOKED: {
    outcome: bpmn('SIGNATURE_REFUSED'),
    officer: 'Sertifikat penanda tangan sudah dicabut. Hubungi BSrE.',
  },
  CERTIFICATE_FOREIGN: {
    outcome: bpmn('SIGNATURE_REFUSED'),
    officer:
      'Sertifikat bukan milik Kepala Dinas atau bukan dari penerbit yang dipercaya. Hubungi admin untuk memeriksa sertifikat dan NIK penanda tangan di akun Anda.',
  },
  CERTIFICATE_WEAK: {
    outcome: bpmn('SIGNATURE_REFUSED'),
    officer:
      'Kunci atau algoritma sertifikat terlalu lemah untuk tanda tangan elektronik. Perbarui sertifikat di BSrE.',
  },
  CERTIFICATE_UNSUITABLE: {
    outcome: bpmn('SIGNATURE_REFUSED'),
    officer:
      'Sertifikat ini tidak dibuat untuk tanda tangan elektronik. Hubungi admin untuk memeriksa sertifikat di BSrE.',
  },
  REVOCATION_LIST_OUTDATED: {
    outcome: incident,
    officer:
      'Daftar pencabutan sertifikat (CRL) tidak ada atau sudah lewat masa berlakunya. Admin perlu memperbaruinya.',
  },
  P12_UNREADABLE: {
    outcome: incident,
    officer:
      'Sertifikat (P12) tidak dapat dibaca. Admin perlu memeriksanya, atau menyimpannya ulang dengan enkripsi AES.',
  },
  SIGNING_NOT_SET_UP: {
    outcome: incident,
    officer:
      'Kantor ini tidak diatur untuk menandatangani KK di sini, padahal berkas ini menunggu tanda tangannya. Admin perlu mengisi BSRE_URL dan pengaturan BSrE lainnya, memulai kantor lagi, lalu melanjutkan berkas ini.',
  },
  SIGNATURE_TOO_LARGE: {
    outcome: incident,
    officer: 'Tanda tangan lebih besar daripada tempatnya di PDF. Admin perlu memperbesar tempat tanda tangan.',
  },
  SIGNATURE_INVALID: {
    outcome: bpmn('SIGNATURE_REFUSED'),
    officer: 'PDF dari BSrE tidak lolos pemeriksaan kami dan tidak dipakai. Coba tanda tangani lagi.',
  },
  SIGNER_NAME_DIFFERS: {
    outcome: bpmn('SIGNATURE_REFUSED'),
    officer:
      'Nama pada sertifikat yang menandatangani berbeda dengan nama Anda pada KK. KK itu tidak dikirim; tanda tangannya disimpan sebagai bukti. Mintalah admin mencocokkan NIK penanda tangan dan nama pada sertifikat di akun Anda, lalu tanda tangani lagi.',
  },
  // --- WhatsApp
  NUMBER_UNREACHABLE: {
    outcome: bpmn('UNDELIVERABLE'),
    officer: 'Nomor tidak dapat dihubungi lewat WhatsApp. Hubungi pemohon dengan cara lain.',
  },
  MESSAGE_STATE_UNKNOWN: {
    outcome: bpmn('UNDELIVERABLE'),
    officer: 'Tidak pasti apakah pesan sudah terkirim. Tanyakan kepada pemohon sebelum mengirim ulang.',
  },
  WHATSAPP_NOT_TAKEN: {
    outcome: retry,
    officer: 'WhatsApp belum menerima pesan ini. Sistem mencoba lagi sendiri.',
  },
  WHATSAPP_UNREACHABLE: { outcome: retry, officer: 'WhatsApp sedang tidak menjawab. Sistem mencoba lagi sendiri.' },
  WHATSAPP_MISCONFIGURED: {
    outcome: incident,
    officer: 'Pengaturan WhatsApp (akun atau templat) ditolak. Admin perlu memeriksanya.',
  },
  // --- database, documents, engine
  DATABASE_UNREACHABLE: { outcome: retry, officer: 'Basis data sedang tidak menjawab. Sistem mencoba lagi sendiri.' },
  DOCUMENTS_UNREACHABLE: {
    outcome: retry,
    officer:
      'Penyimpanan dokumen sedang tidak dapat dibaca atau ditulis. Sistem mencoba lagi sendiri; bila lama, admin perlu memeriksa media DOCUMENTS_DIR: terpasang, tidak penuh.',
  },
  DOCUMENT_UNREADABLE: {
    outcome: retryAtMost(5),
    officer:
      'Satu dokumen tidak dapat dibaca dari cakramnya. Sistem mencoba beberapa kali; bila tetap begitu, admin memeriksa cakram DOCUMENTS_DIR dan memulihkan dokumen itu dari cadangan, lalu mencoba lagi.',
  },
  ARCHIVE_UNAVAILABLE: {
    outcome: retry,
    officer:
      'Lapisan arsip utama (yang pertama dalam ARCHIVE_LAYERS) tidak dapat ditulis. Admin memeriksa apakah medianya terpasang, ada ruang, dan dapat ditulis; sistem mencoba lagi sendiri.',
  },
  STEP_NOT_REACHED: {
    outcome: incident,
    officer:
      'Data berkas belum sampai pada langkah ini, jadi langkah ini tidak dijalankan. Admin perlu memeriksa jalannya berkas.',
  },
  CASE_UNKNOWN: {
    outcome: incident,
    officer:
      'Nomor permohonan tidak ada di basis data, atau bukan milik proses ini. Admin perlu memeriksa jalannya berkas.',
  },
  DOCUMENT_DAMAGED: {
    outcome: incident,
    officer: 'Dokumen yang tersimpan rusak atau kuncinya salah. Pulihkan dari cadangan.',
  },
} as const satisfies Record<string, FailureEntry>;

export type FailureCode = keyof typeof FAILURES;

/** A failure with a meaning. `detail` is for the log: codes, counts and hashes, never personal data. */
export class Failure extends Error {
  readonly code: FailureCode;
  readonly detail: string | undefined;
  constructor(code: FailureCode, detail?: string, options?: ErrorOptions) {
    super(detail === undefined ? code : `${code}: ${detail}`, options);
    this.name = 'Failure';
    this.code = code;
    this.detail = detail;
  }
  get outcome(): FailureOutcome {
    return FAILURES[this.code].outcome;
  }
}

/** Codes that the person who acts reads at once. */
export type RefusalCode = {
  [Code in FailureCode]: (typeof FAILURES)[Code]['outcome'] extends { kind: 'refusal' } ? Code : never;
}[FailureCode];

/** An act that is refused to the person who tried it, with the sentence that this person reads. */
export class Refusal extends Failure {
  declare readonly code: RefusalCode;
  constructor(code: RefusalCode, detail?: string) {
    super(code, detail);
    this.name = 'Refusal';
  }
  /** Indonesian: what is wrong, and what to do next. */
  get sentence(): string {
    return FAILURES[this.code].officer;
  }
}

/** SIAK gives no usable answer now; it passes, or a person is called when it does not. */
export function isSiakAway(error: unknown): boolean {
  return error instanceof Failure && ['SIAK_UNREACHABLE', 'SIAK_QUOTA', 'SIAK_ANSWER_UNREADABLE'].includes(error.code);
}

/** The office does not have this document any more, unless somebody restores it or puts its bytes again. */
export function isDocumentLost(error: unknown): error is Failure {
  return error instanceof Failure && ['DOCUMENT_DAMAGED', 'DOCUMENT_UNREADABLE'].includes(error.code);
}

export function isRefusalCode(code: FailureCode): code is RefusalCode {
  return FAILURES[code].outcome.kind === 'refusal';
}
