import { toWhatsAppNumber } from '../domain/phone.ts';
import type { SopStep } from '../domain/sop.ts';
import { hasEnded } from '../domain/case-state.ts';
import type { CaseRecord } from '../store/store.ts';
import type { Dependencies } from './dependencies.ts';
import { hasRole, type IdentifiedOfficer } from './identify-officer.ts';
import { NotNow } from './not-possible.ts';
import { openForAct, refusal } from './open-case.ts';
import { tellOfAccess } from './tell-of-access.ts';

/**
 * In which step an officer talks with an applicant whom WhatsApp does not reach, and so may correct the number: the
 * entry officer of the case in step 3, the print officer once there is a signed card; undefined for everybody else.
 */
function correctsNumberIn(
  identified: Pick<IdentifiedOfficer, 'officer'>,
  { entryOfficer, signedSha256 }: CaseRecord,
): SopStep | undefined {
  if (signedSha256 !== null && hasRole(identified, 'petugas-cetak')) return 8;
  return entryOfficer === identified.officer.username && hasRole(identified, 'petugas-entri') ? 3 : undefined;
}

export function mayCorrectNumber(identified: Pick<IdentifiedOfficer, 'officer'>, record: CaseRecord): boolean {
  return !hasEnded(record.state) && correctsNumberIn(identified, record) !== undefined;
}

/**
 * From the next message on, the case's messages go to this number, and replies are taken from it. The number of before
 * is told, and who corrected it does not judge the case (domain/judge-decision.ts). The journal records who and when,
 * not the number.
 */
export function correctNumber(needs: Pick<Dependencies, 'store' | 'settings' | 'documents' | 'languages' | 'now'>) {
  return async (username: string, applicationNumber: string, number: string): Promise<void> => {
    const { identified, record } = await openForAct(needs, username, applicationNumber, 'number-corrected');
    const step = correctsNumberIn(identified, record);
    if (step === undefined)
      throw await refusal(
        needs,
        { username, event: 'act-refused', asked: 'number-corrected', applicationNumbers: [applicationNumber] },
        'WRONG_ROLE',
      );
    if (hasEnded(record.state)) throw new NotNow('Berkas ini sudah selesai; tidak ada lagi pesan yang akan dikirim.');
    const whatsapp = toWhatsAppNumber(number.trim());
    if (whatsapp === undefined)
      throw new NotNow(
        'Nomor ini tidak dapat menerima WhatsApp. Tulis nomor HP, misalnya 0812 3456 7890; dari luar negeri dengan kode negara, misalnya +65 9123 4567.',
      );
    if (whatsapp === record.whatsapp)
      throw new NotNow('Nomor ini sama dengan yang sudah tercatat. Tanyakan lagi nomor WhatsApp pemohon.');
    await needs.store.transaction(async (tables) => {
      const former = await tables.cases.lock(applicationNumber);
      await tables.cases.change(applicationNumber, { whatsapp });
      const told = await tellOfAccess(tables, needs, former, 'phone', username);
      await tables.journal.write({
        ...{ applicationNumber, actor: username, event: 'number-corrected', step, detail: { told } },
      });
    });
  };
}
