const BANTUL = '3402';

/** No. KK: 6 digits region, 6 of the day it was recorded (DDMMYY), 4 serial. It stays when data changes. */
export function isKkNumber(text: string): boolean {
  return /^[1-9]\d{15}$/.test(text) && !text.endsWith('0000');
}

/** Hints for the officer, never a refusal: older numbers follow other rules. */
export function kkNumberHints(kkNumber: string): string[] {
  const hints: string[] = [];
  if (!kkNumber.startsWith(BANTUL)) hints.push('Nomor KK bukan terbitan Bantul (3402)');
  const day = Number(kkNumber.slice(6, 8));
  const month = Number(kkNumber.slice(8, 10));
  if (day < 1 || day > 31 || month < 1 || month > 12) hints.push('Tanggal di dalam Nomor KK tidak lazim');
  return hints;
}
