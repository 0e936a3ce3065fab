import { appendFileSync, mkdirSync, openSync } from 'node:fs';
import path from 'node:path';
import { pino, type Logger } from 'pino';

/**
 * 16-digit numbers and phone numbers, wherever they hide in a line: nested, in a message, in a stack (UU 27/2022 art.
 * 16).
 */
const PERSONAL_NUMBERS = /(?<![\d.])(?:\d{16}|(?:\+?62|0)8\d{7,11})(?!\d)/g;

const LOST = 'lines of this log could not be written';

/**
 * The office's log: JSON lines in a file, without personal numbers in any of them. Code that logs them is wrong; this
 * is the last fence.
 */
export function openLog(file: string, level: string): Logger {
  mkdirSync(path.dirname(file), { recursive: true });
  // Opened at once: a process that ends in its first moments must still be able to write its last lines.
  const descriptor = openSync(file, 'a', 0o600);
  return pino(
    { level, base: null, timestamp: pino.stdTimeFunctions.isoTime, hooks: { streamWrite: scrub } },
    keepWriting((text) => appendFileSync(descriptor, text)),
  );
}

/**
 * Lines that cannot be written (a full disk, a broken one) are counted, and the first that can be says how many were
 * lost. pino's own destination makes such a line an uncaught exception, and tries it again for ever when its process
 * ends: a full disk would hang the office for good.
 */
export function keepWriting(append: (text: string) => void): { write(line: string): void } {
  let lost = 0;
  return {
    write(line) {
      try {
        // On a line of its own: the disk may have taken the beginning of a lost one.
        if (lost > 0) append(`\n${JSON.stringify({ level: 40, time: new Date().toISOString(), lost, msg: LOST })}\n`);
        lost = 0;
        append(line);
      } catch {
        lost += 1;
      }
    },
  };
}

/** Zeebe's keys have 16 digits too; they are written as JSON strings of their own and begin with 2251 or 4503. */
function scrub(line: string): string {
  return line.replace(PERSONAL_NUMBERS, (digits) =>
    /^(2251|4503|6755|9007)\d{12}$/.test(digits) ? digits : '[nomor]',
  );
}
