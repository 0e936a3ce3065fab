import path from 'node:path';
import { jsonFile } from '../json-file.ts';

/** What becomes of webhooks about one phone: its messages to the office and the statuses of what the office sent. */
export const CALLBACK_FATES = ['in-time', 'lost', 'late', 'duplicate', 'out-of-order'] as const;
export type CallbackFate = (typeof CALLBACK_FATES)[number];

/** The line of one phone, as somebody who tries things out sets it. */
export interface PhoneLine {
  readonly callbacks: CallbackFate;
  /** Files are not there (404) the first few times they are asked for, as at Twilio while media still spread. */
  readonly mediaLater: boolean;
  /** Opted out at Twilio itself: it refuses to send (21610). */
  readonly optedOut: boolean;
  /** The number has no WhatsApp (63024). */
  readonly notOnWhatsApp: boolean;
  /** Messages written before this instant (ISO) no longer keep the 24-hour window open; null: none. */
  readonly windowLeftAt: string | null;
}

/** So often a file is answered with 404 before it is there. */
export const MEDIA_MISSES = 2;
const WINDOW_MS = 24 * 3_600_000;
const FRESH: PhoneLine = {
  callbacks: 'in-time',
  mediaLater: false,
  optedOut: false,
  notOnWhatsApp: false,
  windowLeftAt: null,
};

/** The lines of all phones. With a folder they survive a restart. */
export interface Lines {
  /** Numbers that end in 0000 are not on WhatsApp, whatever is set. */
  of(number: string): PhoneLine;
  set(number: string, change: Partial<PhoneLine>): void;
  /** Whether what was written then still lets the office answer in words of its own. */
  keepsWindowOpen(number: string, writtenAt: string): boolean;
  /** Counts one request for a file; false: not there yet. */
  hasMedia(number: string, mediaSid: string): boolean;
}

export function createLines(folder?: string): Lines {
  const file = jsonFile<Record<string, PhoneLine>>(
    folder === undefined ? undefined : path.join(folder, 'lines.json'),
    () => ({}),
  );
  let lines = file.read();
  const misses = new Map<string, number>();
  const of = (number: string): PhoneLine => {
    const line = { ...FRESH, ...lines[number] };
    return number.endsWith('0000') ? { ...line, notOnWhatsApp: true } : line;
  };
  return {
    of,
    set: (number, change) => {
      lines = { ...lines, [number]: { ...FRESH, ...lines[number], ...change } };
      file.write(lines);
    },
    keepsWindowOpen: (number, writtenAt) => {
      const { windowLeftAt } = of(number);
      return Date.now() - Date.parse(writtenAt) < WINDOW_MS && (windowLeftAt === null || writtenAt > windowLeftAt);
    },
    hasMedia: (number, mediaSid) => {
      if (!of(number).mediaLater) return true;
      const missed = misses.get(mediaSid) ?? 0;
      misses.set(mediaSid, missed + 1);
      return missed >= MEDIA_MISSES;
    },
  };
}
