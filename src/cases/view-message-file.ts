import type { Dependencies } from './dependencies.ts';
import { requireDeskRole } from './desk-role.ts';
import { NotNow } from './not-possible.ts';
import { openCase } from './open-case.ts';

/** A file of a message, for an officer who may see its case, or assigned to no case, for petugas-entri. Journalled. */
export function viewMessageFile(needs: Pick<Dependencies, 'store' | 'documents' | 'now'>) {
  const { store, documents } = needs;
  return async (username: string, fileId: string): Promise<{ readonly bytes: Buffer; readonly mediaType: string }> => {
    const file = await store.messageFiles.find(fileId);
    const message = file === undefined ? undefined : await store.messages.find(file.messageId);
    const held = file?.state === 'held' ? await store.heldFiles.find(fileId) : undefined;
    if (file == null || file.mediaType === null || message === undefined || (file.sha256 ?? held) == null)
      throw new NotNow('Kiriman ini tidak ada. Muat ulang halaman.');
    const { applicationNumber } = message;
    const detail = { file: fileId };
    if (applicationNumber === null) {
      await requireDeskRole(needs, username, ['petugas-entri'], 'message-file-viewed');
      await store.journal.write({
        applicationNumber,
        actor: username,
        event: 'message-file-viewed',
        step: null,
        detail,
      });
    } else await openCase(needs, username, applicationNumber, 'message-file-viewed', detail);
    return { bytes: held ?? (await documents.get(file.sha256!)), mediaType: file.mediaType };
  };
}
