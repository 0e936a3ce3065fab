import { createHash } from 'node:crypto';
import { expect } from 'chai';
import { putWords, wordsOf, type Words } from '../../src/cases/message-words.ts';
import { isRequest, newestRequestMessage } from '../../src/cases/request-messages.ts';
import { lastFailed, trackedMessages, type TrackedMessage } from '../../src/cases/tracked-messages.ts';
import type { MessageRecord } from '../../src/store/store.ts';
import { INDONESIAN } from '../languages.ts';

const PHONE = '+6281234567890';
const AT = new Date('2026-11-27T03:00:00Z');
const LATER = new Date('2026-11-27T03:01:00Z');
const LAST = new Date('2026-11-27T03:02:00Z');
let serial = 0;
const message = (change: Partial<MessageRecord> = {}): MessageRecord =>
  ({
    id: String(++serial),
    applicationNumber: 'KK-261127-ABCDEF',
    direction: 'out',
    purpose: 'received',
    status: 'sent',
    at: AT,
    phone: PHONE,
    type: 'text',
    content: null,
    deliveredAt: null,
    readAt: null,
    ...change,
  }) as unknown as MessageRecord;

/** Documents in memory, under the names of their bytes. */
function documents() {
  const kept = new Map<string, Buffer>();
  return {
    kept,
    put: (bytes: Buffer) => {
      const sha256 = createHash('sha256').update(bytes).digest('hex');
      kept.set(sha256, bytes);
      return Promise.resolve({ sha256 });
    },
    get: (sha256: string) => Promise.resolve(kept.get(sha256)!),
  };
}
type Needs = Parameters<typeof putWords>[0];
const needsOf = (own: ReturnType<typeof documents>) => ({ documents: own }) as unknown as Needs;
const tracked = (messages: readonly MessageRecord[], own = documents(), whatsapp: string | null = PHONE) =>
  trackedMessages(needsOf(own), messages, whatsapp, INDONESIAN);

describe('The words of a message', () => {
  it('come back as they were written, with the place that was sent', async () => {
    const needs = needsOf(documents());
    const place = { latitude: '-7.88', longitude: '110.33', label: 'Kantor' };
    for (const words of [{ text: 'Sudah saya kirim.' }, { text: '', place }] satisfies Words[])
      expect(await wordsOf(needs, await putWords(needs, words))).to.deep.equal(words);
  });

  it('are stored under a name that does not tell which messages are equal', async () => {
    const own = documents();
    const names = [await putWords(needsOf(own), { text: 'ya' }), await putWords(needsOf(own), { text: 'ya' })];
    expect(new Set(names).size).to.equal(2);
    const { salt } = JSON.parse(own.kept.get(names[0]!)!.toString()) as { salt: string };
    expect(Buffer.from(salt, 'base64')).to.have.length(16);
  });

  it('are none where the message has the text of its purpose', async () => {
    expect(await wordsOf(needsOf(documents()), null)).to.equal(undefined);
  });
});

