/**
 * First two digits of a NIK or KK number: provinces, Kepmendagri 2025. Numbers of former provinces stay valid, so a miss
 * is a hint for the officer; see `wasNeverProvince` for what is refused.
 */
export const PROVINCE_CODES = new Set([
  '11',
  '12',
  '13',
  '14',
  '15',
  '16',
  '17',
  '18',
  '19',
  '21',
  '31',
  '32',
  '33',
  '34',
  '35',
  '36',
  '51',
  '52',
  '53',
  '61',
  '62',
  '63',
  '64',
  '65',
  '71',
  '72',
  '73',
  '74',
  '75',
  '76',
  '81',
  '82',
  '91',
  '92',
  '93',
  '94',
  '95',
  '96',
]);

/** Timor Timur, until 1999: a NIK stays when its province is gone. */
const FORMER_PROVINCE_CODES = new Set(['54']);

/** No office that ever was has issued a number that begins with these two digits. */
export function wasNeverProvince(code: string): boolean {
  return !PROVINCE_CODES.has(code) && !FORMER_PROVINCE_CODES.has(code);
}
