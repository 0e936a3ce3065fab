import path from 'node:path';
import { pino } from 'pino';
import { createCardPress, type CardPressOptions, type ChromiumPress } from '../../src/card/card-press.ts';
import { SIMULATED_LETTERHEAD } from '../../src/card/letterhead.ts';
import { findChromium, type Chromium } from '../../src/card/chromium/find-chromium.ts';

export const quiet = pino({ level: 'silent' });
/** Kept between runs: unpacking takes seconds. */
const CACHE = path.resolve(import.meta.dirname, '../../node_modules/.cache/kk');

let found: Promise<Chromium> | undefined;
export const chromium = (): Promise<Chromium> => (found ??= findChromium({ cacheDir: CACHE, logger: quiet }));

export async function openPress(change: Partial<CardPressOptions> = {}): Promise<ChromiumPress> {
  return createCardPress({ chromium: await chromium(), letterhead: SIMULATED_LETTERHEAD, logger: quiet, ...change });
}

/** What a promise is rejected with; fails the test when it is not. */
export async function rejection(promise: Promise<unknown>): Promise<Error> {
  try {
    await promise;
  } catch (error) {
    if (error instanceof Error) return error;
  }
  throw new Error('it was not refused');
}
