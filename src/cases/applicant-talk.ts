import { INDONESIAN } from '../domain/language/indonesian.ts';
import { randomUUID } from 'node:crypto';
import { hasEnded } from '../domain/case-state.ts';
import { toWhatsAppNumber } from '../domain/phone.ts';
import { LONGEST_WORDS, typedText } from '../domain/typed-text.ts';
import type { Limits } from '../store/limits.ts';
import type { Dependencies } from './dependencies.ts';
import { putWords } from './message-words.ts';
import { NotNow } from './not-possible.ts';
import { ownCase } from './own-case.ts';
import type { PinGuard } from './pin-guard.ts';
import { putReceipt } from './put-receipt.ts';
import { tellOfAccess } from './tell-of-access.ts';

type Needs = Pick<Dependencies, 'store' | 'documents' | 'languages' | 'now'> & {
  readonly limits: Pick<Limits, 'limit'>;
};

const DAY_SECONDS = 24 * 3600;

/**
 * The applicant writes to the officer on the tracking page; it stands in the same conversation as WhatsApp and goes
 * before a person.
 */
export function writeToOfficer(needs: Needs, guard: PinGuard) {
  const { store, now } = needs;
  const few = needs.limits.limit({ name: 'applicant-words', most: 20, windowSeconds: DAY_SECONDS });
  return async (applicationNumber: string, pin: string, given: string, from?: string): Promise<void> => {
    await ownCase(needs, guard, applicationNumber, pin, from);
    const text = typedText(given);
    if (text.length < 2) throw new NotNow(INDONESIAN.refusals['tulis-dahulu-pertanyaan-atau']);
    if (text.length > LONGEST_WORDS) throw new NotNow(INDONESIAN.refusals['pesan-terlalu-panjang']);
    if (!(await few.count(applicationNumber)).allowed) throw new NotNow(INDONESIAN.refusals['sudah-banyak-pesan-hari']);
    const content = await putWords(needs, { text });
    await store.transaction(async (tables) => {
      await tables.messages.add({
        applicationNumber,
        direction: 'in',
        purpose: 'reply',
        sid: null,
        status: 'received',
        errorCode: null,
        content,
        author: 'pemohon',
        handledAt: now(),
        personSince: now(),
        at: now(),
      });
      await tables.journal.write({
        applicationNumber,
        actor: 'pemohon',
        event: 'question-written',
        step: null,
        detail: {},
      });
    });
  };
}

/**
 * The applicant mends the number that messages go to; the number of before is told. What waits for them is sent there at
 * once, which also shows whether it has WhatsApp.
 */
export function changeOwnNumber(needs: Needs, guard: PinGuard) {
  const { store, now } = needs;
  const few = needs.limits.limit({ name: 'number-changes', most: 5, windowSeconds: DAY_SECONDS });
  return async (applicationNumber: string, pin: string, given: string, from?: string): Promise<void> => {
    const record = await ownCase(needs, guard, applicationNumber, pin, from);
    if (hasEnded(record.state)) throw new NotNow(INDONESIAN.refusals['permohonan-ini-sudah-selesai']);
    const whatsapp = toWhatsAppNumber(given.trim());
    if (whatsapp === undefined) throw new NotNow(INDONESIAN.refusals['nomor-ini-tidak-dapat']);
    if (whatsapp === record.whatsapp) throw new NotNow(INDONESIAN.refusals['nomor-ini-sama-dengan']);
    if (!(await few.count(applicationNumber)).allowed)
      throw new NotNow(INDONESIAN.refusals['nomor-sudah-beberapa-kali']);
    await store.transaction(async (tables) => {
      await tables.cases.change(applicationNumber, { whatsapp });
      const told = await tellOfAccess(tables, needs, record, 'phone', 'sistem');
      await tables.journal.write({
        applicationNumber,
        actor: 'pemohon',
        event: 'number-corrected',
        step: null,
        detail: { told },
      });
      const again = `:${randomUUID()}`;
      if (record.state === 'waiting-for-applicant')
        await tables.messages.add(
          {
            applicationNumber,
            direction: 'out',
            purpose: 'reminder',
            sid: null,
            status: 'waiting',
            errorCode: null,
            once: `reminder:${applicationNumber}${again}`,
            phone: whatsapp,
            author: 'sistem',
            at: now(),
            nextTryAt: now(),
          },
          -1,
        );
      else await putReceipt(tables, { applicationNumber, whatsapp }, now(), again);
    });
  };
}

/** One answer for each case: how the applicant found the service, 1 (bad) to 4 (very good). No words, no name. */
export function answerSurvey(needs: Needs, guard: PinGuard) {
  const { store } = needs;
  return async (applicationNumber: string, pin: string, score: number, from?: string): Promise<void> => {
    const record = await ownCase(needs, guard, applicationNumber, pin, from);
    if (record.signedSha256 === null) throw new NotNow(INDONESIAN.refusals['penilaian-dibuka-setelah-kk']);
    if (!Number.isInteger(score) || score < 1 || score > 4)
      throw new NotNow(INDONESIAN.refusals['pilih-salah-satu-penilaian']);
    await store.transaction(async (tables) => {
      await tables.cases.lock(applicationNumber);
      const rows = await tables.journal.of(applicationNumber);
      if (rows.some(({ event }) => event === 'survey-answered'))
        throw new NotNow(INDONESIAN.refusals['terima-kasih-penilaian-anda']);
      await tables.journal.write({
        applicationNumber,
        actor: 'pemohon',
        event: 'survey-answered',
        step: null,
        detail: { score },
      });
    });
  };
}
