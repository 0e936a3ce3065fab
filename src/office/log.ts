import { mkdirSync, openSync } from 'node:fs';
import path from 'node:path';
import { pino, type Logger } from 'pino';

/**
 * 16-digit numbers and phone numbers, wherever they hide in a line: nested, in a message, in a stack (UU 27/2022 art.
 * 16).
 */
const PERSONAL_NUMBERS = /(?<![\d.])(?:\d{16}|(?:\+?62|0)8\d{7,11})(?!\d)/g;

/**
 * The office's log: JSON lines in a file, without personal numbers in any of them. Code that logs them is wrong; this
 * is the last fence.
 */
export function openLog(file: string, level: string): Logger {
  mkdirSync(path.dirname(file), { recursive: true });
  // Opened at once: a process that ends in its first moments must still be able to write its last lines.
  const destination = pino.destination({ dest: openSync(file, 'a', 0o600), sync: false });
  return pino(
    { level, base: null, timestamp: pino.stdTimeFunctions.isoTime, hooks: { streamWrite: scrub } },
    destination,
  );
}

/** Zeebe's keys have 16 digits too; they are written as JSON strings of their own and begin with 2251 or 4503. */
function scrub(line: string): string {
  return line.replace(PERSONAL_NUMBERS, (digits) =>
    /^(2251|4503|6755|9007)\d{12}$/.test(digits) ? digits : '[nomor]',
  );
}
