import { foundSentence } from '../../domain/found-card.ts';
import type { FoundCard } from '../../store/found-cards.ts';
import type { Dependencies } from '../dependencies.ts';
import { hasRole, identifyOfficer } from '../identify-officer.ts';
import { NotNow } from '../not-possible.ts';
import { refusal } from '../open-case.ts';

type Needs = Pick<Dependencies, 'store' | 'documents' | 'now'>;

/** A PDF of the watched folder that lies with no case, and why. */
export interface UnplacedCard extends Pick<FoundCard, 'id' | 'foundAt'> {
  readonly sentence: string;
  /** Its bytes are here and can be downloaded. */
  readonly kept: boolean;
}
const MOST_LISTED = 200;

export async function unplacedCards({ store }: Pick<Needs, 'store'>): Promise<UnplacedCard[]> {
  return (await store.siakCards.unplaced(MOST_LISTED)).flatMap(({ id, foundAt, outcome }) =>
    outcome === null || outcome === 'brought'
      ? []
      : [{ id, foundAt, sentence: foundSentence(outcome), kept: outcome !== 'left-in-folder' }],
  );
}

/** The PDF itself, to be uploaded where it belongs. Throws Refusal for everybody but the print officer. */
export function viewFoundCard(needs: Needs) {
  return async (username: string, id: string): Promise<Buffer> => {
    await requirePrintOfficer(needs, username);
    const card = await found(needs, id);
    if (card.outcome === 'left-in-folder')
      throw new NotNow('PDF ini tidak disimpan program karena terlalu besar. Buka langsung di folder SIAK.');
    await journal(needs, username, 'found-card-viewed', card);
    return needs.documents.get(card.sha256);
  };
}

/** The print officer is done with it: it leaves the list. A second time changes nothing. */
export function closeFoundCard(needs: Needs) {
  return async (username: string, id: string): Promise<void> => {
    await requirePrintOfficer(needs, username);
    const card = await found(needs, id);
    if (await needs.store.siakCards.closeFound(id, username)) await journal(needs, username, 'found-card-closed', card);
  };
}

async function found({ store }: Needs, id: string): Promise<FoundCard> {
  const card = /^[0-9a-f-]{36}$/.test(id) ? await store.siakCards.findFound(id) : undefined;
  if (card === undefined) throw new NotNow('PDF ini tidak ada dalam daftar. Muat ulang halaman pengiriman.');
  return card;
}

async function requirePrintOfficer(needs: Needs, username: string): Promise<void> {
  if (hasRole(await identifyOfficer(needs, username), 'petugas-cetak')) return;
  throw await refusal(
    needs,
    { username, event: 'view-refused', asked: 'found-card-viewed', applicationNumbers: [null] },
    'WRONG_ROLE',
  );
}

const journal = (
  { store }: Needs,
  actor: string,
  event: 'found-card-viewed' | 'found-card-closed',
  { sha256 }: FoundCard,
) => store.journal.write({ applicationNumber: null, actor, event, step: 8, detail: { sha256 } });
