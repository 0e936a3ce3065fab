import { Failure } from '../domain/failures.ts';
import type { PaperRecord } from '../store/store.ts';
import type { Dependencies } from './dependencies.ts';
import { openCase } from './open-case.ts';

type Needs = Pick<Dependencies, 'store' | 'documents' | 'now'>;

/** One paper of the case; journalled as 'paper-viewed'. */
export function viewPaper(needs: Needs) {
  return async (
    username: string,
    applicationNumber: string,
    paperId: string,
  ): Promise<{ mediaType: PaperRecord['mediaType']; bytes: Buffer }> => {
    const found = await needs.store.papers.find(paperId);
    // A paper of another case counts as unknown, so its number opens nothing.
    if (found === undefined || found.applicationNumber !== applicationNumber)
      throw new Failure('CASE_UNKNOWN', 'no such paper in this case');
    await openCase(needs, username, applicationNumber, 'paper-viewed', { paper: found.id, kind: found.kind });
    return { mediaType: found.mediaType, bytes: await needs.documents.get(found.sha256) };
  };
}
