/**
 * Numbers that only SIAK gives. Until it has given them a planned card carries a place-holder: the product never makes
 * a NIK or a KK number itself (UU 23/2006 art. 13, 61).
 */
export const awaitedNik = (n: number): string => `{NIK-BARU-${n}}`;
export const awaitedKkNumber = (n: number): string => `{KK-BARU-${n}}`;

/** Whether the number is still to be given by SIAK. */
export function isAwaited(number: string): boolean {
  return /^\{(NIK|KK)-BARU-\d+\}$/.test(number);
}
