import type { CaseState } from '../../store/store.ts';

interface StateWords {
  readonly headline: string;
  readonly where: string;
  readonly mood: 'busy' | 'asks' | 'good' | 'ended';
}

/** Of a card that the office took back, whatever its case has come to. */
export const REVOKED_WORDS: StateWords = {
  headline: 'KK ini sudah dibatalkan',
  where: 'KK dari permohonan ini tidak berlaku lagi. Alasannya dan apa yang dapat Anda lakukan tertulis di bawah.',
  mood: 'ended',
};

/** A case's state in the applicant's words: a headline, where it is, and the mood of its sign. */
export const STATE_WORDS: Readonly<Record<CaseState, StateWords>> = {
  submitted: {
    headline: 'Permohonan sudah kami terima',
    where: 'Menunggu giliran diperiksa petugas pada jam kerja.',
    mood: 'busy',
  },
  examination: {
    headline: 'Permohonan sedang diperiksa',
    where: 'Petugas mencocokkan data dan dokumen Anda.',
    mood: 'busy',
  },
  'waiting-for-applicant': {
    headline: 'Menunggu kelengkapan dari Anda',
    where: 'Ada yang perlu Anda lengkapi. Permohonan berlanjut setelah itu.',
    mood: 'asks',
  },
  drafting: { headline: 'KK baru sedang disiapkan', where: 'Petugas menyiapkan isi KK Anda.', mood: 'busy' },
  verification: {
    headline: 'Isi KK sedang diperiksa sekali lagi',
    where: 'Diperiksa oleh Kasi/Kabid, pejabat yang lain dari petugas pertama.',
    mood: 'busy',
  },
  signing: {
    headline: 'Menunggu tanda tangan Kepala Dinas',
    where: 'Isi KK sudah diperiksa dan sedang menunggu tanda tangan.',
    mood: 'busy',
  },
  delivery: { headline: 'KK Anda sudah terbit', where: 'Sedang dikirim ke WhatsApp Anda.', mood: 'good' },
  delivered: {
    headline: 'KK Anda sudah terbit',
    where: 'Sudah Anda terima. Permohonan sedang kami arsipkan.',
    mood: 'good',
  },
  archived: {
    headline: 'Selesai',
    where: 'KK sudah Anda terima, dan permohonan sudah kami arsipkan.',
    mood: 'good',
  },
  closed: {
    headline: 'Permohonan ditutup',
    where:
      'Dokumen atau jawaban yang kami minta belum kami terima sampai batas waktu. Anda dapat mengajukan lagi kapan saja, tanpa biaya.',
    mood: 'ended',
  },
  withdrawn: {
    headline: 'Permohonan dibatalkan',
    where: 'Anda membatalkan permohonan ini. Anda dapat mengajukan lagi kapan saja, tanpa biaya.',
    mood: 'ended',
  },
  refused: {
    headline: 'Permohonan ditolak',
    where: 'KK lama Anda tetap berlaku. Alasannya dan apa yang dapat Anda lakukan tertulis di bawah.',
    mood: 'ended',
  },
};
