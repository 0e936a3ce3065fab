import type { Seen } from '../domain/judge-decision.ts';
import type { CaseRecord, JournalRow, PaperRecord, Store } from '../store/store.ts';

/** Views that the office counts as reading. Small pictures (`draft-glanced`, `papers-glanced`) are not among them. */
const VIEWS = ['case-viewed', 'paper-viewed', 'draft-viewed', 'brought-card-viewed'] as const;
export const FULL_SIZE = 'full';

/** What the journal holds of this person's reading of this case. Data that the applicant amended since is not seen. */
export async function whatWasSeen(
  store: Pick<Store, 'journal' | 'papers'>,
  username: string,
  record: Pick<CaseRecord, 'applicationNumber' | 'draftSha256'>,
  broughtSha256: string | null = null,
): Promise<Seen> {
  const { applicationNumber } = record;
  const papers = await store.papers.of(applicationNumber);
  const views = await store.journal.by([applicationNumber], username, VIEWS);
  const [amended] = (await store.journal.by([applicationNumber], 'pemohon', ['application-amended'])).slice(-1);
  const isOfNow = ({ event, id }: JournalRow) =>
    event !== 'case-viewed' || amended === undefined || BigInt(id) > BigInt(amended.id);
  return seenIn(views.filter(isOfNow), papers, record, broughtSha256);
}

export function seenIn(
  views: readonly Pick<JournalRow, 'event' | 'detail'>[],
  papers: readonly Pick<PaperRecord, 'id'>[],
  { draftSha256 }: Pick<CaseRecord, 'draftSha256'>,
  broughtSha256: string | null = null,
): Seen {
  return {
    data: views.some(({ event }) => event === 'case-viewed'),
    papers: papers.every(({ id }) => isPaperSeen(views, id)),
    draft: views.some(
      ({ event, detail }) =>
        event === 'draft-viewed' &&
        detail['size'] === FULL_SIZE &&
        draftSha256 !== null &&
        detail['draftSha256'] === draftSha256,
    ),
    brought:
      broughtSha256 === null ||
      views.some(({ event, detail }) => event === 'brought-card-viewed' && detail['sha256'] === broughtSha256),
  };
}

export function isPaperSeen(views: readonly Pick<JournalRow, 'event' | 'detail'>[], paperId: string): boolean {
  return views.some(({ event, detail }) => event === 'paper-viewed' && detail['paper'] === paperId);
}
