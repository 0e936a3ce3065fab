import { toE164 } from '../../domain/phone.ts';
import type { OfficerRole } from '../../domain/process.ts';
import type { SopStep } from '../../domain/sop.ts';
import type { CaseRecord, CaseState } from '../../store/store.ts';
import { NotNow } from '../cases.ts';
import type { DeskCases } from '../desk.ts';
import { openCase, refusal, type Attendant } from './access.ts';
import type { DeskMeans } from './means.ts';

/** Nothing is sent to anybody in these. */
const OVER: readonly CaseState[] = ['archived', 'closed', 'withdrawn'];

/** In which step an officer talks with the applicant when WhatsApp does not reach him, and so may correct his number: the keeper in step 3,
 *  the print officer once there is a signed card; undefined for everybody else. */
export function correctsNumberIn(
  { officer }: Attendant,
  { entryOfficer, signedSha256 }: CaseRecord,
): SopStep | undefined {
  const has = (role: OfficerRole) => officer.roles.some((held) => held.role === role);
  if (signedSha256 !== null && has('petugas-cetak')) return 8;
  return entryOfficer === officer.username && has('petugas-entri') ? 3 : undefined;
}

export function mayCorrectNumber(attendant: Attendant, record: CaseRecord): boolean {
  return !OVER.includes(record.state) && correctsNumberIn(attendant, record) !== undefined;
}

/** From the next message on, the case's messages go to this number, and replies are taken from it. The journal tells who and when, not the number. */
export function correctNumber(means: DeskMeans): DeskCases['correctNumber'] {
  return async (username, applicationNumber, number) => {
    const { attendant, record } = await openCase(means, username, applicationNumber, 'case-viewed');
    const step = correctsNumberIn(attendant, record);
    if (step === undefined)
      throw await refusal(
        means,
        { username, event: 'act-refused', asked: 'number-corrected', applicationNumbers: [applicationNumber] },
        'WRONG_ROLE',
      );
    if (OVER.includes(record.state))
      throw new NotNow('Berkas ini sudah selesai; tidak ada lagi pesan yang akan dikirim.');
    const whatsapp = toE164(number.trim());
    if (whatsapp === undefined)
      throw new NotNow('Nomor ini bukan nomor seluler Indonesia. Tulis misalnya 0812 3456 7890.');
    if (whatsapp === record.whatsapp)
      throw new NotNow('Nomor ini sama dengan yang sudah tercatat. Tanyakan lagi nomor WhatsApp pemohon.');
    await means.store.transaction(async (tables) => {
      await tables.cases.change(applicationNumber, { whatsapp });
      await tables.journal.write({ applicationNumber, actor: username, event: 'number-corrected', step, detail: {} });
    });
  };
}
