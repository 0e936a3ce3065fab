import { FAILURES, type FailureCode } from './failures.ts';
import type { CaseState } from './case-state.ts';
import type { TalkMessage } from './talk/talk-message.ts';
import type { OfficerRole, StaffRole } from './process.ts';

/** What people read for the codes of the office; pages of officers, the auditor and the tools share them. */
export const ROLE_LABELS: Record<OfficerRole, string> = {
  'petugas-entri': 'Petugas layanan & entri',
  'petugas-cetak': 'Petugas cetak',
  kasi: 'Kasi/Kabid',
  'kepala-dinas': 'Kepala Dinas',
};

export const STAFF_ROLE_LABELS: Record<StaffRole, string> = { ...ROLE_LABELS, auditor: 'Auditor', admin: 'Admin' };

export const STATE_LABELS: Record<CaseState, string> = {
  submitted: 'Baru masuk',
  examination: 'Pemeriksaan',
  'waiting-for-applicant': 'Menunggu pemohon',
  drafting: 'Penyusunan KK',
  verification: 'Verifikasi Kasi/Kabid',
  signing: 'Tanda tangan',
  delivery: 'Pengiriman',
  delivered: 'Diterima pemohon',
  archived: 'Diarsipkan',
  closed: 'Ditutup',
  withdrawn: 'Dibatalkan pemohon',
  refused: 'Ditolak',
};

export const TASK_LABELS: Readonly<Record<string, string>> = {
  'open-application': '2. Buka permohonan',
  'examine-application': '3. Periksa berkas',
  'reach-applicant': '3. Hubungi pemohon',
  'enter-siak-manually': '3. Entri manual di SIAK',
  'check-siak-entry': '3. Cocokkan entri di SIAK',
  'request-print': '4. Ajukan cetak ke Kasi/Kabid',
  'verify-draft': '5. Verifikasi draf KK',
  'approve-signing': '7. Tanda tangan elektronik',
  'bring-signed-card': '8. Unggah KK yang terbit di SIAK',
  'hand-over-card': '8. Sampaikan KK',
};

/** The steps of the system, as the diagram names them. */
const SYSTEM_TASK_LABELS: Readonly<Record<string, string>> = {
  'validate-application': 'Validasi otomatis',
  'determine-requirements': 'Tentukan persyaratan',
  'tell-refused': 'Beri tahu penolakan',
  'close-refused': 'Tutup permohonan',
  'ask-for-completion': 'Minta kelengkapan (WhatsApp)',
  'enter-siak': '3. Entri data ke SIAK',
  'cancel-siak-entry': 'Batalkan entri SIAK',
  'confirm-siak-entry': '3. Cocokkan referensi SIAK',
  'draft-card': '4. Susun draf KK',
  'render-card': '4. Cetak draf KK',
  'remind-applicant': 'Ingatkan pemohon',
  'tell-closed': 'Beri tahu penutupan',
  'close-expired': 'Tutup permohonan',
  'tell-invalid': 'Kembalikan kepada pemohon',
  'sign-card': '7. Bubuhkan TTE',
  'take-signed-card': '7. Catat TTE dari SIAK',
  'deliver-card': '8. Kirim KK lewat WhatsApp',
  'card-received': '9. Pemohon menerima & mencetak KK',
  'archive-case': '10. Arsip digital berlapis',
  'cancel-entry-of-withdrawn': 'Batalkan entri SIAK bila ada',
  'tell-withdrawn': 'Beri tahu pembatalan',
  'close-withdrawn': 'Tutup permohonan',
};
/** Any task of the diagram, a person's or the system's. */
export const taskText = (element: string): string => TASK_LABELS[element] ?? SYSTEM_TASK_LABELS[element] ?? element;

export const MESSAGE_LABELS: Readonly<Record<string, string>> = {
  received: 'Permohonan diterima',
  incomplete: 'Permintaan kelengkapan',
  invalid: 'Data perlu dipastikan',
  reminder: 'Pengingat',
  closed: 'Permohonan ditutup',
  withdrawn: 'Permohonan dibatalkan',
  refused: 'Permohonan ditolak',
  card: 'KK dikirim',
  revoked: 'KK dicabut',
  answer: 'Jawaban petugas',
  officer: 'Jawaban petugas',
  talk: 'Jawaban otomatis',
  reply: 'Pesan pemohon',
  notice: 'PIN atau nomor diganti',
};
/** What an applicant sent. */
export const TYPE_LABELS: Readonly<Record<TalkMessage['type'], string>> = {
  text: 'Pesan',
  photo: 'Foto',
  document: 'Dokumen',
  voice: 'Pesan suara',
  video: 'Video',
  sticker: 'Stiker',
  location: 'Lokasi',
  contact: 'Kontak',
  other: 'Kiriman lain',
};