describe('The conversation that the holder of a PIN reads', () => {
  it('says what was sent and written, by whom and when', async () => {
    const own = documents();
    const content = await putWords(needsOf(own), { text: 'Sudah saya kirim.' });
    const answer = await putWords(needsOf(own), { text: 'Terima kasih.' });
    const shown = await tracked(
      [
        message({ purpose: 'incomplete', deliveredAt: LATER, readAt: LAST, status: 'read' }),
        message({ direction: 'in', purpose: 'received', content, status: 'received' }),
        message({ direction: 'in', type: 'photo', phone: null }),
        message({ purpose: 'officer', content: answer }),
      ],
      own,
    );
    const ofApplicant = { at: AT.toISOString(), by: 'applicant', delivery: null, deliveredAt: null, readAt: null };
    expect(shown).to.deep.equal([
      {
        at: AT.toISOString(),
        by: 'office',
        text: 'Permintaan kelengkapan',
        delivery: 'read',
        deliveredAt: LATER.toISOString(),
        readAt: LAST.toISOString(),
      },
      { ...ofApplicant, text: 'Sudah saya kirim.' },
      { ...ofApplicant, text: 'Foto' },
      { ...ofApplicant, by: 'office', delivery: 'on-its-way', text: 'Terima kasih.' },
    ]);
  });

  it('names a message of ours by its purpose, and every other one as an answer of the program', async () => {
    const text = async (purpose: string) => (await tracked([message({ purpose })]))[0]!.text;
    expect(await text('card')).to.equal('KK dikirim');
    expect(await text('officer')).to.equal('Jawaban petugas');
    expect(await text('something-new')).to.equal('Jawaban otomatis');
  });

  it('says how far a message came', async () => {
    const delivery = async (status: string) => (await tracked([message({ status })]))[0]!.delivery;
    for (const status of ['waiting', 'accepted', 'queued', 'sending', 'sent', 'something-new'])
      expect(await delivery(status), status).to.equal('on-its-way');
    expect(await delivery('delivered')).to.equal('delivered');
    expect(await delivery('read')).to.equal('read');
    for (const status of ['failed', 'undelivered', 'canceled'])
      expect(await delivery(status), status).to.equal('failed');
  });

  it('leaves out what went to or came from another number', async () => {
    const other = message({ phone: '+6281298765432', direction: 'in', type: 'voice' });
    expect(await tracked([other, message(), message({ phone: null })])).to.have.length(2);
    expect(await tracked([other, message()], documents(), null)).to.deep.equal([]);
  });

  it('shows the newest fifty', async () => {
    const many = Array.from({ length: 51 }, (_, i) => message({ at: new Date(AT.getTime() + i) }));
    const shown = await tracked(many);
    expect(shown).to.have.length(50);
    expect(shown.at(-1)!.at).to.equal(many.at(-1)!.at.toISOString());
  });

  it('tells whether the newest of ours that came to an end failed', () => {
    const one = (delivery: TrackedMessage['delivery'], by: TrackedMessage['by'] = 'office') =>
      ({ by, delivery }) as TrackedMessage;
    expect(lastFailed([])).to.equal(false);
    expect(lastFailed([one('delivered'), one('failed')])).to.equal(true);
    expect(lastFailed([one('failed'), one('delivered')])).to.equal(false);
    expect(lastFailed([one('failed'), one('on-its-way')]), 'of that one nothing is known yet').to.equal(true);
    expect(lastFailed([one('failed'), one(null, 'applicant')])).to.equal(true);
    expect(lastFailed([one('read')])).to.equal(false);
  });
});

describe('The newest message on which the applicant must act', () => {
  const newest = (kind: 'card' | 'request', ...messages: MessageRecord[]) =>
    newestRequestMessage(
      {
        messages: { of: (number: string) => Promise.resolve(number === 'KK-1' ? messages : []) },
      } as unknown as Parameters<typeof newestRequestMessage>[0],
      'KK-1',
      kind,
    );

  it('is the newest request or its reminder', async () => {
    for (const purpose of ['incomplete', 'invalid', 'reminder']) {
      const one = message({ purpose });
      expect(await newest('request', message({ purpose: 'incomplete' }), one, message({ purpose: 'answer' }))).to.equal(
        one,
      );
      expect(isRequest(purpose), purpose).to.equal(true);
    }
    for (const purpose of ['received', 'card', 'closed', 'answer']) {
      expect(await newest('request', message({ purpose })), purpose).to.equal(undefined);
      expect(isRequest(purpose), purpose).to.equal(false);
    }
  });

  it('is the newest message with the card', async () => {
    const card = message({ purpose: 'card' });
    expect(await newest('card', message({ purpose: 'card' }), card, message({ purpose: 'reminder' }))).to.equal(card);
    expect(await newest('card', message({ purpose: 'incomplete' }))).to.equal(undefined);
  });

  it('is never one that came in', async () => {
    expect(await newest('card', message({ purpose: 'card', direction: 'in' }))).to.equal(undefined);
  });
});
