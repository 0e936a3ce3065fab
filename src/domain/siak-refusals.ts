/** Why SIAK did not take an entry, and what the officer does next; by the code that SIAK answers. */
const REFUSALS: Readonly<Record<string, string>> = {
  KK_TIDAK_DIKENAL: 'Nomor KK tidak ada di SIAK. Cocokkan nomornya dengan foto KK lama, atau tanyakan kepada pemohon.',
  NIK_BUKAN_ANGGOTA:
    'NIK belum terdaftar pada KK ini di SIAK. Cocokkan NIK dan Nomor KK dengan foto KK lama, atau periksa di SIAK pada KK mana orang ini tercatat.',
  ISI_TIDAK_DIKENAL:
    'Salah satu isi tidak ada dalam daftar SIAK, atau kepala keluarganya bukan tepat satu orang. Periksa kolom “Menjadi” dan hubungan keluarganya.',
  REFERENSI_SUDAH_DIPAKAI:
    'Permohonan ini sudah pernah dientri di SIAK dengan isi lain. Periksa entri yang lama di SIAK sebelum memutuskan lagi.',
};

/** Indonesian, for the officer; a code that has no sentence is shown itself, so that nothing is hidden. */
export function siakRefusalText(code: string | undefined): string {
  if (code === undefined || code === '-')
    return 'SIAK menolak entri tanpa menyebut sebabnya. Periksa data yang berubah dan buktinya.';
  return `SIAK menolak entri. ${REFUSALS[code] ?? `Kode dari SIAK: ${code}. Periksa data yang berubah dan buktinya.`}`;
}
