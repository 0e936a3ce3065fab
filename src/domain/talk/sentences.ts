import type { CaseState } from '../case-state.ts';
import { documentLabel, type DocumentKind } from '../document-kinds.ts';
import type { Flaw } from './talk-state.ts';

/**
 * All that the office says by itself in a conversation. Plain, no personal data: application numbers and names of
 * papers only.
 */

/** What is wrong with a photo, and what to do. */
export const FLAW_TEXTS: Readonly<Record<Flaw, string>> = {
  blank: 'kosong. Foto dokumennya, lalu kirim lagi',
  'too-small': 'terlalu kecil sehingga tulisannya tidak terbaca. Kirim foto aslinya, bukan gambar mini',
  dark: 'terlalu gelap. Foto ulang di tempat terang, dekat jendela',
  blurred: 'buram. Tahan ponsel dengan tenang, tunggu sampai jelas, lalu foto ulang',
  repeated: 'sama dengan yang sudah Anda kirim. Kirim foto dokumen yang masih kurang',
};

const WHERE: Readonly<Record<CaseState, string>> = {
  submitted: 'sudah kami terima dan menunggu giliran diperiksa',
  examination: 'sedang diperiksa petugas',
  'waiting-for-applicant': 'menunggu kelengkapan dari Anda',
  drafting: 'sedang kami siapkan KK-nya',
  verification: 'sedang diperiksa sekali lagi oleh pejabat lain',
  signing: 'menunggu tanda tangan Kepala Dinas',
  delivery: 'sudah selesai: KK sudah terbit dan dikirim ke WhatsApp ini',
  delivered: 'sudah selesai: KK sudah terbit',
  archived: 'sudah selesai: KK sudah terbit',
  closed: 'sudah ditutup karena yang kami minta belum kami terima',
  withdrawn: 'sudah dibatalkan',
  refused: 'ditolak; alasannya ada di halaman lacak',
};

/** Without the explanation in brackets: "Kutipan akta kelahiran". */
export const shortLabel = (kind: DocumentKind): string => documentLabel(kind).replace(/\s*\(.*\)$/, '');
export const listed = (options: readonly string[]): string =>
  options.map((option, i) => `${i + 1}. ${option}`).join('\n');

export const stateText = (number: string, state: CaseState, cardRevoked = false): string =>
  cardRevoked
    ? `KK dari permohonan ${number} sudah kami batalkan dan tidak berlaku lagi; alasannya ada di halaman lacak.`
    : `Permohonan ${number} ${WHERE[state]}.`;

export const stored = (number: string, kinds: readonly DocumentKind[]): string =>
  `Terima kasih. Untuk permohonan ${number} kami terima: ${kinds.map(shortLabel).join(', ')}.`;
export const stillMissing = (kinds: readonly DocumentKind[]): string =>
  kinds.length === 1
    ? `Masih kurang: ${documentLabel(kinds[0]!)}. Kirim fotonya di sini.`
    : `Masih kurang:\n${listed(kinds.map(documentLabel))}\nKirim fotonya di sini, satu per satu.`;
export const complete = (number: string): string =>
  `Semua yang kami minta untuk permohonan ${number} sudah ada. Petugas memeriksanya kembali.`;
export const added = 'Kami tambahkan pada permohonan Anda. Tidak ada lagi yang perlu Anda kirim sekarang.';
export const sayDone = 'Bila masih ada, kirim lagi. Bila sudah semua, balas SUDAH.';
export const lacks = (number: string, kinds: readonly DocumentKind[]): string =>
  `Untuk permohonan ${number} masih kurang:\n${listed(kinds.map(documentLabel))}\nKirim fotonya di sini. Bila memang tidak ada, balas SUDAH sekali lagi; permohonan kami teruskan apa adanya dan petugas yang memutuskan.`;
export const passedOn = (number: string): string =>
  `Baik. Permohonan ${number} kami teruskan kepada petugas dengan dokumen yang sudah ada.`;

export const flawed = (label: string, flaw: Flaw): string =>
  `Foto ${label} ini ${FLAW_TEXTS[flaw]}. Atau balas PAKAI bila tetap ingin memakai foto ini.`;
export const used = 'Baik, foto itu kami pakai.';
export const nothingToUse = 'Tidak ada foto yang menunggu jawaban Anda.';

export const askCase = (options: readonly { readonly label: string; readonly about: string }[]): string =>
  `Ada beberapa permohonan dengan nomor WhatsApp ini. Ini untuk permohonan yang mana? Balas dengan angkanya:\n${listed(
    options.map(({ label, about }) => `${label.replace(/^./u, (letter) => letter.toUpperCase())} (${about})`),
  )}\n0. Tidak tahu, biar petugas yang melihat`;
export const askPaper = (number: string, kinds: readonly DocumentKind[], position: number): string =>
  `${position > 1 ? `Ada ${position} foto. Foto pertama` : 'Foto ini'} dokumen apa, untuk permohonan ${number}? Balas dengan angkanya:\n${listed(kinds.map(shortLabel))}`;
export const noSuchChoice = 'Angka itu tidak ada pada pilihan.';
export const leftToOfficer = (when: string): string => `Baik, petugas yang melihatnya. ${when}`;

export const toOfficer = (number: string, when: string): string =>
  `Pesan Anda tentang permohonan ${number} sudah kami simpan dan kami teruskan kepada petugas. ${when}`;
export const photoToOfficer = (number: string, state: CaseState, when: string): string =>
  `${stateText(number, state)} Saat ini tidak ada dokumen yang kami minta; foto Anda kami simpan dan kami teruskan kepada petugas. ${when}`;
export const unknownNumber = (when: string): string =>
  `Pesan Anda sudah kami simpan. Kami belum menemukan permohonan dengan nomor WhatsApp ini, jadi petugas yang mencarinya. ${when} Ada nomor permohonan? Tulis nomornya di sini, misalnya KK-261122-7Q4F2M.`;
export const foreignNumber = (when: string): string =>
  `Pesan Anda sudah kami simpan. Permohonan yang Anda sebut memakai nomor WhatsApp lain, jadi petugas yang memeriksanya lebih dahulu. ${when}`;

export const TYPE_TEXTS = {
  voice: 'Pesan suara Anda kami simpan; petugas akan mendengarkannya.',
  video: 'Video Anda kami simpan; petugas akan melihatnya. Untuk dokumen, kirim sebagai foto.',
  location: 'Lokasi Anda kami simpan untuk petugas.',
  contact: 'Kontak yang Anda kirim kami simpan untuk petugas.',
  other: 'Kiriman Anda kami simpan untuk petugas.',
} as const;
export const sticker = 'Stiker tidak dapat dipakai sebagai dokumen. Foto dokumennya, lalu kirim di sini.';
export const refusedFile = (reason: string): string => reason;
export const goneFile =
  'Foto Anda belum berhasil kami ambil dari WhatsApp meskipun sudah kami coba berulang kali. Kirim fotonya sekali lagi, atau unggah di halaman lacak.';

export const stopped =
  'Baik, kami tidak mengirim pesan lagi ke nomor ini. Status permohonan tetap dapat Anda lihat di halaman lacak, dan petugas akan menghubungi Anda dengan cara lain bila perlu. Balas MULAI bila ingin menerima pesan lagi.';
export const started = 'Baik, mulai sekarang kami mengirim kabar permohonan lagi ke nomor ini.';
export const stillStopped =
  'Anda pernah meminta kami berhenti mengirim pesan. Balas MULAI bila ingin menerima kabar lagi.';
export const welcome = 'Sama-sama.';
