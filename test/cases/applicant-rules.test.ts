import { expect } from 'chai';
import { chooseLanguage } from '../../src/cases/choose-language.ts';
import { downloadCard } from '../../src/cases/download-card.ts';
import { findReceipt } from '../../src/cases/find-receipt.ts';
import { NotYourCase } from '../../src/cases/not-possible.ts';
import { noteDelay } from '../../src/cases/note-delay.ts';
import { noteReceipt } from '../../src/cases/note-receipt.ts';
import { putReceipt } from '../../src/cases/put-receipt.ts';
import { viewOwnEvents } from '../../src/cases/view-own-events.ts';
import type { PinGuard } from '../../src/cases/pin-guard.ts';
import { pinOf } from '../../src/domain/application-number.ts';
import type { CaseRecord, Store } from '../../src/store/store.ts';
import { sampleApplication } from '../domain/sample-application.ts';
import { noteBook } from './noted.ts';

const KEY = Buffer.alloc(32, 9);
const NOW = new Date('2026-11-27T03:00:00Z');
const DAY_MS = 24 * 3_600_000;
const NUMBER = 'KK-261127-ABCDEF';
const PHONE = '+6281234567890';
const PIN = '123456';
const NIK = '3402155203850002';
const TOKEN = '0123456789abcdef0123456789abcdef';
const EVENTS = [{ event: 'bayi-lahir' }];

interface Given {
  readonly record?: Partial<CaseRecord>;
  readonly application?: object;
  readonly amended?: object;
}
function office(given: Given = {}) {
  const { did, note } = noteBook();
  const asked: unknown[][] = [];
  const record = {
    ...{ applicationNumber: NUMBER, state: 'delivery', signedSha256: 'signed', pinGeneration: 0, submittedAt: NOW },
    ...{ amendedSha256: null, application: { ...sampleApplication(), ...given.application } },
    ...given.record,
  } as unknown as CaseRecord;
  const find = (number: string) => Promise.resolve(number === NUMBER ? record : undefined);
  const tables = {
    cases: {
      ...{ find, get: find, lock: find, change: note('case') },
      byIdempotencyKey: (key: string) => {
        asked.push(['key', key]);
        return Promise.resolve(key === TOKEN ? record : undefined);
      },
    },
    revocations: { newest: () => Promise.resolve(undefined) },
    journal: { write: note('journal') },
    messages: { add: note('message') },
    outbox: { put: note('outbox'), taken: () => Promise.resolve() },
  };
  const guard = {
    check: (...args: unknown[]) => {
      asked.push(['pin', ...args]);
      return args[1] === PIN ? Promise.resolve() : Promise.reject(new NotYourCase());
    },
  } as unknown as PinGuard;
  const needs = {
    store: { ...tables, transaction: (work: (own: typeof tables) => Promise<unknown>) => work(tables) },
    documents: {
      get: (sha256: string) =>
        Promise.resolve(Buffer.from(sha256 === 'amended' ? JSON.stringify(given.amended) : sha256)),
    },
    engine: { correlate: () => Promise.resolve('taken') },
    logger: { warn: () => undefined },
    settings: { linkKey: KEY },
    languages: {
      offered: [{ code: 'id' }, { code: 'jv' }],
      of: (code: string | undefined) => ({ code: code ?? 'id' }),
    },
    now: () => NOW,
  };
  return { did, asked, guard, tables: tables as unknown as Store, needs: needs as never };
}
const row = (event: string, step: number | null, detail: object, actor = 'pemohon') => [
  'journal',
  { applicationNumber: NUMBER, actor, event, step, detail },
];
const answerOf = (work: Promise<unknown>) =>
  work.catch((error: unknown) => (error as { remedy?: string }).remedy ?? (error as Error).name);

describe('The receipt of an application', () => {
  it('is written once, in the name of the program, for the number of the case', async () => {
    const { did, tables } = office();
    await putReceipt(tables, { applicationNumber: NUMBER, whatsapp: PHONE }, NOW);
    await putReceipt(tables, { applicationNumber: NUMBER, whatsapp: PHONE }, NOW, ':2');
    const receipt = (once: string) => [
      'message',
      {
        ...{ applicationNumber: NUMBER, direction: 'out', purpose: 'received', sid: null, status: 'waiting' },
        ...{ errorCode: null, once, phone: PHONE, author: 'sistem', at: NOW, nextTryAt: NOW },
      },
      -1,
    ];
    expect(did).to.deep.equal([receipt(`received:${NUMBER}`), receipt(`received:${NUMBER}:2`)]);
  });

  describe('whose answer never arrived', () => {
    const find = async (given: Given = {}, key = TOKEN, nik = NIK) => {
      const { needs, asked } = office(given);
      return { answer: await answerOf(findReceipt(needs)(key, nik)), asked };
    };
    const found = { applicationNumber: NUMBER, pin: pinOf(NUMBER, KEY, 0) };
    const nobody = 'NotYourCase';

    it('is found by its random key and the applicant’s NIK, for a week', async () => {
      expect((await find()).answer).to.deep.equal(found);
      const ago = (ms: number) => ({ record: { submittedAt: new Date(NOW.getTime() - ms) } });
      expect((await find(ago(7 * DAY_MS))).answer).to.deep.equal(found);
      expect((await find(ago(7 * DAY_MS + 1))).answer).to.equal(nobody);
    });

    it('is nobody else’s, and void after a new PIN was given', async () => {
      expect((await find({}, TOKEN, '3402151708820001')).answer).to.equal(nobody);
      expect((await find({ record: { pinGeneration: 1 } })).answer).to.equal(nobody);
      expect((await find({}, TOKEN.replace('0', '1'))).answer).to.equal(nobody);
    });

    it('is not looked for under a key that may have been guessed', async () => {
      for (const key of ['', 'antrian-1', TOKEN.slice(1), `${TOKEN}0`, ` ${TOKEN}`, TOKEN.toUpperCase()]) {
        const { answer, asked } = await find({}, key);
        expect([answer, asked], key).to.deep.equal([nobody, []]);
      }
    });
  });
});

