import { PROVINCE_CODES } from './provinces.ts';
import type { PlainDate } from './family-card.ts';

/**
 * What a NIK says of its holder (UU 23/2006 art. 13; SIAK): place of first registration, birth date (women: day + 40),
 * serial.
 */
export interface NikParts {
  readonly region: string;
  readonly day: number;
  readonly month: number;
  /** Last two digits of the birth year. */
  readonly year: number;
  readonly female: boolean;
  readonly serial: string;
}

const DAYS = [31, 29, 31, 30, 31, 30, 31, 31, 30, 31, 30, 31];

/** "340215••••••0007": place and serial, not the birth date. */
export function maskNik(nik: string): string {
  return `${nik.slice(0, 6)}••••••${nik.slice(-4)}`;
}

/** The parts of a well-formed NIK; undefined when it cannot be one (wrong shape, impossible date, serial 0000). */
export function parseNik(text: string): NikParts | undefined {
  const match = /^([1-9]\d{5})(\d{2})(\d{2})(\d{2})(\d{4})$/.exec(text);
  if (!match) return undefined;
  const [, region, dayText, monthText, yearText, serial] = match as unknown as [
    string,
    string,
    string,
    string,
    string,
    string,
  ];
  const female = Number(dayText) > 40;
  const day = Number(dayText) - (female ? 40 : 0);
  const month = Number(monthText);
  const year = Number(yearText);
  const longest = DAYS[month - 1];
  if (longest === undefined || day < 1 || day > longest || serial === '0000') return undefined;
  if (month === 2 && day === 29 && year % 4 !== 0) return undefined;
  return { region, day, month, year, female, serial };
}

/**
 * Hints for the officer, never a refusal: a NIK stays when sex or birth date is corrected (Permendagri 108/2019 art.
 * 15(3)).
 */
export function nikHints(nik: string, holder: { readonly sex?: string; readonly birthDate?: PlainDate }): string[] {
  const parts = parseNik(nik);
  if (parts === undefined) return ['Susunan NIK tidak lazim'];
  const hints: string[] = [];
  if (!PROVINCE_CODES.has(nik.slice(0, 2))) hints.push('Kode provinsi pada NIK tidak ada dalam daftar');
  if (holder.sex !== undefined && (holder.sex === 'PEREMPUAN') !== parts.female)
    hints.push('Jenis kelamin berbeda dengan NIK');
  if (holder.birthDate !== undefined) {
    const [year, month, day] = holder.birthDate.split('-').map(Number);
    if (year! % 100 !== parts.year || month !== parts.month || day !== parts.day)
      hints.push('Tanggal lahir berbeda dengan NIK');
  }
  return hints;
}

/** "3402••••••••0001": enough to distinguish two, not enough to use. For NIK and KK numbers in lists and logs. */
export function maskNumber(sixteenDigits: string): string {
  return `${sixteenDigits.slice(0, 4)}••••••••${sixteenDigits.slice(-4)}`;
}
