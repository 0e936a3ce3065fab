import { access } from 'node:fs/promises';

/** Whether the file or folder is there, and not behind a folder that is closed to this account. */
export function isThere(file: string): Promise<boolean> {
  return access(file).then(
    () => true,
    () => false,
  );
}