describe('The signed card, in the hands of its owner', () => {
  it('is received by downloading it, with the PIN', async () => {
    const { needs, guard, did, asked } = office();
    expect(await downloadCard(needs, guard)(NUMBER, PIN, '10.0.0.1')).to.deep.equal(Buffer.from('signed'));
    expect(asked).to.deep.equal([['pin', NUMBER, PIN, 0, '10.0.0.1']]);
    expect(did.slice(0, 2)).to.deep.equal([
      ['case', NUMBER, { state: 'delivered' }],
      row('card-received', 9, { way: 'download' }),
    ]);
    const other = office();
    expect(await answerOf(downloadCard(other.needs, other.guard)(NUMBER, '000000'))).to.equal('NotYourCase');
    expect(other.did).to.deep.equal([]);
  });

  it('is received once; the process is told each time, which is harmless', async () => {
    for (const [state, changes] of [
      ['delivery', 2],
      ['delivered', 0],
      ['archived', 0],
    ] as const) {
      const { tables, did } = office({ record: { state } });
      expect(await noteReceipt(tables, NUMBER, 'whatsapp')).to.deep.equal({
        ...{ name: 'card-received', applicationNumber: NUMBER, messageId: `received:${NUMBER}`, about: null },
      });
      expect(did, state).to.have.length(changes + 1);
      expect(did.at(-1)![0]).to.equal('outbox');
    }
  });

  it('that is late is noted, and never interrupted', async () => {
    const { needs, did } = office();
    await noteDelay(needs)({ applicationNumber: NUMBER }, 5);
    expect(did).to.deep.equal([row('step-late', 5, {}, 'sistem')]);
  });
});

describe('The language of an application', () => {
  const chooses = async (code: string, given: Given = {}, pin = PIN) => {
    const { needs, guard, did, asked } = office(given);
    return { answer: await answerOf(chooseLanguage(needs, guard)(NUMBER, pin, code, '10.0.0.1')), did, asked };
  };

  it('is chosen by who has the PIN, and journalled', async () => {
    expect(await chooses('jv')).to.deep.equal({
      answer: undefined,
      asked: [['pin', NUMBER, PIN, 0, '10.0.0.1']],
      did: [['case', NUMBER, { language: 'jv' }], row('language-chosen', null, { language: 'jv' })],
    });
    const { answer, did } = await chooses('jv', {}, '000000');
    expect([answer, did]).to.deep.equal(['NotYourCase', []]);
  });

  it('stays where it is that already, or where the office does not offer it', async () => {
    expect(await chooses('id')).to.deep.include({ answer: undefined, did: [] });
    expect(await chooses('jv', { application: { language: 'jv' } })).to.deep.include({ did: [] });
    expect((await chooses('id', { application: { language: 'jv' } })).did).to.have.length(2);
    const { answer, did } = await chooses('su');
    expect(answer)
      .to.be.a('string')
      .and.match(/bahasa/i);
    expect(did).to.deep.equal([]);
  });
});

describe('What an applicant answered to the questions of the events', () => {
  const views = async (given: Given, pin = PIN) => {
    const { needs, guard, did } = office({ ...given, record: { state: 'waiting-for-applicant', ...given.record } });
    return { answer: await answerOf(viewOwnEvents(needs, guard)(NUMBER, pin)), did };
  };
  const child = { name: 'Putri', nik: '3402155507100003' };

  it('is shown with the people of the application, each once, and journalled', async () => {
    const application = {
      events: EVENTS,
      members: [],
      listed: [child, child, { name: 'Bayi', nik: '' }, { name: 'X' }],
    };
    expect(await views({ application })).to.deep.equal({
      answer: { events: EVENTS, people: [{ name: 'Wening Prameswari', nik: NIK }, child] },
      did: [row('application-shown-to-applicant', 3, {})],
    });
  });

  it('is what they completed last', async () => {
    const amended = { ...sampleApplication(), events: [{ event: 'menikah' }] };
    const { answer } = await views({ application: { events: EVENTS }, amended, record: { amendedSha256: 'amended' } });
    expect(answer).to.deep.include({ events: amended.events });
  });

  it('is shown while an officer waits for it, of an application of events, with the PIN', async () => {
    const application = { events: EVENTS };
    for (const refused of [
      await views({ application, record: { state: 'examination' } }),
      await views({}),
      await views({ application }, '000000'),
    ]) {
      expect(refused.answer).to.be.a('string');
      expect(refused.did).to.deep.equal([]);
    }
  });
});
