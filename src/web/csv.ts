export type CsvCell = string | number | Date | null;

const WIB = { timeZone: 'Asia/Jakarta', hour12: false } as const;
const TIME = new Intl.DateTimeFormat('sv-SE', { dateStyle: 'short', timeStyle: 'medium', ...WIB });
/** A spreadsheet would take a text that begins so for a formula. */
const FORMULA = /^[=+\-@\t\r]/;

/**
 * A table as a file for a spreadsheet of the office: semicolons, because Indonesian ones read a comma as the decimal
 * sign; UTF-8 with its mark; numbers with a decimal comma; times in WIB as `2026-11-26 08:30:00`.
 */
export function csvOf(rows: readonly (readonly CsvCell[])[]): string {
  return `\uFEFF${rows.map((row) => `${row.map(cell).join(';')}\r\n`).join('')}`;
}

function cell(value: CsvCell): string {
  if (value === null) return '';
  if (value instanceof Date) return TIME.format(value);
  if (typeof value === 'number') return String(Math.round(value * 1000) / 1000).replace('.', ',');
  const text = FORMULA.test(value) ? `'${value}` : value;
  return /[";\r\n]/.test(text) ? `"${text.replaceAll('"', '""')}"` : text;
}
