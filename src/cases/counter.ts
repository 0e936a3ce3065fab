import { pinOf } from '../domain/application-number.ts';
import type { CaseRecord, CaseState } from '../store/store.ts';
import type { Dependencies } from './dependencies.ts';
import { requireDeskRole } from './desk-role.ts';
import type { Officer } from './identify-officer.ts';
import { NotNow } from './not-possible.ts';
import { refuseOwnFamily } from './open-case.ts';
import { tellOfAccess } from './tell-of-access.ts';

type Needs = Pick<Dependencies, 'store' | 'settings' | 'documents' | 'languages' | 'now'>;
const AT_THE_COUNTER = ['petugas-entri', 'petugas-cetak'] as const;

export interface CounterCase {
  readonly applicationNumber: string;
  readonly state: CaseState;
  readonly submittedAt: Date;
}

/** Whether this officer stands at the counter; for the page before anything is asked. */
export function openCounter(needs: Pick<Needs, 'store' | 'now'>) {
  return async (username: string): Promise<Officer> =>
    (await requireDeskRole(needs, username, AT_THE_COUNTER, 'counter-searched')).officer;
}

/**
 * The cases of a resident who stands at the counter with the KTP-el, by its NIK: number, day and state only. Journalled
 * without the NIK.
 */
export function findAtCounter(needs: Pick<Needs, 'store' | 'now'>) {
  const { store } = needs;
  return async (username: string, nik: string): Promise<CounterCase[]> => {
    await requireDeskRole(needs, username, AT_THE_COUNTER, 'counter-searched');
    const plain = nik.replace(/\D/g, '');
    if (plain.length !== 16) throw new NotNow('NIK terdiri atas 16 angka. Salin dari KTP-el yang Anda pegang.');
    const found = await store.cases.ofApplicant(plain);
    await store.journal.write({
      applicationNumber: null,
      actor: username,
      event: 'counter-searched',
      step: null,
      detail: { found: found.map(({ applicationNumber }) => applicationNumber) },
    });
    return found.map(({ applicationNumber, state, submittedAt }: CaseRecord) => ({
      applicationNumber,
      state,
      submittedAt,
    }));
  };
}

/**
 * A new PIN for a resident who lost theirs: the officer has looked at the KTP-el and typed its NIK. The old PIN is void
 * at once. The PIN is answered once and kept nowhere; the phone of the case is told, and who gave the PIN does not judge
 * the case (domain/judge-decision.ts). Throws Refusal, and NotNow with a remedy.
 */
export function renewPin(needs: Needs) {
  const { store, settings } = needs;
  return async (
    username: string,
    { applicationNumber, nik, hasSeenCard }: { applicationNumber: string; nik: string; hasSeenCard: boolean },
  ): Promise<string> => {
    const identified = await requireDeskRole(needs, username, AT_THE_COUNTER, 'pin-renewed');
    if (!hasSeenCard)
      throw new NotNow('Cocokkan dahulu KTP-el dengan orangnya, lalu beri tanda pada "KTP-el sudah saya lihat".');
    await refuseOwnFamily(needs, identified, await store.cases.get(applicationNumber), 'pin-renewed');
    return store.transaction(async (tables) => {
      const record = await tables.cases.lock(applicationNumber);
      if (record.application.applicant.nik !== nik.replace(/\D/g, ''))
        throw new NotNow('NIK ini bukan NIK pemohon pada permohonan tersebut. Periksa lagi KTP-el-nya.');
      const pinGeneration = record.pinGeneration + 1;
      await tables.cases.change(applicationNumber, { pinGeneration });
      const told = await tellOfAccess(tables, needs, record, 'pin', username);
      await tables.journal.write({
        applicationNumber,
        actor: username,
        event: 'pin-renewed',
        step: null,
        detail: { times: pinGeneration, seen: 'ktp-el', told },
      });
      return pinOf(applicationNumber, settings.linkKey, pinGeneration);
    });
  };
}
