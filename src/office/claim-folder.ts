import path from 'node:path';
import { takeOwnership } from '../machine/owner-file.ts';

/** Another office of this machine works in the folder. The message is Indonesian, for whoever starts the second one. */
export class FolderInUse extends Error {
  override name = 'FolderInUse';
}

/**
 * Makes this process the only office in the folder, before anything of it is touched; the function it returns gives the
 * folder up. Throws FolderInUse. An office that was killed does not hold its folder.
 */
export function claimFolder(varDir: string): () => Promise<void> {
  const ownership = takeOwnership(path.join(varDir, 'office.owner'));
  if ('heldBy' in ownership)
    throw new FolderInUse(
      `Kantor di folder ${varDir} sudah dibuka, atau sedang dibuka atau ditutup, oleh proses ${ownership.heldBy}, dan tidak terganggu. Pakailah kantor itu, tutup dahulu dengan Ctrl-C di jendelanya, atau pilih folder lain dengan VAR_DIR.`,
    );
  return () => Promise.resolve(ownership.release());
}
