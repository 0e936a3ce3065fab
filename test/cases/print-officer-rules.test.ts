import { expect } from 'chai';
import { correctNumber, mayCorrectNumber } from '../../src/cases/correct-number.ts';
import { draftAnswer, dropAnswerDraft } from '../../src/cases/draft-answer.ts';
import { recordOldCard, mayRecordOldCard } from '../../src/cases/deliveries/record-old-card.ts';
import { resendCard } from '../../src/cases/deliveries/resend-card.ts';
import { colleaguesFor, handOverCase } from '../../src/cases/hand-over-case.ts';
import type { CaseRecord, MessageRecord, WorkItem } from '../../src/store/store.ts';
import { LANGUAGES } from '../languages.ts';
import { sampleApplication } from '../domain/sample-application.ts';
import { keptDocuments } from './kept-documents.ts';
import { PEOPLE } from './office.ts';
import { noteBook } from './noted.ts';

const NOW = new Date('2026-11-27T03:00:00Z');
const ago = (minutes: number) => new Date(NOW.getTime() - minutes * 60_000);
const NUMBER = 'KK-261127-ABCDEF';
const PHONE = '+6281234567890';
const { sri, tono, endah, rini } = PEOPLE;
const record = (change: Partial<CaseRecord> = {}) =>
  ({
    ...{ applicationNumber: NUMBER, whatsapp: PHONE, state: 'archived', reason: 'perubahan-data' },
    ...{ signedSha256: 'signed', draftSha256: 'draft', entryOfficer: sri.username, siakWay: 'simulator' },
    ...change,
  }) as unknown as CaseRecord;
const task = (element: string, change: Partial<WorkItem> = {}) =>
  ({
    taskId: `${element}-1`,
    applicationNumber: NUMBER,
    element,
    assignee: null,
    endedAt: null,
    ...change,
  }) as WorkItem;

interface Given {
  readonly record?: Partial<CaseRecord>;
  readonly open?: readonly WorkItem[];
  readonly messages?: readonly Partial<MessageRecord>[];
  readonly stoppedAt?: Date | null;
  readonly revocation?: object;
  readonly isRecorded?: boolean;
  readonly absences?: readonly object[];
  readonly engineFails?: boolean;
}
const CARD: Partial<MessageRecord> = { direction: 'out', purpose: 'card', status: 'read', at: ago(60) };

function office(given: Given = {}) {
  const { did, note } = noteBook();
  const own = record(given.record);
  const find = (number: string) => Promise.resolve(number === NUMBER ? own : undefined);
  const open = given.open ?? [];
  const tables = {
    people: {
      roster: () => Promise.resolve({ people: Object.values(PEOPLE), delegations: [], absences: given.absences ?? [] }),
    },
    cases: { find, get: find, lock: find, change: note('case') },
    decisions: { of: () => Promise.resolve([]) },
    workList: {
      open: () => Promise.resolve(open),
      find: (taskId: string) => Promise.resolve(open.find((one) => one.taskId === taskId)),
    },
    messages: { of: () => Promise.resolve(given.messages ?? [CARD]), add: note('message') },
    conversations: {
      find: () => Promise.resolve('stoppedAt' in given ? { stoppedAt: given.stoppedAt } : undefined),
    },
    revocations: { newest: () => Promise.resolve(given.revocation) },
    oldCards: { record: note('old-card', given.isRecorded ?? true) },
    answerDrafts: { put: note('draft'), remove: note('dropped') },
    accounts: { find: () => Promise.resolve(undefined) },
    immigrationClaims: { of: () => Promise.resolve([]) },
    journal: { write: note('journal'), by: () => Promise.resolve([]) },
  };
  const logged: unknown[] = [];
  const needs = {
    store: { ...tables, transaction: (work: (all: typeof tables) => Promise<unknown>) => work(tables) },
    engine: {
      tasks: {
        assign: (...args: unknown[]) => {
          did.push(['assign', ...args]);
          return given.engineFails === true ? Promise.reject(new Error('away')) : Promise.resolve('assigned');
        },
      },
    },
    settings: {},
    documents: keptDocuments(),
    languages: LANGUAGES,
    logger: { warn: (...args: unknown[]) => void logged.push(args) },
    now: () => NOW,
  } as unknown as Parameters<typeof handOverCase>[0] &
    Parameters<typeof draftAnswer>[0] &
    Parameters<typeof correctNumber>[0];
  const acts = () => did.filter(([, row]) => !String((row as { event?: string }).event).endsWith('-viewed'));
  return { needs, did: acts, logged };
}
const row = (actor: string, event: string, step: number | null, detail: object) => [
  'journal',
  { applicationNumber: NUMBER, actor, event, step, detail },
];
const refused = (actor: string, asked: string, because: string) => row(actor, 'act-refused', null, { asked, because });

