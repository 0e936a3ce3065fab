import { SHDK } from '../code-lists.ts';

/**
 * What a resident calls somebody, and the SHDK that stands for it, relative to the head of the card. Brothers, sisters,
 * nephews and cousins are FAMILI LAIN (Direktur Jenderal Dukcapil, 2024); a person who is not kin is LAINNYA.
 */
const WORDS: Readonly<Record<string, readonly string[]>> = {
  SUAMI: ['suami'],
  ISTRI: ['istri', 'isteri'],
  ANAK: ['anak', 'anak kandung', 'putra', 'putri', 'anak angkat', 'anak tiri'],
  MENANTU: ['menantu', 'mantu', 'istri anak', 'suami anak'],
  CUCU: ['cucu', 'cucu kandung', 'anak dari anak'],
  'ORANG TUA': ['orang tua', 'orangtua', 'ayah', 'bapak', 'ibu', 'ibu kandung', 'ayah kandung', 'bapak kandung'],
  MERTUA: ['mertua', 'ibu mertua', 'ayah mertua', 'bapak mertua'],
  'FAMILI LAIN': [
    ...['famili', 'famili lain', 'saudara', 'saudari', 'kerabat', 'kakak', 'adik', 'kakak kandung', 'adik kandung'],
    ...['kakak ipar', 'adik ipar', 'ipar', 'keponakan', 'ponakan', 'sepupu', 'paman', 'pakde', 'paklik', 'om'],
    ...['bibi', 'bude', 'bulik', 'tante', 'kakek', 'nenek', 'simbah', 'eyang', 'buyut', 'cicit', 'besan'],
  ],
  PEMBANTU: ['pembantu', 'asisten rumah tangga', 'art', 'pembantu rumah tangga'],
  LAINNYA: ['lainnya', 'teman', 'kenalan', 'tetangga', 'anak titipan', 'anak asuh', 'penyewa', 'anak kos'],
};

/**
 * The SHDK for a resident's own word, or for the SHDK itself; undefined when the word is not known and must be asked.
 */
export function shdkForWord(word: string): string | undefined {
  const plain = word.replace(/\s+/gu, ' ').trim();
  const listed = (SHDK as readonly string[]).find((shdk) => shdk === plain.toUpperCase());
  return listed ?? Object.keys(WORDS).find((shdk) => WORDS[shdk]!.includes(plain.toLowerCase()));
}
