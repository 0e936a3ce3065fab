import type { JournalRow } from '../../store/store.ts';

/** The engine's search lags by seconds: a task that was freed or handed over so recently may still look held by the one of before. */
const SETTLED_MS = 20_000;

export function isSettled({ at }: Pick<JournalRow, 'at'>, now: Date): boolean {
  return now.getTime() - at.getTime() >= SETTLED_MS;
}
