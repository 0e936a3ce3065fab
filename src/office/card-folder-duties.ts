import type { Config } from '../config/config.ts';
import type { Dependencies } from '../cases/dependencies.ts';
import { takeFoundCards } from '../cases/take-found-cards.ts';
import { openCardFolder } from '../siak/card-folder.ts';
import type { Duty } from './duties.ts';

const HALF_A_MINUTE_MS = 30_000;

/** Watches the folder of downloaded cards, where the office names one. */
export function cardFolderDuties({ siakCardFolder }: Config, dependencies: Dependencies): Duty[] {
  if (siakCardFolder === undefined) return [];
  const run = takeFoundCards(dependencies, openCardFolder(siakCardFolder));
  return [{ name: 'cards downloaded from SIAK', everyMs: HALF_A_MINUTE_MS, run }];
}
