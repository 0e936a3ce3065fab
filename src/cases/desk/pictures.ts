import { Failure } from '../../domain/failures.ts';
import { paperPicture } from '../../documents/paper-picture.ts';
import { documentLabel } from '../../domain/document-kinds.ts';
import type { DraftRecord } from '../../store/store.ts';
import { NotNow } from '../cases.ts';
import type { DeskCases } from '../desk.ts';
import { openCase } from './access.ts';
import type { DeskMeans } from './means.ts';

/** One paper of the case; journalled as 'paper-viewed'. */
export function paper(means: DeskMeans): DeskCases['paper'] {
  return async (username, applicationNumber, paperId) => {
    const found = await means.store.papers.find(paperId);
    // A paper of another case is as unknown as none: its number opens nothing.
    if (found === undefined || found.applicationNumber !== applicationNumber)
      throw new Failure('CASE_UNKNOWN', 'no such paper in this case');
    await openCase(means, username, applicationNumber, 'paper-viewed', { paper: found.id, kind: found.kind });
    return { mediaType: found.mediaType, bytes: await means.documents.get(found.sha256) };
  };
}

/** Wide enough to read print of 10 points on a photographed page. */
const SHEET_PICTURE_WIDTH = 1_000;

/** All papers on one sheet, for the forms of Tasklist; journalled as one view of all of them. */
export function contactSheet(means: DeskMeans): DeskCases['contactSheet'] {
  return async (username, applicationNumber) => {
    const papers = await means.store.papers.of(applicationNumber);
    await openCase(means, username, applicationNumber, 'papers-viewed', { papers: papers.map(({ id }) => id) });
    if (papers.length === 0) throw new NotNow('Belum ada foto berkas.');
    const pictures: { label: string; jpeg: Buffer }[] = [];
    // One after the other: twelve photographs decoded at once would hold the whole office up.
    for (const { kind, sha256, mediaType } of papers)
      pictures.push({
        label: `${pictures.length + 1}. ${documentLabel(kind)}`,
        jpeg: await paperPicture(
          { mediaType, bytes: await means.documents.get(sha256) },
          { width: SHEET_PICTURE_WIDTH },
        ),
      });
    return means.contactSheet(pictures);
  };
}

/** The very pixels that are verified and signed; journalled as 'draft-viewed' with the hash. */
export function draftPreview(means: DeskMeans): DeskCases['draftPreview'] {
  return async (username, applicationNumber, sha256) =>
    means.documents.get((await openDraft(means, username, applicationNumber, 'preview', sha256)).previewSha256);
}

export function draftPdf(means: DeskMeans): DeskCases['draftPdf'] {
  return async (username, applicationNumber, sha256) =>
    means.documents.get((await openDraft(means, username, applicationNumber, 'pdf', sha256)).sha256);
}

async function openDraft(
  means: DeskMeans,
  username: string,
  applicationNumber: string,
  form: 'preview' | 'pdf',
  sha256: string | undefined,
): Promise<DraftRecord> {
  const { draftSha256 } = await means.store.cases.get(applicationNumber);
  const { record } = await openCase(means, username, applicationNumber, 'draft-viewed', { form, draftSha256 });
  const draft = record.draftSha256 === null ? undefined : await means.store.drafts.find(record.draftSha256);
  if (draft === undefined) throw new NotNow('Draf KK belum dicetak.');
  // What is shown beside a hash must be the picture of that hash, also when the draft was printed again in between.
  if (sha256 !== undefined && !draft.sha256.startsWith(sha256))
    throw new NotNow('Draf sudah berganti. Muat ulang halaman untuk melihat draf yang baru.');
  return draft;
}

/** The signed card, for handing over at the counter (SOP step 8). */
export function signedPdf(means: DeskMeans): DeskCases['signedPdf'] {
  return async (username, applicationNumber) => {
    const { record } = await openCase(means, username, applicationNumber, 'signed-card-viewed');
    if (record.signedSha256 === null) throw new NotNow('KK belum ditandatangani.');
    return means.documents.get(record.signedSha256);
  };
}
