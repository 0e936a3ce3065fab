import { paperPicture } from '../documents/paper-picture.ts';
import { documentLabel } from '../domain/document-kinds.ts';
import type { Dependencies } from './dependencies.ts';
import { NotNow } from './not-possible.ts';
import { openCase } from './open-case.ts';

type Needs = Pick<Dependencies, 'store' | 'documents' | 'now'>;

/** Pixels. A form shows the sheet narrower than that, so it counts as a glance: papers are read on the case page. */
const SHEET_PICTURE_WIDTH = 1_000;

/** All papers on one sheet, for a form in a task list of the engine; journalled as 'papers-glanced'. */
export function viewContactSheet(needs: Needs & Pick<Dependencies, 'contactSheet'>) {
  return async (username: string, applicationNumber: string): Promise<Buffer> => {
    const papers = await needs.store.papers.of(applicationNumber);
    await openCase(needs, username, applicationNumber, 'papers-glanced', { papers: papers.map(({ id }) => id) });
    if (papers.length === 0) throw new NotNow('Belum ada foto berkas.');
    const pictures: { label: string; jpeg: Buffer }[] = [];
    // One after the other: twelve photographs decoded at once would take all memory and both processors.
    for (const { kind, sha256, mediaType } of papers)
      pictures.push({
        label: `${pictures.length + 1}. ${documentLabel(kind)}`,
        jpeg: await paperPicture(
          { mediaType, bytes: await needs.documents.get(sha256) },
          { width: SHEET_PICTURE_WIDTH },
        ),
      });
    return needs.contactSheet(pictures);
  };
}
