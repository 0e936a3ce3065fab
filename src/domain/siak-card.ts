/** Why a file that a print officer brings as SIAK's card is not taken, or that it is. */
export type BroughtOutcome =
  | 'accepted'
  | 'not-a-pdf'
  | 'too-large'
  | 'damaged'
  | 'locked'
  | 'scan'
  | 'unsigned'
  | 'altered'
  | 'foreign-chain'
  | 'foreign-signer'
  | 'certificate'
  | 'revocation-list'
  | 'other-family';

/** What the officer reads: what is wrong with the file, and what to do next. */
export const BROUGHT_SENTENCES: Readonly<Record<Exclude<BroughtOutcome, 'accepted'>, string>> = {
  'not-a-pdf': 'Ini foto atau bukan PDF. Unduh KK-nya dari SIAK sebagai PDF, lalu unggah PDF itu tanpa diubah.',
  'too-large': 'PDF ini terlalu besar untuk sebuah KK. Unggah PDF yang diunduh dari SIAK, bukan hasil pindaian.',
  damaged:
    'PDF ini rusak, terpotong, atau disimpan ulang dengan program lain. Unduh lagi KK-nya dari SIAK, lalu unggah PDF itu tanpa dibuka dengan program lain.',
  locked:
    'PDF ini terkunci kata sandi, jadi isinya tidak dapat diperiksa. Unduh KK-nya dari SIAK tanpa kata sandi, lalu unggah.',
  scan: 'PDF ini hasil pindaian: hanya gambar, tanpa tanda tangan elektronik. Unggah PDF asli yang diunduh dari SIAK.',
  unsigned:
    'PDF ini belum ditandatangani secara elektronik. Pastikan Kepala Dinas sudah menandatangani di SIAK, lalu unduh dan unggah PDF-nya.',
  altered:
    'PDF ini berubah sesudah ditandatangani, jadi tanda tangannya tidak berlaku. Jangan dibuka dan disimpan ulang dengan program lain; unduh lagi dari SIAK, lalu unggah.',
  'foreign-chain':
    'PDF ini ditandatangani dengan sertifikat yang bukan dari penerbit yang dipercaya kantor (BSrE). Unduh lagi dari SIAK; bila tetap begitu, hubungi admin.',
  'foreign-signer':
    'Tanda tangannya asli, tetapi penanda tangannya bukan pejabat kantor ini. Periksa apakah KK-nya dari kantor lain; bila pejabatnya baru, admin perlu menambahkannya.',
  certificate:
    'Sertifikat penanda tangan tidak berlaku saat menandatangani (kedaluwarsa, dicabut, atau bukan untuk tanda tangan). Laporkan kepada Kepala Dinas dan admin.',
  'revocation-list':
    'Daftar pencabutan sertifikat kantor sudah lewat masa berlakunya, jadi tanda tangan belum dapat diperiksa. Admin perlu memperbaruinya; unggah lagi sesudah itu.',
  'other-family':
    'KK ini milik keluarga lain: NIK atau Nomor KK-nya bukan yang ada pada berkas ini. Unduh KK yang benar dari SIAK, lalu unggah.',
};

/** Rules of the verifier, from the outside to the inside; the first group with a broken rule names what is wrong. */
const BROKEN: readonly (readonly [codes: readonly string[], outcome: BroughtOutcome])[] = [
  [['SIZE'], 'too-large'],
  [['ENCRYPTED'], 'locked'],
  [['STRUCTURE', 'EFFORT'], 'damaged'],
  [['FIELD'], 'unsigned'],
  [['BYTE_RANGE', 'GAP', 'UPDATE', 'REVISIONS', 'ONE_SIGNATURE', 'DIGEST', 'SIGNATURE', 'ACTIVE_CONTENT'], 'altered'],
  [['CHAIN'], 'foreign-chain'],
  [['REVOCATION_LIST'], 'revocation-list'],
];

/**
 * What a verification says of a brought file; a broken rule that is named nowhere here concerns the certificate or its
 * form.
 */
export function outcomeOf(
  {
    valid,
    findings,
  }: { readonly valid: boolean; readonly findings: readonly { readonly code: string; readonly ok: boolean }[] },
  hasText: boolean,
): BroughtOutcome {
  if (valid) return 'accepted';
  const broken = findings.filter(({ ok }) => !ok).map(({ code }) => code);
  const [, outcome] = BROKEN.find(([codes]) => codes.some((code) => broken.includes(code))) ?? [];
  if (outcome === 'unsigned') return hasText ? 'unsigned' : 'scan';
  if (outcome !== undefined) return outcome;
  return broken.every((code) => code === 'SIGNER') ? 'foreign-signer' : 'certificate';
}
