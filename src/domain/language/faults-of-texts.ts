import type { Catalogue } from './catalogue.ts';
import { namesIn } from './placeholders.ts';

/**
 * What is wrong with the texts of one subject, as Indonesian sentences that name the key: what the office asks for and is
 * not there, what nobody asks for, and values that do not fit. `read`: as the file holds it.
 */
export function faultsOfTexts(catalogue: Catalogue, read: Readonly<Record<string, unknown>>): string[] {
  const unknown = Object.keys(read).filter((key) => !Object.hasOwn(catalogue, key));
  return [
    ...unknown.map((key) => `kalimat "${key}" tidak dikenal. Hapus, atau periksa ejaannya.`),
    ...Object.entries(catalogue).flatMap(([key, names]) => {
      const text = Object.hasOwn(read, key) ? textOf(read[key]) : undefined;
      if (text === undefined || text.trim() === '')
        return [`kalimat "${key}" tidak ada. Tulis sebagai teks, atau sebagai daftar baris.`];
      const used = namesIn(text);
      return [
        ...names
          .filter((name) => !used.includes(name))
          .map((name) => `kalimat "${key}" tanpa isian {{${name}}}. Tambahkan.`),
        ...used
          .filter((name) => !names.includes(name))
          .map((name) => `kalimat "${key}" memakai isian {{${name}}} yang tidak ada. ${allowed(names)}`),
      ];
    }),
  ];
}

/** A text, or its lines one by one; undefined when it is neither. */
export function textOf(value: unknown): string | undefined {
  if (typeof value === 'string') return value;
  return Array.isArray(value) && value.every((line) => typeof line === 'string') ? value.join('\n') : undefined;
}

const allowed = (names: readonly string[]): string =>
  names.length === 0
    ? 'Kalimat ini tidak mempunyai isian.'
    : `Pilih: ${names.map((name) => `{{${name}}}`).join(', ')}.`;
