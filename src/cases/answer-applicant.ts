import { holdsPersonalNumber } from '../domain/personal-data.ts';
import { LONGEST_TEMPLATE_WORDS, LONGEST_WORDS, typedText } from '../domain/typed-text.ts';
import type { MessageRecord, Store } from '../store/store.ts';
import { deliver } from './deliver-outbox.ts';
import type { Dependencies } from './dependencies.ts';
import { requireDeskRole } from './desk-role.ts';
import { hasRole } from './identify-officer.ts';
import { putWords, wordsOf } from './message-words.ts';
import { NotNow } from './not-possible.ts';
import { openForAct, refusal } from './open-case.ts';
import { WINDOW_MS } from './send-waiting-messages.ts';
import { finishCompletion } from './store-completion.ts';
import { phoneOfTalk } from './view-conversation.ts';

type Needs = Pick<Dependencies, 'store' | 'settings' | 'documents' | 'now' | 'engine' | 'logger'>;

/** The same words again within this time are a second click. */
const SAME_WITHIN_MS = 60_000;

/**
 * An officer writes to the applicant of a case: free text while the person's 24 hours run, the approved template
 * afterwards. What waited for a person in this case is done with it. Nothing is cut off: what is too long is refused.
 * Throws Refusal, and NotNow with a remedy.
 */
export function answerApplicant(needs: Needs) {
  const { store, now } = needs;
  return async (username: string, applicationNumber: string, given: string): Promise<void> => {
    const { record, ground } = await openForAct(needs, username, applicationNumber, 'answer-written');
    const text = readAnswer(given);
    const messages = await store.messages.of(applicationNumber);
    const phone = phoneOfTalk(messages) ?? record.whatsapp;
    if (phone === null) throw new NotNow('Pemohon tidak punya nomor WhatsApp. Betulkan nomornya lebih dahulu.');
    const conversation = await store.conversations.find(phone);
    const isOpen = now().getTime() - (conversation?.lastInboundAt?.getTime() ?? 0) < WINDOW_MS;
    if (!isOpen && conversation?.stoppedAt != null)
      throw new NotNow('Pemohon meminta kami berhenti mengirim pesan. Hubungi pemohon dengan cara lain.');
    if (!isOpen && text.length > LONGEST_TEMPLATE_WORDS)
      throw new NotNow(
        `Pemohon terakhir menulis lebih dari 24 jam lalu, jadi jawaban dikirim dengan templat: paling panjang ${LONGEST_TEMPLATE_WORDS} huruf. Singkatkan.`,
      );
    const content = await putWords(needs, { text });
    await store.transaction(async (tables) => {
      await tables.cases.lock(applicationNumber);
      if (await wroteJustNow(needs, await tables.messages.of(applicationNumber), username, text)) return;
      const last = messages.findLast(({ direction }) => direction === 'in');
      await tables.messages.add(
        {
          applicationNumber,
          direction: 'out',
          purpose: isOpen ? 'officer' : 'answer',
          sid: null,
          status: 'waiting',
          errorCode: null,
          phone,
          content,
          author: username,
          answers: last?.id ?? null,
          at: now(),
          nextTryAt: now(),
        },
        -1,
      );
      for (const message of messages) await settle(tables, message, username, now());
      await tables.journal.write({
        applicationNumber,
        actor: username,
        event: 'answer-written',
        step: ground.step,
        detail: { way: isOpen ? 'open-conversation' : 'template' },
      });
    });
  };
}

/** An answer to somebody whose case is not known: only while the 24 hours run. */
export function answerUnassigned(needs: Needs) {
  const { store, now } = needs;
  return async (username: string, messageId: string, given: string): Promise<void> => {
    await requireDeskRole(needs, username, ['petugas-entri'], 'answer-written');
    const text = readAnswer(given);
    const message = await unassigned(store, messageId);
    const heard = (await store.conversations.find(message.phone!))?.lastInboundAt?.getTime() ?? 0;
    if (now().getTime() - heard >= WINDOW_MS)
      throw new NotNow(
        'Pengirim terakhir menulis lebih dari 24 jam lalu. WhatsApp tidak mengizinkan jawaban bebas lagi; masukkan pesan ini ke permohonannya, lalu jawab dari sana.',
      );
    const content = await putWords(needs, { text });
    await store.transaction(async (tables) => {
      await tables.conversations.lock(message.phone!);
      if (await wroteJustNow(needs, await tables.messages.ofPhone(message.phone!), username, text)) return;
      await tables.messages.add(
        {
          applicationNumber: null,
          direction: 'out',
          purpose: 'officer',
          sid: null,
          status: 'waiting',
          errorCode: null,
          phone: message.phone,
          content,
          author: username,
          answers: message.id,
          at: now(),
          nextTryAt: now(),
        },
        -1,
      );
      await settle(tables, message, username, now());
      await tables.journal.write({
        applicationNumber: null,
        actor: username,
        event: 'answer-written',
        step: null,
        detail: { message: message.id },
      });
    });
  };
}

