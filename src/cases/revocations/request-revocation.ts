import { LONGEST_NOTE, SHORTEST_REFUSAL } from '../../domain/decision-answers.ts';
import { isDenied, judgeRevoker } from '../../domain/revocation.ts';
import { holdsPersonalNumber } from '../../domain/personal-data.ts';
import type { CaseRecord } from '../../store/store.ts';
import type { Dependencies } from '../dependencies.ts';
import type { IdentifiedOfficer } from '../identify-officer.ts';
import { NotNow } from '../not-possible.ts';
import { openForAct, refusal } from '../open-case.ts';

/** Where a card is with its owner: before that the case itself can still be ended. */
const FINISHED: readonly CaseRecord['state'][] = ['delivered', 'archived'];
export const isFinished = ({ state, signedSha256 }: Pick<CaseRecord, 'state' | 'signedSha256'>): boolean =>
  signedSha256 !== null && FINISHED.includes(state);

export const revokerOf = ({ officer }: Pick<IdentifiedOfficer, 'officer'>) => ({
  username: officer.username,
  roles: officer.roles.map(({ role }) => role),
});

/**
 * Kasi/Kabid or head asks to take back the signed card of a finished case, with the reason that the applicant will
 * read. Nothing is void until the other of the two grants it. Journalled. Throws Refusal, NotNow, Failure CASE_UNKNOWN.
 */
export function requestRevocation(needs: Pick<Dependencies, 'store' | 'settings' | 'now'>) {
  const { store, now } = needs;
  return async (username: string, applicationNumber: string, words: string): Promise<void> => {
    const asked = 'card-revocation-requested';
    const { identified, record } = await openForAct(needs, username, applicationNumber, asked);
    const role = judgeRevoker(revokerOf(identified), undefined);
    if (isDenied(role))
      throw await refusal(
        needs,
        { username, event: 'act-refused', asked, applicationNumbers: [applicationNumber] },
        role,
      );
    if (record.signedSha256 === null || !isFinished(record))
      throw new NotNow(
        'KK berkas ini belum sampai kepada pemohon, jadi belum dapat dicabut. Selesaikan dahulu berkasnya.',
      );
    const { signedSha256 } = record;
    const reason = readReason(words);
    await store.transaction(async (tables) => {
      const isTaken = await tables.revocations.request({
        applicationNumber,
        signedSha256,
        reason,
        requestedBy: username,
        requestedAs: role,
        requestedAt: now(),
      });
      if (!isTaken) throw new NotNow('Pencabutan KK ini sudah diminta atau sudah berlaku. Muat ulang halaman berkas.');
      await tables.journal.write({
        applicationNumber,
        actor: username,
        event: 'card-revocation-requested',
        step: null,
        detail: { signedSha256, as: role },
      });
    });
  };
}

function readReason(words: string): string {
  const reason = words.replace(/\s+/g, ' ').trim();
  if (reason.length < SHORTEST_REFUSAL)
    throw new NotNow(`Tulis alasan pencabutan, paling sedikit ${SHORTEST_REFUSAL} huruf. Pemohon membacanya.`);
  if (reason.length > LONGEST_NOTE) throw new NotNow(`Alasan paling panjang ${LONGEST_NOTE} huruf.`);
  if (holdsPersonalNumber(reason))
    throw new NotNow('Jangan tulis NIK, nomor KK atau nomor telepon di dalam alasan. Hapus nomornya, lalu kirim lagi.');
  return reason;
}