export const MESSAGE_STATUS_LABELS: Readonly<Record<string, string>> = {
  accepted: 'diterima Twilio',
  queued: 'antre',
  sending: 'sedang dikirim',
  sent: 'terkirim',
  delivered: 'sampai',
  read: 'dibaca',
  undelivered: 'tidak sampai',
  failed: 'gagal',
  canceled: 'dibatalkan',
  received: 'diterima',
  waiting: 'akan dikirim',
};

const ANSWER_LABELS: Readonly<Record<string, string>> = {
  complete: 'Lengkap & sesuai',
  incomplete: 'Belum lengkap',
  refused: 'Permohonan ditolak',
  seen: 'Entri cocok di SIAK',
  differs: 'Entri tidak cocok di SIAK',
  requested: 'Cetak diajukan',
  withheld: 'Draf keliru: kembali ke pemeriksaan',
  accepted: 'KK dari SIAK cocok',
  returned: 'KK dari SIAK tidak cocok',
  valid: 'Valid',
  invalid: 'Ada indikasi tidak valid',
  approved: 'Disetujui',
  rejected: 'Dikembalikan',
  resend: 'Kirim ulang',
  'handed-over': 'Sudah disampaikan',
};

/** The officer's answer in words; opening a case has none. */
export function answerText(answer: Readonly<Record<string, unknown>>): string {
  const code = ['examination', 'entryCheck', 'printRequest', 'verification', 'signing', 'signedCard', 'handOver']
    .map((name) => answer[name])
    .find((value) => typeof value === 'string');
  if (typeof answer['siakReference'] === 'string') return `Dientri di SIAK, referensi ${answer['siakReference']}`;
  return typeof code === 'string' ? (ANSWER_LABELS[code] ?? code) : 'Dibuka';
}