describe('Sending a card once more', () => {
  const resends = async (given: Given, who: string = rini.username, number = NUMBER) => {
    const { needs, did } = office(given);
    const why = await resendCard(needs)(who, number).then(
      () => 'sent',
      (error: unknown) => (error as { remedy?: string }).remedy ?? (error as { code: string }).code,
    );
    return { why, did: did() };
  };
  const nothing = async (given: Given) => {
    const { why, did } = await resends(given);
    expect(did).to.deep.equal([]);
    return why;
  };

  it('waits like every other message, for the number of now, in the name of the print officer', async () => {
    expect(await resends({})).to.deep.equal({
      why: 'sent',
      did: [
        [
          'message',
          {
            ...{ applicationNumber: NUMBER, direction: 'out', purpose: 'card', sid: null, status: 'waiting' },
            ...{ errorCode: null, phone: PHONE, author: rini.username, at: NOW, nextTryAt: NOW },
          },
          -1,
        ],
        row(rini.username, 'card-resent', 8, {}),
      ],
    });
  });

  it('is for the print officer alone, and for a case that is there', async () => {
    expect(await resends({}, sri.username)).to.deep.equal({
      why: 'WRONG_ROLE',
      did: [refused(sri.username, 'card-resent', 'WRONG_ROLE')],
    });
    expect(await resends({}, rini.username, 'KK-261127-ABCDEG')).to.deep.equal({ why: 'CASE_UNKNOWN', did: [] });
  });

  it('is not possible before it is signed, and not once it was taken back', async () => {
    expect(await nothing({ record: { signedSha256: null } })).to.contain('belum ditandatangani');
    expect(await nothing({ revocation: { outcome: 'revoked' } })).to.contain('sudah dicabut');
    expect((await resends({ revocation: { outcome: 'declined' } })).why).to.equal('sent');
  });

  it('is not possible to somebody without a number, or who asked us to stop', async () => {
    expect(await nothing({ record: { whatsapp: null } })).to.contain('tidak punya nomor');
    expect(await nothing({ stoppedAt: ago(1) })).to.contain('berhenti');
    expect((await resends({ stoppedAt: null })).why).to.equal('sent');
  });

  it('is done from the task, where there is one to hand it over', async () => {
    expect(await nothing({ open: [task('archive-it'), task('hand-over-card')] })).to.contain('Sampaikan KK');
    expect((await resends({ open: [task('verify-draft')] })).why).to.equal('sent');
  });

  it('needs a first sending, by us and of the card', async () => {
    const sentence = 'belum pernah dikirim';
    expect(await nothing({ messages: [] })).to.contain(sentence);
    expect(await nothing({ messages: [{ ...CARD, direction: 'in' }] })).to.contain(sentence);
    expect(await nothing({ messages: [{ ...CARD, purpose: 'received' }] })).to.contain(sentence);
  });

  it('waits five minutes after the last, unless that was given up', async () => {
    const last = (at: Date, status = 'sent') => ({ messages: [CARD, { ...CARD, at, status }] });
    expect(await nothing(last(ago(4.99)))).to.contain('baru saja dikirim');
    expect((await resends(last(ago(5)))).why).to.equal('sent');
    for (const status of ['failed', 'undelivered', 'canceled'])
      expect((await resends(last(ago(1), status))).why, status).to.equal('sent');
  });
});

