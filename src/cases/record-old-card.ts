import type { CaseRecord, JournalRow } from '../store/store.ts';
import type { Dependencies } from './dependencies.ts';
import { hasRole, type IdentifiedOfficer } from './identify-officer.ts';
import { NotNow } from './not-possible.ts';
import { openCase, refusal } from './open-case.ts';

const EVENT = 'old-card-returned';

/** When the old card came back to the office, and who took it; undefined: not yet. */
export function oldCardReturned(
  journal: readonly JournalRow[],
): { readonly at: Date; readonly by: string } | undefined {
  const row = journal.find(({ event }) => event === EVENT);
  return row === undefined ? undefined : { at: row.at, by: row.actor };
}

/** The print officer takes the old card back, once there is a new one (second notice of SOP step 8); also of an archived case. */
export function mayRecordOldCard(
  identified: Pick<IdentifiedOfficer, 'officer'>,
  { signedSha256 }: Pick<CaseRecord, 'signedSha256'>,
): boolean {
  return signedSha256 !== null && hasRole(identified, 'petugas-cetak');
}

/** Records that the old card, void by now, was handed in. A second time is answered with the first. */
export function recordOldCard(needs: Pick<Dependencies, 'store' | 'now'>) {
  const { store } = needs;
  return async (username: string, applicationNumber: string): Promise<void> => {
    const { identified, record } = await openCase(needs, username, applicationNumber, 'case-viewed');
    if (!hasRole(identified, 'petugas-cetak'))
      throw await refusal(
        needs,
        { username, event: 'act-refused', asked: EVENT, applicationNumbers: [applicationNumber] },
        'WRONG_ROLE',
      );
    if (!mayRecordOldCard(identified, record))
      throw new NotNow('KK baru belum ditandatangani, jadi KK lama masih berlaku. Catat sesudah KK baru terbit.');
    if (oldCardReturned(await store.journal.of(applicationNumber)) !== undefined) return;
    await store.journal.write({ applicationNumber, actor: username, event: EVENT, step: 8, detail: {} });
  };
}
