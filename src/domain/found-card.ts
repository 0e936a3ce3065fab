import { BROUGHT_SENTENCES, type BroughtOutcome } from './siak-card.ts';

/** What becomes of a PDF from the watched folder: it lies with its case, or why it does not. */
type Unplaced = 'no-case' | 'several-cases' | 'already-brought' | 'left-in-folder';
export type FoundOutcome = 'brought' | Exclude<BroughtOutcome, 'accepted'> | Unplaced;

const SENTENCES: Readonly<Record<Unplaced, string>> = {
  'no-case':
    'Belum ada berkas yang menunggu KK ini, atau nomornya tidak terbaca. Program mencobanya lagi sendiri; bila berkasnya sudah menunggu, unggah PDF ini di halaman berkas itu.',
  'several-cases':
    'Lebih dari satu berkas menunggu KK seperti ini. Periksa berkas mana yang benar, lalu unggah PDF ini di halaman berkas itu.',
  'already-brought':
    'Berkasnya sudah mempunyai PDF lain yang menunggu keputusan. Bila PDF ini yang benar, unggah di halaman berkas itu sebagai penggantinya.',
  'left-in-folder':
    'Ada PDF yang lebih besar dari 32 MB di folder SIAK. Itu bukan KK, jadi dibiarkan di sana. Buka foldernya dan pindahkan PDF itu; bila seharusnya KK, unduh lagi KK-nya dari SIAK.',
};

/** Why it lies here and what to do; for the print officer. */
export function foundSentence(outcome: Exclude<FoundOutcome, 'brought'>): string {
  return outcome in SENTENCES
    ? SENTENCES[outcome as keyof typeof SENTENCES]
    : BROUGHT_SENTENCES[outcome as keyof typeof BROUGHT_SENTENCES];
}

/** What may change without anybody touching the file: a case that comes to wait, a renewed revocation list. */
export const TRIED_AGAIN: readonly FoundOutcome[] = ['no-case', 'several-cases', 'revocation-list'];
