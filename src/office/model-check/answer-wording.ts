interface Wording {
  readonly says: RegExp;
  readonly never: RegExp;
  /** What the label has to say. */
  readonly meaning: string;
}

/**
 * What the label of an answer must say, whatever else it holds: the officer who clicks it means the code behind it.
 * Two labels that were exchanged would send every case the wrong way.
 */
export const ANSWER_WORDING: Readonly<Record<string, Readonly<Record<string, Wording>>>> = {
  examination: {
    complete: { says: /lengkap|sesuai|cukup/i, never: /belum|tidak|kurang/i, meaning: 'berkas lengkap dan sesuai' },
    incomplete: {
      says: /belum|tidak|kurang/i,
      never: /^(sudah )?lengkap/i,
      meaning: 'berkas belum lengkap atau belum sesuai',
    },
    refused: { says: /tolak/i, never: /lengkap|kembali/i, meaning: 'permohonan ditolak untuk seterusnya' },
  },
  entryCheck: {
    seen: { says: /cocok|sesuai/i, never: /tidak|belum|beda/i, meaning: 'entri ada di SIAK dan cocok' },
    differs: { says: /tidak|belum|beda/i, never: /^(cocok|sesuai)/i, meaning: 'entri tidak ada atau berbeda' },
  },
  printRequest: {
    requested: { says: /ajukan/i, never: /kembali|keliru|tidak/i, meaning: 'cetak diajukan kepada Kasi/Kabid' },
    withheld: { says: /kembali|keliru/i, never: /ajukan/i, meaning: 'draf keliru, kembali ke pemeriksaan' },
  },
  signedCard: {
    accepted: { says: /cocok|sesuai/i, never: /tidak|kembali/i, meaning: 'KK dari SIAK cocok, dikirim kepada pemohon' },
    returned: {
      says: /tidak|kembali/i,
      never: /^(cocok|sesuai)/i,
      meaning: 'KK dari SIAK tidak cocok, kembali ke petugas entri',
    },
  },
  verification: {
    valid: {
      says: /tidak ada|tanpa|teruskan|lanjut/i,
      never: /kembali|tolak/i,
      meaning: 'tidak ada indikasi, diteruskan',
    },
    invalid: {
      says: /kembali/i,
      never: /tidak ada|teruskan|lanjut/i,
      meaning: 'ada indikasi, dikembalikan kepada pemohon',
    },
  },
  signing: {
    rejected: { says: /kembali|tolak/i, never: /setuju|tanda tangani/i, meaning: 'dikembalikan kepada Kasi/Kabid' },
  },
  handOver: {
    resend: { says: /kirim (ulang|lagi|kembali)/i, never: /sudah/i, meaning: 'dikirim ulang lewat WhatsApp' },
    'handed-over': { says: /serah/i, never: /kirim (ulang|lagi|kembali)/i, meaning: 'sudah diserahkan kepada pemohon' },
  },
};