/** Verbs of the journal; an event without a word here is shown by its code, so that nothing is hidden. */
const EVENT_LABELS: Readonly<Record<string, string>> = {
  'application-submitted': 'Permohonan diajukan',
  'application-validated': 'Diperiksa otomatis',
  'completion-received': 'Kelengkapan diterima',
  'papers-received': 'Sebagian kelengkapan diterima',
  'messages-stopped': 'Pemohon meminta berhenti menerima pesan WhatsApp',
  'messages-begun': 'Pemohon meminta menerima pesan WhatsApp lagi',
  'answer-written': 'Jawaban kepada pemohon ditulis',
  'message-assigned': 'Pesan masuk dimasukkan ke berkas',
  'message-settled': 'Pesan masuk ditandai selesai',
  'conversation-viewed': 'Percakapan dibaca',
  'message-file-viewed': 'Kiriman dari percakapan dilihat',
  'counter-searched': 'Permohonan dicari di loket',
  'inbox-viewed': 'Pesan masuk dibaca',
  'pin-renewed': 'PIN baru diberikan setelah KTP-el dilihat',
  'survey-answered': 'Pemohon menilai layanan',
  'language-chosen': 'Pemohon memilih bahasa permohonannya',
  'question-written': 'Pemohon menulis kepada petugas',
  'application-shown-to-applicant': 'Pemohon membuka isian permohonannya',
  'application-amended': 'Isian permohonan dilengkapi pemohon',
  'papers-added': 'Foto susulan diterima lewat WhatsApp',
  'form-signed-on-screen': 'Pemohon menandatangani formulir di layar',
  'form-shown-to-applicant': 'Formulir terisi dibuka oleh pemohon',
  'withdrawal-requested': 'Pemohon meminta pembatalan',
  'case-withdrawn': 'Permohonan dibatalkan pemohon',
  'case-closed': 'Permohonan ditutup',
  'decision-recorded': 'Keputusan dicatat',
  'decision-refused': 'Keputusan ditolak sistem',
  'decision-taken-back': 'Keputusan ditarik kembali',
  'taking-back-lapsed': 'Keputusan tidak jadi ditarik kembali: mesin proses tidak menerimanya',
  'siak-entered': 'Entri SIAK tercatat',
  'siak-entry-cancelled': 'Entri SIAK dibatalkan',
  'siak-cancellation-owed': 'Entri SIAK masih harus dibatalkan di SIAK',
  'siak-entry-undone': 'Entri SIAK dibatalkan petugas di SIAK',
  'siak-entry-claimed': 'Nomor referensi SIAK ditulis petugas',
  'signed-card-brought': 'KK dari SIAK diunggah',
  'signed-card-refused': 'KK dari SIAK tidak lolos pemeriksaan',
  'brought-card-viewed': 'KK dari SIAK dilihat',
  'found-card-unplaced': 'PDF dari folder SIAK disimpan tanpa berkas',
  'found-card-viewed': 'PDF dari folder SIAK dilihat',
  'found-card-closed': 'PDF dari folder SIAK selesai ditangani',
  'done-in-siak': 'Dikerjakan di SIAK',
  'old-card-returned': 'KK lama diterima kembali',
  'case-refused': 'Permohonan ditolak',
  'draft-rendered': 'Draf KK dicetak',
  'draft-redrawn': 'Baris tanda tangan draf disusun ulang untuk penanda tangan',
  'draft-redraw-refused': 'Draf tidak disusun ulang: isinya akan ikut berubah',
  'card-signed': 'KK ditandatangani',
  'signature-set-aside': 'Tanda tangan disisihkan sebagai bukti: nama pada sertifikat berbeda dengan nama pada KK',
  'signing-failed': 'Tanda tangan gagal',
  'message-sent': 'Pesan dikirim',
  'message-undelivered': 'Pesan tidak sampai',
  'card-resent': 'KK dikirim ulang atas permintaan petugas',
  'card-revocation-requested': 'Pencabutan KK diminta',
  'card-revocation-declined': 'Pencabutan KK tidak jadi',
  'card-revoked': 'KK dicabut, tidak berlaku lagi',
  'card-received': 'KK diterima pemohon',
  'case-archived': 'Berkas diarsipkan',
  'archive-filled': 'Salinan arsip yang tertinggal ditulis',
  'archive-damaged': 'Salinan arsip rusak atau hilang',
  'archive-repaired': 'Salinan arsip dipulihkan',
  'archive-whole-again': 'Salinan arsip yang rusak terbaca utuh lagi',
  'archive-not-written': 'Salinan arsip belum dapat ditulis, walau sudah dicoba berkali-kali',
  'archive-lost': 'Tidak ada salinan arsip yang utuh',
  'journal-verified': 'Jurnal diperiksa: utuh',
  'journal-broken': 'Jurnal diperiksa: tidak utuh',
  'case-handed-over': 'Berkas diserahkan kepada rekan',
  'decision-lapsed': 'Keputusan tidak jadi: mesin proses tidak menerimanya',
  'message-void': 'Kabar kepada proses tidak berlaku lagi',
  'task-taken': 'Tugas diambil',
  'task-released': 'Tugas dilepas',
  'task-freed': 'Tugas dilepas: pemegangnya tidak bertugas',
  'incident-retried': 'Pekerjaan yang berhenti dicoba lagi oleh admin',
  'case-stranded': 'Berkas tidak berjalan di mesin proses',
  'case-begun-again': 'Berkas dimulai lagi oleh admin',
  'task-returned': 'Tugas kembali',
  'absence-recorded': 'Tidak bertugas: dicatat',
  'absence-ended': 'Tidak bertugas: diakhiri',
  'stand-in-appointed': 'Surat Plh atau Plt dicatat',
  'stand-in-withdrawn': 'Surat Plh atau Plt dicabut',
  'draft-glanced': 'Gambar kecil draf tampil',
  'draft-outdated': 'Draf yang diminta sudah berganti',
  'papers-glanced': 'Lembar foto kecil tampil',
  'audit-viewed': 'Berkas diperiksa auditor',
  'audit-asked': 'Pertanyaan auditor',
  'note-added': 'Catatan internal ditulis',
  'paper-read': 'Isi dokumen dicatat',
  'immigration-claimed': 'Kewarganegaraan, paspor, atau KITAP dicatat',
  'number-corrected': 'Nomor WhatsApp pemohon dibetulkan',
  'step-late': 'Melewati waktu SOP',
  'work-list-viewed': 'Daftar tugas dilihat',
  'search-viewed': 'Tampil di hasil pencarian',
  'case-viewed': 'Berkas dibuka',
  'paper-viewed': 'Dokumen dilihat',
  'papers-viewed': 'Lembar foto dilihat',
  'draft-viewed': 'Draf dilihat',
  'note-viewed': 'Catatan pengembalian dilihat di Tasklist',
  'signed-card-viewed': 'KK bertanda tangan dilihat',
  'siak-sheet-viewed': 'Lembar entri SIAK dilihat',
  'view-refused': 'Upaya melihat ditolak',
  'act-refused': 'Upaya bertindak ditolak',
  'logged-in': 'Masuk',
  'logged-out': 'Keluar',
  'login-refused': 'Upaya masuk ditolak',
  'password-changed': 'Kata sandi diganti',
  'password-change-refused': 'Penggantian kata sandi ditolak',
  'password-reset': 'Kata sandi sementara diberikan',
  'officer-added': 'Petugas ditambahkan',
  'officer-changed': 'Data petugas diubah',
  'officer-retired': 'Petugas berhenti bertugas',
  'officer-reinstated': 'Petugas aktif kembali',
  'account-opened': 'Akun dibuka, atau kata sandinya diganti, dari terminal kantor',
  'account-locked': 'Akun dikunci',
  'account-unlocked': 'Kunci akun dibuka',
};
export const eventText = (event: string): string => EVENT_LABELS[event] ?? event;

