/** One person's name may be written with other capitals and spaces: neither makes another name. */
export function sameName(a: string, b: string): boolean {
  return plainName(a) === plainName(b);
}

/** Whether two writings differ in capitals and spaces only: SITIAMINAH is SITI AMINAH (rules R37 and R44). */
export function sameLetters(a: string, b: string): boolean {
  return plainName(a).replaceAll(' ', '') === plainName(b).replaceAll(' ', '');
}

/** Capitals and single spaces, as printed. */
export function plainName(text: string): string {
  if (/^[A-Z]+(?: [A-Z]+)*$/.test(text)) return text; // as SIAK writes it: nearly always
  return text.normalize('NFC').replace(/\s+/gu, ' ').trim().toUpperCase();
}

/** A cell of the card without content. */
export function isEmptyCell(text: string | undefined): boolean {
  return text === undefined || /^\s*-?\s*$/.test(text);
}
