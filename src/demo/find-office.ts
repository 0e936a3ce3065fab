import { existsSync, readFileSync } from 'node:fs';
import { FolderInUse } from '../office/claim-folder.ts';
import { officeFilePath, type OfficeFile } from '../office/office-file.ts';
import { until, type Patience } from './until.ts';

/** An office for the demo; closing it does nothing when somebody else has opened it. */
export interface FoundOffice {
  readonly office: OfficeFile;
  readonly close: () => Promise<void>;
}

/**
 * The office of this folder that is open already; where none is, `open` opens one. An office that another command is just
 * opening is waited for: whoever types `npm start` and `npm run demo` in two windows means the same one. Throws what
 * `open` throws, and Error when the office of the other command does not open within `patience`.
 */
export async function findOffice(
  varDir: string,
  open: () => Promise<FoundOffice>,
  say: (line: string) => void,
  patience: Patience = {},
): Promise<FoundOffice> {
  const found = (office: OfficeFile): FoundOffice => ({ office, close: () => Promise.resolve() });
  const there = await openAlready(varDir);
  if (there !== undefined) return found(there);
  say('Kantor belum buka; dibuka untuk demo ini.');
  try {
    return await open();
  } catch (error) {
    if (!(error instanceof FolderInUse)) throw error;
    say('Perintah lain sedang membuka kantor ini; demo menunggu sampai siap.');
    return found(await until('kantor yang sedang dibuka', () => openAlready(varDir), patience));
  }
}

/** A file alone may be left of an office that was killed. */
async function openAlready(varDir: string): Promise<OfficeFile | undefined> {
  const file = officeFilePath(varDir);
  if (!existsSync(file)) return undefined;
  const office = JSON.parse(readFileSync(file, 'utf8')) as OfficeFile;
  return fetch(`${office.portal}/healthz`, { signal: AbortSignal.timeout(5_000) }).then(
    () => office,
    () => undefined,
  );
}
