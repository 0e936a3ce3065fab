import { expect } from 'chai';
import { findAtCounter, openCounter, renewPin } from '../../src/cases/counter.ts';
import { createTalkCases } from '../../src/cases/create-talk-cases.ts';
import { pinOf } from '../../src/domain/application-number.ts';
import { LANGUAGES } from '../languages.ts';
import { sampleApplication } from '../domain/sample-application.ts';
import { PEOPLE } from './office.ts';
import { keptDocuments } from './kept-documents.ts';
import { answerOf, noteBook } from './noted.ts';

const NOW = new Date('2026-11-27T03:00:00Z');
const KEY = Buffer.alloc(32, 9);
const NUMBER = 'KK-261127-ABCDEF';
const PHONE = '+6281234567890';
const NIK = '3402155203850002';
const { sri, rini, endah } = PEOPLE;

interface Given {
  readonly whatsapp?: string | null;
  readonly stoppedAt?: Date | null;
}
function office({ whatsapp = PHONE, ...given }: Given = {}) {
  const { did, note } = noteBook();
  const documents = keptDocuments();
  const record = {
    ...{ applicationNumber: NUMBER, state: 'examination', submittedAt: NOW, pinGeneration: 2, whatsapp },
    application: sampleApplication(),
  };
  const tables = {
    cases: {
      ofApplicant: (nik: string) => (did.push(['looked for', nik]), Promise.resolve([record])),
      get: () => Promise.resolve(record),
      lock: (number: string) => (did.push(['locked', number]), Promise.resolve(record)),
      change: note('case'),
    },
    people: { roster: () => Promise.resolve({ people: Object.values(PEOPLE), delegations: [], absences: [] }) },
    conversations: { find: (phone: string) => Promise.resolve(phone === PHONE ? given : undefined) },
    messages: {
      add: ({ content, ...message }: { content: string }, rank: number) => {
        did.push(['message', { ...message, text: (documents.read(content) as { text: string }).text }, rank]);
        return Promise.resolve();
      },
    },
    journal: { write: note('journal') },
  };
  const needs = {
    store: { ...tables, transaction: (work: (own: typeof tables) => Promise<unknown>) => work(tables) },
    settings: { linkKey: KEY },
    documents,
    languages: LANGUAGES,
    now: () => NOW,
  };
  return { did, needs: needs as never };
}
const journal = (actor: string, event: string, detail: object, applicationNumber: string | null = null) => [
  'journal',
  { applicationNumber, actor, event, step: null, detail },
];

describe('At the counter', () => {
  it('stands who enters and who prints, and nobody else', async () => {
    for (const officer of [sri, rini]) {
      const { did, needs } = office();
      expect(await openCounter(needs)(officer.username)).to.include({ username: officer.username });
      expect(did).to.deep.equal([]);
    }
    for (const [asked, attempt] of [
      ['counter-searched', (needs: never) => openCounter(needs)(endah.username)],
      ['counter-searched', (needs: never) => findAtCounter(needs)(endah.username, NIK)],
      [
        'pin-renewed',
        (needs: never) => renewPin(needs)(endah.username, { applicationNumber: NUMBER, nik: NIK, hasSeenCard: true }),
      ],
    ] as const) {
      const { did, needs } = office();
      expect(await answerOf(attempt(needs))).to.equal('WRONG_ROLE');
      expect(did).to.deep.equal([journal(endah.username, 'view-refused', { asked, because: 'WRONG_ROLE' })]);
    }
  });

  describe('the cases of who stands there', () => {
    it('are found by the NIK on the KTP-el, as it is printed: number, day and state; the journal holds no NIK', async () => {
      const { did, needs } = office();
      expect(await findAtCounter(needs)(sri.username, '3402 1552-0385.0002')).to.deep.equal([
        { applicationNumber: NUMBER, state: 'examination', submittedAt: NOW },
      ]);
      expect(did).to.deep.equal([['looked for', NIK], journal(sri.username, 'counter-searched', { found: [NUMBER] })]);
    });

    it('are not looked for by less, or more, than a NIK', async () => {
      for (const nik of ['', NIK.slice(1), `${NIK}0`]) {
        const { did, needs } = office();
        expect(await answerOf(findAtCounter(needs)(sri.username, nik)), nik).to.contain('16 angka');
        expect(did).to.deep.equal([]);
      }
    });
  });

  describe('a new PIN', () => {
    const renews = async (change: object = {}, given: Given = {}) => {
      const { did, needs } = office(given);
      const wish = { applicationNumber: NUMBER, nik: NIK, hasSeenCard: true, ...change };
      return { answer: await answerOf(renewPin(needs)(rini.username, wish)), did };
    };

    it('makes the old one void; the journal holds who gave it and how often, not the PIN', async () => {
      expect(await renews({ nik: '3402 1552 0385 0002' })).to.deep.equal({
        answer: pinOf(NUMBER, KEY, 3),
        did: [
          ['locked', NUMBER],
          ['case', NUMBER, { pinGeneration: 3 }],
          [
            'message',
            {
              ...{ applicationNumber: NUMBER, direction: 'out', purpose: 'notice', sid: null, status: 'waiting' },
              ...{ errorCode: null, phone: PHONE, author: rini.username, at: NOW, nextTryAt: NOW },
              text: `PIN permohonan ${NUMBER} diganti di loket pada 27 November pukul 10.00 WIB; PIN lama tidak berlaku lagi. Bila bukan Anda yang meminta, balas pesan ini atau datang ke loket Disdukcapil dengan membawa KTP-el.`,
            },
            -1,
          ],
          journal(rini.username, 'pin-renewed', { times: 3, seen: 'ktp-el', told: true }, NUMBER),
        ],
      });
    });

    it('is told to nobody where there is no phone, or its owner asked us to stop', async () => {
      for (const given of [{ whatsapp: null }, { stoppedAt: NOW }]) {
        const { did } = await renews({}, given);
        expect(did.map(([what]) => what)).to.deep.equal(['locked', 'case', 'journal']);
        expect(did.at(-1)).to.deep.equal(
          journal(rini.username, 'pin-renewed', { times: 3, seen: 'ktp-el', told: false }, NUMBER),
        );
      }
    });

    it('is given once the KTP-el of the applicant was looked at', async () => {
      const unseen = await renews({ hasSeenCard: false });
      expect(unseen.answer).to.contain('Cocokkan dahulu');
      expect(unseen.did).to.deep.equal([]);
      const other = await renews({ nik: '3402151708820001' });
      expect(other.answer).to.contain('bukan NIK pemohon');
      expect(other.did).to.deep.equal([['locked', NUMBER]]);
    });
  });

  it('and in the talk with applicants, this is what officers can do', () => {
    const cases = createTalkCases(office().needs);
    expect(Object.entries(cases).map(([name, work]) => [name, typeof work])).to.deep.equal(
      [
        ...['inbox', 'inboxCount', 'conversation', 'messageFile', 'answer', 'answerUnassigned', 'assignMessage'],
        ...['settleMessage', 'continueCase', 'counter', 'findAtCounter', 'renewPin'],
      ].map((name) => [name, 'function']),
    );
  });
});
