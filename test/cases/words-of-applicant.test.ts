import { expect } from 'chai';
import { answerSurvey, changeOwnNumber, writeToOfficer } from '../../src/cases/applicant-talk.ts';
import type { CaseRecord } from '../../src/store/store.ts';
import { sampleApplication } from '../domain/sample-application.ts';
import { LANGUAGES } from '../languages.ts';
import { noteBook, pinGuard } from './noted.ts';

const NOW = new Date('2026-11-27T03:00:00Z');
const NUMBER = 'KK-261127-ABCDEF';
const PHONE = '+6281234567890';
const PIN = '123456';

interface Given {
  readonly record?: Partial<CaseRecord>;
  readonly journal?: readonly { readonly event: string }[];
  /** The applicant has done so too often today. */
  readonly isTooMuch?: boolean;
}
function office(given: Given = {}) {
  const { did, note } = noteBook();
  const limits: unknown[] = [];
  const record = {
    ...{ applicationNumber: NUMBER, state: 'examination', whatsapp: PHONE, pinGeneration: 0, signedSha256: 'signed' },
    application: sampleApplication(),
    ...given.record,
  } as unknown as CaseRecord;
  const tables = {
    cases: { find: () => Promise.resolve(record), lock: note('locked'), change: note('case') },
    messages: { add: note('message') },
    conversations: { find: () => Promise.resolve(undefined) },
    journal: { write: note('journal'), of: () => Promise.resolve(given.journal ?? []) },
  };
  const guard = pinGuard(did, PIN);
  const needs = {
    store: { ...tables, transaction: (work: (own: typeof tables) => Promise<unknown>) => work(tables) },
    documents: {
      put: (bytes: Buffer) =>
        Promise.resolve({ sha256: `words: ${(JSON.parse(bytes.toString()) as { text: string }).text}` }),
    },
    limits: {
      limit: (rule: object) => {
        limits.push(rule);
        return { count: (key: string) => (did.push(['counted', key]), Promise.resolve({ allowed: !given.isTooMuch })) };
      },
    },
    languages: LANGUAGES,
    now: () => NOW,
  };
  return { did, limits, guard, needs: needs as never };
}
const answerOf = (work: Promise<unknown>) =>
  work.catch((error: unknown) => (error as { remedy?: string }).remedy ?? (error as Error).name);
const journal = (event: string, detail: object = {}) => [
  'journal',
  { applicationNumber: NUMBER, actor: 'pemohon', event, step: null, detail },
];
const entered = ['pin', NUMBER, PIN, 0, '10.0.0.1'];
const counted = ['counted', NUMBER];

describe('A word of the applicant to the officer', () => {
  const writes = async (text: string, given: Given = {}, pin = PIN) => {
    const { did, limits, guard, needs } = office(given);
    return { answer: await answerOf(writeToOfficer(needs, guard)(NUMBER, pin, text, '10.0.0.1')), did, limits };
  };
  const message = (text: string) => [
    'message',
    {
      ...{ applicationNumber: NUMBER, direction: 'in', purpose: 'reply', sid: null, status: 'received' },
      ...{ errorCode: null, content: `words: ${text}`, author: 'pemohon' },
      ...{ handledAt: NOW, personSince: NOW, at: NOW },
    },
  ];

  it('stands in the conversation and waits for a person; the journal says of it without its words', async () => {
    expect(await writes('  Kapan selesai? ')).to.deep.equal({
      answer: undefined,
      did: [entered, counted, message('Kapan selesai?'), journal('question-written')],
      limits: [{ name: 'applicant-words', most: 20, windowSeconds: 86_400 }],
    });
  });

  it('has two letters at least, and a thousand at most', async () => {
    for (const text of ['', ' a ']) {
      const { answer, did } = await writes(text);
      expect(answer).to.contain('Tulis dahulu');
      expect(did, 'it is not counted').to.deep.equal([entered]);
    }
    expect((await writes('Ya')).answer).to.equal(undefined);
    const tooLong = await writes(`${'a'.repeat(1000)}b`);
    expect(tooLong.answer).to.contain('paling banyak 1000 huruf');
    expect(tooLong.did, 'nothing is cut off and kept').to.deep.equal([entered]);
    const lines = `${'\n'.repeat(20)}akhir`.padStart(1000, 'a');
    const { did } = await writes(lines.replaceAll('\n', '\r\n'));
    expect(did[2], 'as its box counts it').to.deep.equal(message(lines));
  });

  it('is not taken after too many on a day, or without the PIN', async () => {
    const { answer, did } = await writes('Halo?', { isTooMuch: true });
    expect(answer).to.contain('banyak pesan');
    expect(did).to.deep.equal([entered, counted]);
    const stranger = await writes('Halo?', {}, '000000');
    expect([stranger.answer, stranger.did.length]).to.deep.equal(['NotYourCase', 1]);
  });
});

