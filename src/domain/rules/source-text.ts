/** Parts of a rule's source that are not the name of a law, in the officer's language. Empty: said by its sentence. */
const WORDS: readonly (readonly [RegExp, string])[] = [
  [/^plausibility/, 'kewajaran data'],
  [/assumption/, 'ketentuan kantor'],
  [/^practice/, 'kebiasaan pengisian KK'],
  [/^F-1\.01 code lists$/, 'daftar kode F-1.01'],
  [/^akta kelahiran decides$/, 'akta kelahiran yang menentukan'],
  [/^six statuses$/, 'enam status perkawinan'],
  [/^both wives may stand/, 'kedua istri dapat tercantum pada satu KK'],
  [/^not to be recorded/, 'Pasal 7'],
  [/^the DG Dukcapil/, 'keterangan Dirjen Dukcapil, Mei 2022'],
  [/^NIK is permanent/, 'NIK berlaku seumur hidup'],
  [/^who may apply/, ''],
  [/^abroad/, ''],
];

/** Why a rule says what it says, as an officer reads it: laws with their "Pasal", everything else in Indonesian. */
export function sourceText(source: string): string {
  const parts = source.split(/;\s*/).map((part) => {
    const known = WORDS.find(([pattern]) => pattern.test(part));
    if (known !== undefined) return known[1];
    // Explanations in parentheses are for whoever maintains the rule; "(1)" and "(a)" belong to the law.
    return part
      .replace(/\s*\((?!\d+\)|[a-z]\)|NIK tunggal\))[^)]*\)/g, '')
      .replace(/\bart\. ?/g, 'Pasal ')
      .replace(/\bsteps? /g, 'langkah ')
      .replace(/\bcolumn /g, 'kolom ')
      .replace(/ and /g, ' dan ')
      .replace(/ for .*$/, '')
      .trim();
  });
  return [...new Set(parts)].filter((part) => part !== '').join('; ');
}
