import { Failure } from '../../domain/failures.ts';
import { HUMAN_TASKS } from '../../domain/process.ts';
import type { Dependencies } from '../dependencies.ts';
import { hasRole, identifyOfficer } from '../identify-officer.ts';
import { NotNow } from '../not-possible.ts';
import { refusal, refuseOwnFamily } from '../open-case.ts';
import { revocationInForce } from '../revocations/revocation-in-force.ts';

/** A second click, and the impatience of a minute, are one sending. */
const PAUSE_MS = 5 * 60_000;
/** Statuses of a message that WhatsApp has not given up. */
const GIVEN_UP = ['failed', 'undelivered', 'canceled'];

/**
 * The print officer sends the signed card once more by WhatsApp: with new links, to the number that is in force now.
 * It waits in the outbox like every other message and is sent by the duty. Also of an archived case. Journalled.
 * Throws Refusal for everybody else, Failure CASE_UNKNOWN, NotNow with a remedy.
 */
export function resendCard(needs: Pick<Dependencies, 'store' | 'settings' | 'now'>) {
  const { store, now } = needs;
  return async (username: string, applicationNumber: string): Promise<void> => {
    const identified = await identifyOfficer(needs, username);
    if (!hasRole(identified, 'petugas-cetak'))
      throw await refusal(
        needs,
        { username, event: 'act-refused', asked: 'card-resent', applicationNumbers: [applicationNumber] },
        'WRONG_ROLE',
      );
    const found = await store.cases.find(applicationNumber);
    if (found === undefined) throw new Failure('CASE_UNKNOWN');
    await refuseOwnFamily(needs, identified, found, 'card-resent');
    await store.transaction(async (tables) => {
      // Two clicks come one after the other: the second finds what the first wrote.
      const record = await tables.cases.lock(applicationNumber);
      if (record.signedSha256 === null) throw new NotNow('KK ini belum ditandatangani, jadi belum dapat dikirim.');
      if ((await revocationInForce(tables, applicationNumber)) !== undefined)
        throw new NotNow('KK ini sudah dicabut, jadi tidak dikirim lagi.');
      if (record.whatsapp === null)
        throw new NotNow('Pemohon tidak punya nomor WhatsApp. Cetak KK, lalu serahkan langsung.');
      if ((await tables.conversations.find(record.whatsapp))?.stoppedAt != null)
        throw new NotNow('Pemohon meminta kami berhenti mengirim pesan. Cetak KK, lalu serahkan langsung.');
      if ((await tables.workList.open({ applicationNumber })).some(({ element }) => element === HUMAN_TASKS[8]))
        throw new NotNow('KK ini menunggu di tugas “Sampaikan KK”. Kirim ulang dari sana.');
      const sent = (await tables.messages.of(applicationNumber)).filter(
        ({ direction, purpose }) => direction === 'out' && purpose === 'card',
      );
      if (sent.length === 0)
        throw new NotNow('KK ini belum pernah dikirim. Sistem mengirimnya sendiri; tunggu sebentar.');
      const last = sent.at(-1)!;
      if (!GIVEN_UP.includes(last.status) && now().getTime() - last.at.getTime() < PAUSE_MS)
        throw new NotNow('KK ini baru saja dikirim. Tunggu lima menit; bila belum sampai, kirim lagi.');
      await tables.messages.add(
        {
          applicationNumber,
          direction: 'out',
          purpose: 'card',
          sid: null,
          status: 'waiting',
          errorCode: null,
          phone: record.whatsapp,
          author: username,
          at: now(),
          nextTryAt: now(),
        },
        -1,
      );
      await tables.journal.write({ applicationNumber, actor: username, event: 'card-resent', step: 8, detail: {} });
    });
  };
}