/** What somebody asked for and was refused, where it is no event of the journal. */
const ASKED_LABELS: Readonly<Record<string, string>> = {
  'accounts-listed': 'Daftar akun',
  'answer-drafted': 'Naskah jawaban kepada pemohon',
  'deliveries-viewed': 'Daftar penyampaian',
  'performance-viewed': 'Kinerja layanan',
  'person-viewed': 'Data petugas',
  'signed-card': 'Mengunggah KK dari SIAK',
  'signing-list-viewed': 'Daftar tanda tangan',
  'signing-progress-viewed': 'Jalannya tanda tangan',
  'state-viewed': 'Keadaan layanan',
  'stranded-cases': 'Berkas yang tidak berjalan di mesin proses',
  'web-app': 'Tindakan di Tasklist atau Cockpit',
};
export const askedText = (asked: string): string => ASKED_LABELS[asked] ?? eventText(asked);

/** How somebody came in, or where an act came from, where it was no person. */
const WAY_LABELS: Readonly<Record<string, string>> = {
  password: 'kata sandi',
  'identity-provider': 'penyedia identitas kantor',
  PEOPLE_FILE: 'daftar petugas kantor',
  terminal: 'terminal kantor',
};
export const wayText = (way: string): string => WAY_LABELS[way] ?? way;

/** Looking is journalled like acting, and shown apart from it. */
export const isViewing = (event: string): boolean =>
  event.endsWith('-viewed') || event.endsWith('-glanced') || event === 'audit-asked' || event === 'view-refused';

/** Why the log-in, a new password or the web apps refused somebody: codes that stop no work of a case. */
const ENTRY_REFUSALS: Readonly<Record<string, string>> = {
  WRONG: 'Nama pengguna atau kata sandi salah.',
  TOO_MANY_TRIES: 'Terlalu banyak percobaan.',
  LOCKED: 'Akun dikunci.',
  LEFT_OFFICE: 'Akun tidak aktif lagi.',
  PASSWORD_EXPIRED: 'Kata sandi sementara sudah lewat waktunya.',
  TOO_SHORT: 'Kata sandi baru terlalu pendek.',
  TOO_LONG: 'Kata sandi baru terlalu panjang.',
  TOO_SIMPLE: 'Kata sandi baru terlalu seragam.',
  HOLDS_NAME: 'Kata sandi baru memuat nama petugas.',
  OBVIOUS: 'Kata sandi baru mudah ditebak.',
  SAME_AS_BEFORE: 'Kata sandi baru sama dengan yang lama.',
  DEMO_PASSWORD: 'Akun masih memakai kata sandi percobaan.',
  NOT_OPEN_HERE: 'Tindakan ini tidak dibuka di Tasklist dan Cockpit.',
};
/** Codes that only rows of the first edition carry. */
const FORMER_FAILURES: Readonly<Record<string, string>> = {
  NOT_KEEPER: 'Berkas ini dipegang petugas lain.',
};

/** The sentence for a code; a code that has no sentence is shown itself, so that nothing is hidden. */
export function failureText(code: string): string {
  return isFailureCode(code) ? FAILURES[code].officer : (ENTRY_REFUSALS[code] ?? FORMER_FAILURES[code] ?? code);
}

export function isFailureCode(value: unknown): value is FailureCode {
  return typeof value === 'string' && Object.hasOwn(FAILURES, value);
}

/** "12 menit", "3 jam 5 menit", "2 hari 4 jam". */
export function duration(minutes: number): string {
  if (minutes < 1) return 'baru saja';
  if (minutes < 60) return `${minutes} menit`;
  const hours = Math.floor(minutes / 60);
  if (hours < 24) return minutes % 60 === 0 ? `${hours} jam` : `${hours} jam ${minutes % 60} menit`;
  return hours % 24 === 0 ? `${Math.floor(hours / 24)} hari` : `${Math.floor(hours / 24)} hari ${hours % 24} jam`;
}