/** "Tidak perlu dijawab": read, and nothing more to do. */
export function settleMessage(needs: Needs) {
  const { store, now } = needs;
  return async (username: string, messageId: string): Promise<string | null> => {
    const message = await store.messages.find(messageId);
    if (message === undefined) throw new NotNow('Pesan ini tidak ditemukan. Muat ulang halaman.');
    const { applicationNumber } = message;
    if (applicationNumber === null) await requireDeskRole(needs, username, ['petugas-entri'], 'message-settled');
    else await openForAct(needs, username, applicationNumber, 'message-settled');
    await store.transaction(async (tables) => {
      await settle(tables, message, username, now());
      await tables.journal.write({
        applicationNumber,
        actor: username,
        event: 'message-settled',
        step: null,
        detail: { message: messageId },
      });
    });
    return applicationNumber;
  };
}

/** The applicant's words are answer enough: the entry officer lets the case go on without waiting for "sudah". */
export function continueCase(needs: Needs) {
  const { store } = needs;
  return async (username: string, applicationNumber: string): Promise<void> => {
    const { identified, record } = await openForAct(needs, username, applicationNumber, 'completion-received');
    if (record.entryOfficer !== username || !hasRole(identified, 'petugas-entri'))
      throw await refusal(
        needs,
        { username, event: 'act-refused', asked: 'completion-received', applicationNumbers: [applicationNumber] },
        'WRONG_ROLE',
      );
    const message = await store.transaction(async (tables) => {
      const { state } = await tables.cases.lock(applicationNumber);
      if (state !== 'waiting-for-applicant')
        throw new NotNow('Berkas ini tidak lagi menunggu pemohon. Muat ulang halaman.');
      return finishCompletion(tables, applicationNumber, [], 'whatsapp', username);
    });
    await deliver(needs, message);
  };
}

export async function unassigned(store: Store, messageId: string): Promise<MessageRecord> {
  const message = await store.messages.find(messageId);
  if (message?.direction !== 'in' || message.applicationNumber !== null || message.phone === null)
    throw new NotNow('Pesan ini sudah dimasukkan ke permohonan. Muat ulang halaman.');
  return message;
}

async function wroteJustNow(
  needs: Pick<Needs, 'documents' | 'now'>,
  messages: readonly MessageRecord[],
  username: string,
  text: string,
): Promise<boolean> {
  const last = messages.findLast(({ direction, author }) => direction === 'out' && author === username);
  if (last === undefined || needs.now().getTime() - last.at.getTime() >= SAME_WITHIN_MS) return false;
  return (await wordsOf(needs, last.content))?.text === text;
}

async function settle(tables: Store, message: MessageRecord, username: string, now: Date): Promise<void> {
  if (message.personSince !== null && message.personDoneAt === null)
    await tables.messages.change(message.id, { personDoneAt: now, personDoneBy: username });
}

function readAnswer(given: string): string {
  const text = typedText(given);
  if (text.length < 2) throw new NotNow('Tulis jawabannya dahulu, lalu kirim lagi.');
  if (text.length > LONGEST_WORDS)
    throw new NotNow(`Jawaban terlalu panjang: paling banyak ${LONGEST_WORDS} huruf. Singkatkan, lalu kirim lagi.`);
  if (holdsPersonalNumber(text))
    throw new NotNow(
      'Jawaban memuat deretan angka yang mirip NIK atau nomor telepon, jadi tidak dikirim. Hapus angka itu, lalu kirim lagi.',
    );
  return text;
}