describe('The number that messages go to', () => {
  const NEW = '+60123456789';
  const changes = async (number: string, given: Given = {}, pin = PIN) => {
    const { did, limits, guard, needs } = office(given);
    return { answer: await answerOf(changeOwnNumber(needs, guard)(NUMBER, pin, number, '10.0.0.1')), did, limits };
  };
  const once = ({ did }: { did: readonly unknown[][] }) => (did.at(-1)![1] as { once: string }).once;
  const written = (purpose: string, key: string) => [
    'message',
    {
      ...{ applicationNumber: NUMBER, direction: 'out', purpose, sid: null, status: 'waiting', errorCode: null },
      ...{ once: key, phone: NEW, author: 'sistem', at: NOW, nextTryAt: NOW },
    },
    -1,
  ];

  it('is mended by the applicant, and a receipt shows whether it has WhatsApp', async () => {
    const mended = await changes(' +60 12-345 6789 ');
    expect(mended).to.deep.equal({
      answer: undefined,
      did: [
        entered,
        counted,
        ['case', NUMBER, { whatsapp: NEW }],
        [
          'message',
          {
            ...{ applicationNumber: NUMBER, direction: 'out', purpose: 'notice', sid: null, status: 'waiting' },
            ...{ errorCode: null, phone: PHONE, author: 'sistem', at: NOW, nextTryAt: NOW },
            content: `words: Nomor WhatsApp permohonan ${NUMBER} diganti pada 27 November pukul 10.00 WIB; pesan berikutnya dikirim ke nomor yang baru. Bila ini permohonan Anda dan bukan Anda yang meminta, balas pesan ini atau datang ke loket Disdukcapil dengan membawa KTP-el.`,
          },
          -1,
        ],
        journal('number-corrected', { told: true }),
        written('received', once(mended)),
      ],
      limits: [{ name: 'number-changes', most: 5, windowSeconds: 86_400 }],
    });
    expect(once(mended)).to.match(new RegExp(`^received:${NUMBER}:[0-9a-f-]{36}$`));
    expect(once(await changes(NEW)), 'each time anew').to.not.equal(once(mended));
  });

  it('gets again what the office waits for', async () => {
    const mended = await changes(NEW, { record: { state: 'waiting-for-applicant' } });
    expect(mended.did.at(-1)).to.deep.equal(written('reminder', once(mended)));
    expect(once(mended)).to.match(new RegExp(`^reminder:${NUMBER}:[0-9a-f-]{36}$`));
  });

  it('stays where it is none for WhatsApp, is the same, or the case has ended', async () => {
    for (const [number, sentence, record] of [
      ['0274 123456', 'tidak dapat menerima WhatsApp', {}],
      ['0812 3456 7890', 'sama', {}],
      [NEW, 'selesai', { state: 'closed' }],
    ] as const) {
      const { answer, did } = await changes(number, { record });
      expect(answer).to.contain(sentence);
      expect(did, 'it is not counted').to.deep.equal([entered]);
    }
  });

  it('stays after too many changes on a day, and without the PIN', async () => {
    const { answer, did } = await changes(NEW, { isTooMuch: true });
    expect(answer).to.contain('beberapa kali');
    expect(did).to.deep.equal([entered, counted]);
    const stranger = await changes(NEW, {}, '000000');
    expect([stranger.answer, stranger.did.length]).to.deep.equal(['NotYourCase', 1]);
  });
});

describe('How the applicant found the service', () => {
  const says = async (score: number, given: Given = {}, pin = PIN) => {
    const { did, guard, needs } = office(given);
    return { answer: await answerOf(answerSurvey(needs, guard)(NUMBER, pin, score, '10.0.0.1')), did };
  };

  it('is a number from one to four, journalled without a name', async () => {
    for (const score of [1, 4])
      expect(await says(score)).to.deep.equal({
        answer: undefined,
        did: [entered, ['locked', NUMBER], journal('survey-answered', { score })],
      });
    for (const score of [0, 5, 2.5, Number.NaN]) {
      const { answer, did } = await says(score);
      expect(answer, String(score)).to.contain('Pilih salah satu');
      expect(did).to.deep.equal([entered]);
    }
  });

  it('is said once, after the card was signed, with the PIN', async () => {
    const again = await says(3, { journal: [{ event: 'card-signed' }, { event: 'survey-answered' }] });
    expect(again.answer).to.contain('Terima kasih');
    expect(again.did).to.deep.equal([entered, ['locked', NUMBER]]);
    expect((await says(3, { journal: [{ event: 'card-signed' }] })).answer).to.equal(undefined);
    const early = await says(3, { record: { signedSha256: null } });
    expect(early.answer).to.contain('setelah KK');
    expect(early.did).to.deep.equal([entered]);
    expect((await says(3, {}, '000000')).answer).to.equal('NotYourCase');
  });
});
