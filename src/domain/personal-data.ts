/** Digit runs that look like a NIK, a KK number or a phone number, also when written in groups. */
const LONG_DIGITS = /(?:\d[\s.-]?){10,}/;

/** Whether officer's words carry what must not stand in a process variable or a message (UU 27/2022 art. 16). */
export function holdsPersonalNumber(text: string): boolean {
  return LONG_DIGITS.test(text);
}