describe('An old card that comes back', () => {
  const comes = async (given: Given, who: string = rini.username, number = NUMBER) => {
    const { needs, did } = office(given);
    const why = await recordOldCard(needs)(who, number).then(
      () => 'recorded',
      (error: unknown) => (error as { remedy?: string }).remedy ?? (error as { code: string }).code,
    );
    return { why, did: did() };
  };

  it('is written down once, by the print officer', async () => {
    const written = ['old-card', NUMBER, rini.username];
    expect(await comes({})).to.deep.equal({
      why: 'recorded',
      did: [written, row(rini.username, 'old-card-returned', 9, {})],
    });
    expect(await comes({ isRecorded: false }), 'a second click').to.deep.equal({ why: 'recorded', did: [written] });
    expect((await comes({ record: { reason: 'rusak' } })).why).to.equal('recorded');
  });

  it('is refused to everybody else, and journalled', async () => {
    expect(await comes({}, endah.username)).to.deep.equal({
      why: 'WRONG_ROLE',
      did: [refused(endah.username, 'old-card-returned', 'WRONG_ROLE')],
    });
  });

  it('is not expected before there is a new one, of a lost one, or of a new family', async () => {
    expect(await comes({}, rini.username, 'KK-261127-ABCDEG')).to.deep.equal({ why: 'CASE_UNKNOWN', did: [] });
    expect((await comes({ record: { signedSha256: null } })).why).to.contain('belum terbit');
    for (const reason of ['hilang', 'baru'] as const) {
      const { why, did } = await comes({ record: { reason } });
      expect(why, reason).to.contain('tidak ada KK lama');
      expect(did).to.deep.equal([]);
    }
  });

  it('is asked for on the page of whoever may take it', () => {
    const officer = (role: 'petugas-cetak' | 'kasi') => ({
      officer: { username: 'x', name: '', roles: [{ role, actingAs: null }], isAdmin: false },
    });
    expect(mayRecordOldCard(officer('petugas-cetak'), record())).to.equal(true);
    expect(mayRecordOldCard(officer('kasi'), record())).to.equal(false);
    expect(mayRecordOldCard(officer('petugas-cetak'), record({ signedSha256: null }))).to.equal(false);
    expect(mayRecordOldCard(officer('petugas-cetak'), record({ reason: 'hilang' }))).to.equal(false);
  });
});

describe('Giving a case to a colleague', () => {
  const ABSENT = { person: tono.username, validFrom: '2026-11-27', validTo: '2026-11-27' };
  const running = { signedSha256: null, state: 'examination' } as const;
  const gives = async (given: Given = {}, who: string = sri.username, to: string = tono.username) => {
    const { needs, did, logged } = office({ ...given, record: { ...running, ...given.record } });
    const why = await handOverCase(needs)(who, NUMBER, to).then(
      () => 'given',
      (error: unknown) => (error as { remedy?: string }).remedy ?? (error as { code: string }).code,
    );
    return { why, did: did(), logged };
  };
  const given = [
    ['case', NUMBER, { entryOfficer: tono.username }],
    row(sri.username, 'case-handed-over', 3, { to: tono.username }),
  ];

  it('makes it the colleague’s, with the tasks that go with the case and no other', async () => {
    const open = [
      task('examine-application', { assignee: sri.username }),
      task('verify-draft'),
      task('check-siak-entry'),
    ];
    const { why, did } = await gives({ open });
    expect(why).to.equal('given');
    expect(did).to.deep.equal([
      ...given,
      ['assign', 'examine-application-1', { from: sri.username, to: tono.username }],
    ]);
  });

  it('holds while the engine is away; the task is moved later', async () => {
    const { why, did, logged } = await gives({ open: [task('examine-application')], engineFails: true });
    expect(why).to.equal('given');
    expect(did.slice(0, 2)).to.deep.equal(given);
    expect(logged).to.deep.equal([
      [{ applicationNumber: NUMBER, error: 'Error' }, 'the open task of a handed-over case is moved later'],
    ]);
  });

  it('is for its entry officer alone, and journalled when tried', async () => {
    expect(await gives({ record: { draftSha256: 'draft' } }, endah.username)).to.deep.include({
      why: 'ASSIGNED_TO_ANOTHER',
      did: [refused(endah.username, 'case-handed-over', 'ASSIGNED_TO_ANOTHER')],
    });
  });

  it('is to an entry officer on duty, and while there is something to do', async () => {
    for (const to of [sri, rini, PEOPLE.budi, PEOPLE.adi]) {
      const { why, did } = await gives({}, sri.username, to.username);
      expect(why, to.username).to.contain('Pilih rekan');
      expect(did).to.deep.equal([]);
    }
    expect((await gives({ absences: [ABSENT] })).why).to.contain('Pilih rekan');
    expect((await gives({ record: { signedSha256: 'signed' } })).why).to.contain('Pilih rekan');
    expect((await gives({ record: { state: 'withdrawn' } })).why).to.contain('Pilih rekan');
  });

  it('offers those colleagues on the page', () => {
    const people = Object.values(PEOPLE);
    const offered = (change: Partial<CaseRecord>, absent: readonly string[] = []) =>
      colleaguesFor({ person: sri }, record({ ...running, ...change }), people, new Set(absent));
    const both = [tono, PEOPLE.dewi].map(({ username, name }) => ({ username, name }));
    expect(offered({})).to.deep.equal(both);
    expect(offered({}, [tono.username])).to.deep.equal(both.slice(1));
    expect(offered({ entryOfficer: tono.username })).to.deep.equal([]);
    expect(offered({ entryOfficer: null })).to.deep.equal([]);
    expect(offered({ state: 'archived' })).to.deep.equal([]);
    expect(offered({ signedSha256: 'signed' })).to.deep.equal([]);
    const left = { ...tono, active: false };
    expect(colleaguesFor({ person: sri }, record(running), [sri, left], new Set())).to.deep.equal([]);
  });
});

