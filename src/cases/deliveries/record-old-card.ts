import { Failure } from '../../domain/failures.ts';
import type { Dependencies } from '../dependencies.ts';
import type { CaseRecord } from '../../store/store.ts';
import { hasRole, identifyOfficer, type IdentifiedOfficer } from '../identify-officer.ts';
import { NotNow } from '../not-possible.ts';
import { refusal, refuseOwnFamily } from '../open-case.ts';

/** A lost card cannot come back, and a new family had none. */
const expectsOldCard = ({ reason }: Pick<CaseRecord, 'reason'>): boolean =>
  reason === 'perubahan-data' || reason === 'rusak';

/** The print officer takes the old card back, once there is a new one; also of an archived case. */
export function mayRecordOldCard(
  identified: Pick<IdentifiedOfficer, 'officer'>,
  record: Pick<CaseRecord, 'signedSha256' | 'reason'>,
): boolean {
  return record.signedSha256 !== null && expectsOldCard(record) && hasRole(identified, 'petugas-cetak');
}

/**
 * The old card came back (SOP step 9: it is handed in for the new one). Recorded once, journalled. Throws Refusal for
 * everybody but the print officer, Failure CASE_UNKNOWN, NotNow when no old card is expected.
 */
export function recordOldCard(needs: Pick<Dependencies, 'store' | 'settings' | 'now'>) {
  const { store } = needs;
  return async (username: string, applicationNumber: string): Promise<void> => {
    const identified = await identifyOfficer(needs, username);
    if (!hasRole(identified, 'petugas-cetak'))
      throw await refusal(
        needs,
        { username, event: 'act-refused', asked: 'old-card-returned', applicationNumbers: [applicationNumber] },
        'WRONG_ROLE',
      );
    const record = await store.cases.find(applicationNumber);
    if (record === undefined) throw new Failure('CASE_UNKNOWN');
    await refuseOwnFamily(needs, identified, record, 'old-card-returned');
    if (record.signedSha256 === null)
      throw new NotNow('KK baru untuk berkas ini belum terbit, jadi KK lama belum diminta kembali.');
    if (!expectsOldCard(record)) throw new NotNow('Untuk permohonan ini tidak ada KK lama yang harus kembali.');
    await store.transaction(async (tables) => {
      if (!(await tables.oldCards.record(applicationNumber, username))) return;
      await tables.journal.write({
        applicationNumber,
        actor: username,
        event: 'old-card-returned',
        step: 9,
        detail: {},
      });
    });
  };
}
