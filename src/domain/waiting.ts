import type { CaseState } from './case-state.ts';
import type { Language } from './language/language.ts';
import type { TRACKING } from './language/tracking.ts';
import type { Lane } from './sop.ts';

/** Who can do something about what waits. */
export type WaitingOwner = Lane | 'admin';

/** What a case without an open task waits for. */
export const UNATTENDED = [
  'start',
  'validation',
  'siak',
  'press',
  'bsre',
  'whatsapp',
  'archive',
  'engine',
  'completion',
  'receipt',
] as const;
export type Unattended = (typeof UNATTENDED)[number];

export type WaitingKind =
  | 'task'
  | 'nobody'
  | Unattended
  | 'stranded'
  | 'incident'
  | 'siak-undo'
  | 'message'
  | 'copies'
  | 'damaged-copies'
  | 'duty';

/** Indonesian, for whoever can do something: why it waits, and what to do. */
const WAITING_TEXTS: Record<WaitingKind, string> = {
  task: 'Menunggu keputusan petugas. Kerjakan, atau serahkan kepada rekan.',
  nobody:
    'Tidak ada petugas yang boleh mengerjakan tugas ini: berkas keluarganya sendiri, langkah lain berkas ini sudah ia putuskan, atau perannya tidak dipegang siapa pun. Beri peran itu kepada orang lain di “Akun petugas”; untuk tanda tangan, Kepala Dinas menunjuk Plh.',
  start: 'Mesin proses belum menerima permohonan ini. Sistem mencoba lagi sendiri; periksa mesin proses.',
  validation: 'Pemeriksaan otomatis belum selesai. Sistem mencoba lagi sendiri; periksa keadaan SIAK.',
  siak: 'Menunggu SIAK. Sistem mencoba lagi sendiri; periksa sambungan ke SIAK.',
  press: 'Menunggu pencetak PDF. Sistem mencoba lagi sendiri; periksa Chromium.',
  bsre: 'Menunggu BSrE. Sistem mencoba lagi sendiri; periksa sambungan ke BSrE.',
  whatsapp: 'Menunggu WhatsApp. Sistem mencoba lagi sendiri; periksa sambungan ke WhatsApp.',
  archive:
    'Belum dapat diarsipkan. Sistem mencoba lagi sendiri; periksa lapisan arsip utama: terpasang, ada ruang, dapat ditulis.',
  engine: 'Mesin proses belum melanjutkan berkas ini. Periksa mesin proses.',
  completion: 'Menunggu kelengkapan dari pemohon. Pengingat dan penutupan dikirim sendiri.',
  receipt: 'KK sudah dikirim; menunggu kabar bahwa pemohon menerimanya.',
  stranded: 'Berkas terbuka, tetapi tidak berjalan di mesin proses. Mulai lagi pada langkahnya.',
  incident: 'Pekerjaan sistem berhenti. Perbaiki sebabnya, lalu coba lagi.',
  'siak-undo':
    'Entri di SIAK harus dibatalkan oleh petugas. Batalkan di SIAK, lalu catat di halaman “Entri SIAK yang harus dibatalkan”.',
  message: 'Kabar kepada mesin proses belum diterima. Sistem mencoba lagi sendiri; periksa mesin proses.',
  copies:
    'Salinan arsip menunggu medianya. Pasang media itu; salinan ditulis sendiri. Bila sudah terpasang, sediakan ruang padanya atau buka kunci tulisnya.',
  'damaged-copies':
    'Salinan arsip rusak dan belum dipulihkan. Pasang media ini dan media lain yang masih utuh; bila sudah terpasang, sediakan ruang pada media ini atau buka kunci tulisnya.',
  duty: 'Pekerjaan berkala berulang kali gagal. Periksa log.',
};
export const waitingText = (kind: WaitingKind): string => WAITING_TEXTS[kind];

/**
 * What the applicant reads whose case waits for it too long (`domain/language/tracking.ts`); null: they notice nothing of
 * it, or read of it elsewhere.
 */
const DELAYS = {
  start: 'delay.own-trouble',
  validation: 'delay.own-trouble',
  siak: 'delay.siak',
  press: 'delay.own-trouble',
  bsre: 'delay.bsre',
  whatsapp: 'delay.whatsapp',
  archive: null,
  engine: 'delay.own-trouble',
  completion: null,
  receipt: null,
} as const satisfies Record<Unattended, keyof typeof TRACKING | null>;
export const delayText = (language: Pick<Language, 'tracking'>, kind: Unattended): string | null => {
  const key = DELAYS[kind];
  return key === null ? null : language.tracking(key);
};

/** Events after which a case waits for something new; a failed attempt is not among them. */
export const PROGRESS_EVENTS = [
  'application-submitted',
  'application-validated',
  'completion-received',
  'papers-added',
  'decision-recorded',
  'decision-taken-back',
  'siak-entered',
  'siak-entry-cancelled',
  'draft-rendered',
  'card-signed',
  'message-sent',
  'card-received',
  'case-begun-again',
] as const;

/** What an open case waits for that has no open task, by its state and what happened last. */
export function unattendedKind(state: CaseState, isTakenUp: boolean, lastEvent: string | null): Unattended {
  if (!isTakenUp) return 'start';
  switch (state) {
    case 'submitted':
      return 'validation';
    case 'waiting-for-applicant':
      return lastEvent === 'message-sent' || lastEvent === 'decision-recorded' ? 'completion' : 'engine';
    case 'drafting':
      if (lastEvent === 'draft-rendered') return 'engine';
      return lastEvent === 'siak-entered' ? 'press' : 'siak';
    case 'signing':
      return 'bsre';
    case 'delivery':
      return lastEvent === 'message-sent' ? 'receipt' : 'whatsapp';
    case 'delivered':
      return 'archive';
    // A person's turn without a task, or an end: no external service is waited for.
    case 'examination':
    case 'verification':
    case 'archived':
    case 'closed':
    case 'withdrawn':
    case 'refused':
      return 'engine';
  }
}
