import { smallPicture } from '../documents/small-picture.ts';
import type { DraftRecord } from '../store/store.ts';
import type { Dependencies } from './dependencies.ts';
import { NotNow } from './not-possible.ts';
import { openCase } from './open-case.ts';
import { FULL_SIZE } from './what-was-seen.ts';

type Needs = Pick<Dependencies, 'store' | 'documents' | 'now'>;

/**
 * Pixels; what a list or a form shows on a sharp screen. A row of the card is six pixels high then, and not readable.
 */
const GLANCE_WIDTH = 800;

/** The very pixels that are verified and signed, at readable size; journalled as 'draft-viewed' with the hash. */
export function viewDraft(needs: Needs) {
  return async (username: string, applicationNumber: string, sha256?: string): Promise<Buffer> => {
    const draft = await openDraft(needs, {
      username,
      applicationNumber,
      sha256,
      event: 'draft-viewed',
      form: 'preview',
    });
    return needs.documents.get(draft.previewSha256);
  };
}

/** The PDF itself; journalled as `viewDraft`. */
export function viewDraftPdf(needs: Needs) {
  return async (username: string, applicationNumber: string, sha256?: string): Promise<Buffer> => {
    const draft = await openDraft(needs, { username, applicationNumber, sha256, event: 'draft-viewed', form: 'pdf' });
    return needs.documents.get(draft.sha256);
  };
}

/** A small picture for lists and forms. Journalled as 'draft-glanced': whoever saw only this has not read the draft. */
export function glanceAtDraft(needs: Needs) {
  return async (username: string, applicationNumber: string, sha256?: string): Promise<Buffer> => {
    const draft = await openDraft(needs, {
      username,
      applicationNumber,
      sha256,
      event: 'draft-glanced',
      form: 'preview',
    });
    return smallPicture(await needs.documents.get(draft.previewSha256), GLANCE_WIDTH);
  };
}

interface Look {
  readonly username: string;
  readonly applicationNumber: string;
  /** The beginning of the hash is enough; undefined: the current draft. */
  readonly sha256: string | undefined;
  readonly event: 'draft-viewed' | 'draft-glanced';
  readonly form: 'preview' | 'pdf';
}

const NOT_DRAWN = 'Draf KK belum dicetak. Draf ada setelah pemeriksaan berkas selesai.';

async function openDraft(
  needs: Needs,
  { username, applicationNumber, sha256, event, form }: Look,
): Promise<DraftRecord> {
  const { store } = needs;
  const { draftSha256 } = await store.cases.get(applicationNumber);
  const size = event === 'draft-viewed' ? FULL_SIZE : 'small';
  // What is shown beside a hash must be the picture of that hash, also when the draft was printed again in between.
  const isAsked = draftSha256 !== null && draftSha256.startsWith(sha256 ?? '');
  await openCase(needs, username, applicationNumber, isAsked ? event : 'draft-outdated', { form, size, draftSha256 });
  if (draftSha256 === null) throw new NotNow(NOT_DRAWN);
  if (!isAsked) throw new NotNow('Draf sudah berganti. Muat ulang halaman untuk melihat draf yang baru.');
  const draft = await store.drafts.find(draftSha256);
  if (draft === undefined) throw new NotNow(NOT_DRAWN);
  return draft;
}