describe('An answer that is filled in and not yet given', () => {
  const item = task('verify-draft');
  const keeps = async (given: Given, who: string = endah.username, of: object = {}) => {
    const { needs, did } = office(given);
    const asked = { applicationNumber: NUMBER, task: item.taskId, ...of };
    const why = await draftAnswer(needs)(who, asked, { verification: 'valid' }).then(
      () => 'kept',
      (error: unknown) => (error as { code: string }).code,
    );
    return { why, did: did() };
  };

  it('is kept for whoever may decide the task, and not journalled', async () => {
    expect(await keeps({ open: [item] })).to.deep.equal({
      why: 'kept',
      did: [['draft', { officer: endah.username, task: item.taskId, answer: { verification: 'valid' } }]],
    });
    const { needs, did } = office();
    await dropAnswerDraft(needs)(endah.username, item.taskId);
    expect(did()).to.deep.equal([['dropped', endah.username, item.taskId]]);
  });

  it('is not kept for anybody else, which is journalled', async () => {
    expect(await keeps({ open: [item] }, rini.username)).to.deep.equal({
      why: 'WRONG_ROLE',
      did: [refused(rini.username, 'answer-drafted', 'WRONG_ROLE')],
    });
    const unknown = task('drink-coffee');
    const asked = await keeps({ open: [unknown] }, endah.username, { task: unknown.taskId });
    expect(asked, 'a task that nobody can judge').to.deep.equal({
      why: 'TASK_UNKNOWN',
      did: [refused(endah.username, 'answer-drafted', 'TASK_UNKNOWN')],
    });
  });

  it('is of an open task of this very case', async () => {
    for (const [given, of] of [
      [{}, {}],
      [{ open: [{ ...item, endedAt: NOW }] }, {}],
      [{ open: [item] }, { applicationNumber: 'KK-261127-ABCDEG' }],
    ] as const)
      expect(await keeps(given, endah.username, of)).to.deep.equal({ why: 'TASK_GONE', did: [] });
  });
});

describe('Correcting the number of an applicant', () => {
  const officer = (username: string, ...roles: ('petugas-entri' | 'petugas-cetak' | 'kasi')[]) => ({
    officer: { username, name: '', roles: roles.map((role) => ({ role, actingAs: null })), isAdmin: false },
  });
  const unsigned = { signedSha256: null, state: 'examination', application: sampleApplication() } as const;

  it('is for the entry officer of the case, and for the print officer once it is signed', () => {
    expect(mayCorrectNumber(officer(sri.username, 'petugas-entri'), record(unsigned))).to.equal(true);
    expect(mayCorrectNumber(officer(tono.username, 'petugas-entri'), record(unsigned))).to.equal(false);
    expect(mayCorrectNumber(officer(sri.username, 'kasi'), record(unsigned)), 'in another role').to.equal(false);
    expect(mayCorrectNumber(officer(rini.username, 'petugas-cetak'), record(unsigned))).to.equal(false);
    const onItsWay = record({ state: 'delivery' });
    expect(mayCorrectNumber(officer(rini.username, 'petugas-cetak'), onItsWay)).to.equal(true);
    expect(mayCorrectNumber(officer(endah.username, 'kasi'), onItsWay)).to.equal(false);
    expect(mayCorrectNumber(officer(rini.username, 'petugas-cetak'), record()), 'it is over').to.equal(false);
  });

  it('is refused to others who see the case, and journalled', async () => {
    const { needs, did } = office({ record: { signedSha256: null, state: 'verification' } });
    const code = await correctNumber(needs)(endah.username, NUMBER, '0812 9876 5432').catch(
      (error: unknown) => (error as { code: string }).code,
    );
    expect(code).to.equal('WRONG_ROLE');
    expect(did()).to.deep.equal([refused(endah.username, 'number-corrected', 'WRONG_ROLE')]);
  });

  it('takes the number as it was typed, with spaces around it', async () => {
    const { needs, did } = office({ record: unsigned });
    await correctNumber(needs)(sri.username, NUMBER, ' 0812 9876 5432\n');
    expect(did().map(([what, ...values]) => [what, ...(what === 'message' ? [] : values)])).to.deep.equal([
      ['case', NUMBER, { whatsapp: '+6281298765432' }],
      ['message'],
      row(sri.username, 'number-corrected', 3, { told: true }),
    ]);
    expect(did()[1]![1], 'to the number of before').to.include({ purpose: 'notice', phone: PHONE, sid: null });
  });
});
