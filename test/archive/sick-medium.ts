import fs from 'node:fs';
import fsPromises from 'node:fs/promises';
import { syncBuiltinESMExports } from 'node:module';
import { Readable } from 'node:stream';

const ASKED = ['stat', 'lstat', 'readdir', 'readFile', 'open', 'mkdir', 'rename'] as const;
type Asked = (typeof ASKED)[number];

/**
 * A medium that answers nothing but this error, in the program's own calls of the file system, until it is healed: no
 * test can pull a disk out. `what`: the calls that fail, and for which paths below the folder.
 */
export function sickMedium(
  folder: string,
  code: string,
  what: { readonly calls?: readonly Asked[]; readonly ends?: string } = {},
): { heal(): void } {
  const { calls = ASKED, ends = '' } = what;
  const isSick = (file: unknown) => typeof file === 'string' && file.startsWith(folder) && file.endsWith(ends);
  const fault = () => Object.assign(new Error(`${code}: as the kernel says it`), { code, errno: -5, syscall: 'any' });
  const real = { ...fsPromises };
  const stream = fs.createReadStream;
  for (const call of calls) {
    const ask = real[call] as (...given: unknown[]) => Promise<unknown>;
    Object.assign(fsPromises, {
      [call]: (...given: unknown[]) => (given.some(isSick) ? Promise.reject(fault()) : ask(...given)),
    });
  }
  fs.createReadStream = ((...given: Parameters<typeof stream>) => {
    if (!calls.includes('open') || !isSick(given[0])) return stream(...given);
    return new Readable({ read: (): void => undefined, construct: (done) => done(fault()) });
  }) as typeof stream;
  syncBuiltinESMExports();
  return {
    heal() {
      for (const call of calls) Object.assign(fsPromises, { [call]: real[call] });
      fs.createReadStream = stream;
      syncBuiltinESMExports();
    },
  };
}
