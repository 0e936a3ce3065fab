interface Wording {
  readonly says: RegExp;
  readonly never: RegExp;
  /** What the label has to tell. */
  readonly meaning: string;
}

/**
 * What the label of an answer must tell, whatever else it says: the officer who clicks it means the code behind it.
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
