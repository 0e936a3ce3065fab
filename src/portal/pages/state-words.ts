import type { CaseState } from '../../store/store.ts';

interface StateWords {
  readonly headline: string;
  readonly where: string;
  readonly mood: 'busy' | 'asks' | 'good' | 'ended';
}

/** Of a card that the office took back, whatever its case has come to. */
export const REVOKED_WORDS: StateWords = {
  headline: 'KK ini sudah dicabut',
  where: 'KK dari permohonan ini tidak berlaku lagi. Alasannya dan apa yang dapat Anda lakukan tertulis di bawah.',
  mood: 'ended',
};

/** A case's state in the applicant's words: a headline, where it is, and the mood of its sign. */
export const STATE_WORDS: Readonly<Record<CaseState, StateWords>> = {
  submitted: { headline: 'Permohonan sudah kami terima', where: 'Menunggu dibuka petugas unit layanan.', mood: 'busy' },
  examination: { headline: 'Berkas sedang diperiksa', where: 'Di meja petugas unit layanan dan entri.', mood: 'busy' },
  'waiting-for-applicant': {
    headline: 'Menunggu kelengkapan dari Anda',
    where: 'Ada yang perlu Anda lengkapi. Permohonan berlanjut setelah itu.',
    mood: 'asks',
  },
  drafting: { headline: 'Draf KK sedang disusun', where: 'Di meja petugas unit layanan dan entri.', mood: 'busy' },
  verification: { headline: 'Draf KK sedang diverifikasi', where: 'Di meja Kasi/Kabid.', mood: 'busy' },
  signing: { headline: 'Menunggu tanda tangan Kepala Dinas', where: 'Di meja Kepala Dinas.', mood: 'busy' },
  delivery: { headline: 'KK Anda sudah terbit', where: 'Sedang dikirim ke WhatsApp Anda.', mood: 'good' },
  delivered: {
    headline: 'KK Anda sudah terbit',
    where: 'Sudah Anda terima. Berkas permohonan sedang diarsipkan.',
    mood: 'good',
  },
  archived: {
    headline: 'Selesai',
    where: 'KK sudah Anda terima dan berkas permohonan sudah diarsipkan.',
    mood: 'good',
  },
  closed: {
    headline: 'Permohonan ditutup',
    where: 'Berkas tidak dilengkapi sampai batas waktu. Anda dapat mengajukan lagi kapan saja, tanpa biaya.',
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
