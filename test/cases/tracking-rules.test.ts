import { expect } from 'chai';
import { NotYourCase } from '../../src/cases/not-possible.ts';
import type { PinGuard } from '../../src/cases/pin-guard.ts';
import { trackApplication } from '../../src/cases/track-application.ts';
import type { TrackedMessage } from '../../src/cases/tracked-messages.ts';
import { trackingOf } from '../../src/cases/tracking.ts';
import { checkApplication } from '../../src/domain/check-application.ts';
import { CASE_STATES, type CaseState } from '../../src/domain/case-state.ts';
import { DEFAULT_OFFICE_RULES } from '../../src/domain/events/office-rules.ts';
import type { Language } from '../../src/domain/language/language.ts';
import type { CaseRecord, DecisionRecord, JournalRow } from '../../src/store/store.ts';
import { ENTRIES, applicationOf } from '../domain/events/golden-applications.ts';
import { cardFrom, goldenCases } from '../domain/events/golden-case.ts';
import { sampleApplication } from '../domain/sample-application.ts';
import { INDONESIAN } from '../languages.ts';

const NUMBER = 'KK-261127-ABCDEF';
const AT = (minute: number) => new Date(Date.parse('2026-11-27T03:00:00Z') + minute * 60_000);
/** Says the key in place of its text. */
const KEYS: Language = {
  ...INDONESIAN,
  tracking: (...said: readonly unknown[]) => String(said[0]),
  translate: (text) => `[${text}]`,
};
const NIK = '3402155203850002';
const EVENTS = [
  { event: 'pendidikan', data: { changes: [{ person: NIK, from: 'SLTA/SEDERAJAT', to: 'DIPLOMA IV/STRATA I' }] } },
];
/** A child was born. */
const BIRTH = goldenCases().find((one) => one.case === '15')!;

const record = (change: object = {}) =>
  ({
    ...{ applicationNumber: NUMBER, state: 'submitted', submittedAt: AT(0), application: sampleApplication() },
    ...{ reason: 'perubahan-data', missingDocuments: [], ktpAffected: false, signedSha256: null, amendedSha256: null },
    ...{ pinGeneration: 0, whatsapp: '+6281234567890' },
    ...change,
  }) as unknown as CaseRecord;
const decided = (step: number, answer: object, minute = 0, change: object = {}) =>
  ({
    ...{ step, answer, decidedAt: AT(minute), refusedBecause: null, takenBackAt: null },
    ...change,
  }) as unknown as DecisionRecord;
const entry = (step: number | null, event: string, minute = 0) =>
  ({ step, event, at: AT(minute), detail: {} }) as unknown as JournalRow;

interface Given {
  readonly record?: object;
  readonly journal?: readonly JournalRow[];
  readonly decisions?: readonly DecisionRecord[];
  readonly options?: Partial<Parameters<typeof trackingOf>[3]>;
}
const tracks = ({ record: change = {}, journal = [], decisions = [], options = {} }: Given) =>
  trackingOf(record(change), journal, decisions, {
    ...{ application: sampleApplication(), instead: new Map(), notices: [], language: KEYS },
    ...{ mayWithdraw: false, isWithdrawing: false, messages: [] },
    ...options,
  });

describe('A step that the applicant sees', () => {
  const taken = (given: Given) =>
    tracks({ ...given, record: { state: 'archived', ...given.record } })
      .steps.filter(({ status }) => status === 'done')
      .map(({ step }) => step);

  it('is named in the language of the case, with the minutes of the SOP', () => {
    const { steps } = tracks({});
    expect(steps.map(({ title }) => title)).to.deep.equal([1, 2, 3, 4, 5, 6, 7, 8, 9, 10].map((n) => `step.${n}`));
    expect(steps.map(({ minutes }) => minutes)).to.deep.equal([3, 1, 5, 1, 1, 1, 1, 1, 0, 1]);
  });

  it('is the one that is worked on in each state, and none once the case has ended', () => {
    const current = (state: CaseState) => tracks({ record: { state } }).steps.find((one) => one.status === 'current');
    expect(CASE_STATES.map((state) => [state, current(state)?.step])).to.deep.equal([
      ['submitted', 2],
      ['examination', 3],
      ['waiting-for-applicant', 3],
      ['drafting', 4],
      ['verification', 5],
      ['signing', 7],
      ['delivery', 8],
      ['delivered', 10],
      ['archived', undefined],
      ['closed', undefined],
      ['withdrawn', undefined],
      ['refused', undefined],
    ]);
  });

  it('waits behind the one that is worked on', () => {
    expect(tracks({}).steps.map(({ status }) => status)).to.deep.equal([
      ...['done', 'current'],
      ...Array<string>(8).fill('waiting'),
    ]);
  });

  it('is done by the decision that let the case go on', () => {
    expect(taken({}), 'the first by the application itself').to.deep.equal([1]);
    for (const [decision, steps] of [
      [decided(2, {}), [1, 2]],
      [decided(3, { examination: 'complete' }), [1, 3]],
      [decided(3, { examination: 'incomplete' }), [1]],
      [decided(5, { verification: 'valid' }), [1, 5, 6]],
      [decided(5, { verification: 'invalid' }), [1]],
      [decided(8, { handOver: 'handed-over' }), [1, 8, 9]],
      [decided(8, { handOver: 'not-there' }), [1]],
      [decided(4, { printRequest: 'requested' }), [1]],
      [decided(7, { signing: 'approved' }), [1]],
      [decided(8, { examination: 'complete', verification: 'valid' }), [1]],
      [decided(2, { examination: 'complete', verification: 'valid', handOver: 'handed-over' }), [1, 2]],
    ] as const)
      expect(taken({ decisions: [decision] }), `${decision.step} ${JSON.stringify(decision.answer)}`).to.deep.equal(
        steps,
      );
  });

  it('is not done by a decision that was refused or taken back', () => {
    for (const gone of [{ refusedBecause: 'FOUR_EYES' }, { takenBackAt: AT(1) }])
      expect(taken({ decisions: [decided(2, {}, 0, gone)] })).to.deep.equal([1]);
  });

  it('is done by the entry of its effect in the journal, and by nothing else that happened at it', () => {
    for (const [step, event] of [
      [4, 'draft-rendered'],
      [7, 'card-signed'],
      [8, 'message-sent'],
      [9, 'card-received'],
      [10, 'case-archived'],
    ] as const) {
      expect(taken({ journal: [entry(step, event)] }), event).to.deep.equal([1, step]);
      expect(taken({ journal: [entry(null, event)] }), event).to.deep.equal([1]);
      expect(taken({ journal: [entry(step, 'step-late')] }), event).to.deep.equal([1]);
    }
    for (const step of [2, 3, 5, 6])
      expect(taken({ journal: [entry(step, 'card-signed')] }), `step ${step}`).to.deep.equal([1]);
  });

  it('of Kasi/Kabid or the head is done by a card that was signed in SIAK', () => {
    const journal = [5, 6, 7].map((step) => entry(step, 'done-in-siak'));
    expect(taken({ journal })).to.deep.equal([1, 5, 6, 7]);
  });

  it('is done at the newest of its times, and shows none before it', () => {
    const opened = [decided(2, {}, 30), decided(2, {}, 10)];
    const at = (state: CaseState) => tracks({ record: { state }, decisions: opened }).steps.map((one) => one.at);
    expect(at('drafting').slice(0, 3)).to.deep.equal([AT(0).toISOString(), AT(30).toISOString(), null]);
    expect(at('submitted').slice(0, 2), 'it is worked on again').to.deep.equal([AT(0).toISOString(), null]);
  });

  it('of a case that ended early is done where it was taken, also behind where the case stood', () => {
    const decisions = [decided(2, {}), decided(5, { verification: 'valid' })];
    for (const state of ['withdrawn', 'closed', 'refused'])
      expect(taken({ record: { state }, decisions }), state).to.deep.equal([1, 2, 5, 6]);
    expect(taken({ record: { state: 'examination' }, decisions })).to.deep.equal([1, 2]);
  });
});

describe('What an applicant is told to do', () => {
  const todo = (change: object, options: Given['options'] = {}) => tracks({ record: change, options }).todo;
  const REVOKED = { reason: 'Nama ibu keliru.' };

  it('follows from where the case stands', () => {
    const papers = { missingDocuments: ['ijazah'] };
    expect(CASE_STATES.map((state) => [state, todo({ state, ...papers })])).to.deep.equal([
      ['submitted', null],
      ['examination', null],
      ['waiting-for-applicant', 'todo.send-papers'],
      ['drafting', null],
      ['verification', null],
      ['signing', null],
      ['delivery', 'todo.download'],
      ['delivered', 'todo.print-and-hand-in'],
      ['archived', 'todo.print-and-hand-in'],
      ['closed', 'todo.apply-once-more'],
      ['withdrawn', null],
      ['refused', 'todo.apply-again'],
    ]);
  });

  it('is to answer where no paper is asked for by its name', () => {
    expect(todo({ state: 'waiting-for-applicant' })).to.equal('todo.answer');
  });

  it('is not to hand in a card that was lost', () => {
    for (const state of ['delivered', 'archived'])
      expect(todo({ state, reason: 'hilang' }), state).to.equal('todo.print');
    expect(todo({ state: 'delivery', reason: 'hilang' })).to.equal('todo.download');
    expect(todo({ state: 'delivered', reason: 'rusak' })).to.equal('todo.print-and-hand-in');
    expect(tracks({ record: { reason: 'hilang' } }).isLostCard).to.equal(true);
    expect(tracks({}).isLostCard).to.equal(false);
  });

  it('is to wait while it is being withdrawn, and to use no card that was taken back', () => {
    expect(todo({ state: 'waiting-for-applicant' }, { isWithdrawing: true })).to.equal('todo.withdrawing');
    expect(todo({ state: 'delivered' }, { revoked: REVOKED })).to.equal('todo.card-revoked');
  });
});

describe('Of the case, the applicant sees', () => {
  it('what it is about, since when, whether the KTP-el changes, and in which language', () => {
    const { applicationNumber, about, state, submittedAt, ktpAffected, language } = tracks({
      record: { ktpAffected: true },
    });
    expect({ applicationNumber, about, state, submittedAt, ktpAffected, language }).to.deep.equal({
      ...{ applicationNumber: NUMBER, about: 'pendidikan', state: 'submitted', submittedAt: AT(0).toISOString() },
      ...{ ktpAffected: true, language: 'id' },
    });
  });

  it('which papers lack, and what may be sent instead, while an officer waits for them', () => {
    const missing = (state: CaseState) =>
      tracks({
        record: { state, missingDocuments: ['ijazah', 'f-1-02'] },
        options: { instead: new Map([['f-1-02', ['kk-lama']]]) },
      }).missingDocuments;
    expect(missing('waiting-for-applicant')).to.deep.equal([
      { code: 'ijazah', label: 'Ijazah terakhir', instead: [] },
      {
        code: 'f-1-02',
        label: 'Formulir Pendaftaran (F-1.02), sudah ditandatangani',
        instead: [{ code: 'kk-lama', label: 'Kartu Keluarga lama' }],
      },
    ]);
    expect(missing('examination')).to.deep.equal([]);
  });

  it('the officer’s words: of the newest request while it waits, of the refusal once it is refused', () => {
    const decisions = [
      decided(3, { examination: 'refused', note: 'Bukan warga Bantul.' }),
      decided(3, { examination: 'incomplete', note: 'Ijazah buram.' }),
    ];
    const note = (state: CaseState, given: readonly DecisionRecord[] = decisions) =>
      tracks({ record: { state }, decisions: given }).note;
    expect(note('waiting-for-applicant')).to.equal('Ijazah buram.');
    expect(note('refused')).to.equal('Bukan warga Bantul.');
    expect(note('examination')).to.equal(null);
    for (const words of [{ note: '' }, {}, { note: 7 }])
      expect(note('waiting-for-applicant', [decided(3, { examination: 'incomplete', ...words })])).to.equal(null);
    expect(note('waiting-for-applicant', [])).to.equal(null);
  });

  it('whether the card is there, and why it was taken back', () => {
    const signed = { signedSha256: 'signed', state: 'waiting-for-applicant' };
    const revoked = { reason: 'Nama ibu keliru.' };
    const decisions = [decided(3, { examination: 'incomplete', note: 'Ijazah buram.' })];
    expect(tracks({ record: signed })).to.include({ cardReady: true, cardRevoked: false });
    expect(tracks({})).to.include({ cardReady: false, cardRevoked: false });
    expect(tracks({ record: signed, decisions, options: { revoked } })).to.include({
      ...{ cardReady: false, cardRevoked: true, note: 'Nama ibu keliru.' },
    });
  });

  it('that the answers to the questions of the events can be corrected, while an officer waits', () => {
    const may = (state: CaseState, events?: object) =>
      tracks({ record: { state, application: { ...sampleApplication(), events } } }).mayAmend;
    expect(may('waiting-for-applicant', EVENTS)).to.equal(true);
    expect(may('examination', EVENTS)).to.equal(false);
    expect(may('waiting-for-applicant')).to.equal(false);
  });

  it('that their number fails, while the case runs', () => {
    const message = (delivery: TrackedMessage['delivery']) =>
      ({ by: 'office', delivery, text: '', at: '', deliveredAt: null, readAt: null }) as const;
    const fails = (state: CaseState, delivery: TrackedMessage['delivery']) =>
      tracks({ record: { state }, options: { messages: [message(delivery)] } }).numberFails;
    expect(fails('examination', 'failed')).to.equal(true);
    expect(fails('examination', 'delivered')).to.equal(false);
    expect(fails('closed', 'failed')).to.equal(false);
  });

  it('that they have said how they found the service', () => {
    expect(tracks({ journal: [entry(null, 'case-archived'), entry(null, 'survey-answered')] })).to.include({
      surveyAnswered: true,
    });
    expect(tracks({ journal: [entry(null, 'case-archived')] })).to.include({ surveyAnswered: false });
  });
});

describe('The tracking page', () => {
  interface Kept {
    readonly record?: object;
    /** Whatever document is asked for. */
    readonly document?: object;
    readonly decisions?: readonly DecisionRecord[];
    readonly outbox?: readonly object[];
    readonly revocation?: object;
    readonly waits?: object;
  }
  async function opens(kept: Kept = {}, pin = '123456') {
    const asked: unknown[] = [];
    const guard = {
      check: (...args: unknown[]) => {
        asked.push(args);
        return args[1] === '123456' ? Promise.resolve() : Promise.reject(new NotYourCase());
      },
    } as unknown as PinGuard;
    const own = record(kept.record);
    const of = (rows: readonly unknown[]) => (number: string) => Promise.resolve(number === NUMBER ? rows : []);
    const needs = {
      store: {
        cases: { find: () => Promise.resolve(own) },
        journal: { of: of([entry(4, 'survey-answered')]) },
        decisions: { of: of(kept.decisions ?? []) },
        outbox: { of: of(kept.outbox ?? []) },
        revocations: { newest: () => Promise.resolve(kept.revocation) },
        inquiries: { unattendedCase: () => Promise.resolve(kept.waits) },
        messages: {
          of: of([
            {
              ...{ direction: 'out', purpose: 'received', type: 'text', status: 'sent', phone: null, content: null },
              ...{ at: AT(1), deliveredAt: null, readAt: null },
            },
          ]),
        },
      },
      documents: { get: () => Promise.resolve(Buffer.from(JSON.stringify(kept.document))) },
      languages: { of: (code: string | undefined) => ({ ...KEYS, code: code ?? 'id' }) },
      settings: { terms: { serviceMinutes: 15 }, officeRules: DEFAULT_OFFICE_RULES },
      now: () => AT(60),
    } as unknown as Parameters<typeof trackApplication>[0];
    const work = trackApplication(needs, guard)(NUMBER, pin, '10.0.0.1');
    return { asked, seen: await work.catch((error: unknown) => error as Error) };
  }
  const seen = async (kept: Kept = {}) => {
    const { seen: tracking } = await opens(kept);
    if (tracking instanceof Error) throw tracking;
    return tracking;
  };

  it('is for who has number and PIN', async () => {
    const { asked, seen: tracking } = await opens();
    expect(asked).to.deep.equal([[NUMBER, '123456', 0, '10.0.0.1']]);
    expect(tracking).to.deep.include({ applicationNumber: NUMBER, surveyAnswered: true, delay: null });
    expect((await opens({}, '000000')).seen).to.be.instanceOf(NotYourCase);
  });

  it('is in the language of the case, with its messages', async () => {
    const application = { ...sampleApplication(), language: 'jv' };
    const { language, messages } = await seen({ record: { application } });
    expect(language).to.equal('jv');
    expect(messages.map(({ text }) => text)).to.deep.equal(['sent.received']);
  });

  it('tells of what the applicant corrected last', async () => {
    const amended = { ...sampleApplication(), events: EVENTS, changes: [] };
    const record = { amendedSha256: 'amended', application: sampleApplication({ reason: 'hilang', changes: [] }) };
    expect((await seen({ record, document: amended })).about).to.equal('pendidikan');
  });

  it('says what may be sent instead of a paper that lacks', async () => {
    const checked = checkApplication(applicationOf(BIRTH, ENTRIES['15']!.first), '2026-11-27');
    const application = checked.ok ? checked.application : undefined;
    const waits = { state: 'waiting-for-applicant', application, missingDocuments: ['akta-kelahiran', 'lainnya'] };
    expect(
      (await seen({ record: waits })).missingDocuments.map(({ code, instead }) => [
        code,
        instead.map((one) => one.code),
      ]),
    ).to.deep.equal([
      ['akta-kelahiran', ['surat-kelahiran', 'f-2-03']],
      ['lainnya', []],
    ]);
  });

  it('says with the card what follows from the events, in the language of the case', async () => {
    const { applicant, events } = applicationOf(BIRTH, ENTRIES['15']!.first);
    const born = {
      ...{ application: { ...sampleApplication(), applicant, events }, state: 'delivery', amendedSha256: null },
      ...{ cardsBeforeSha256: 'cards' },
    };
    const before = { read: true, readOn: BIRTH.today, cards: BIRTH.before.cards.map(cardFrom) };
    const signed = { ...born, signedSha256: 'signed' };
    const told = BIRTH.expected.notices.slice(3);
    expect(told[0]).to.match(/^NIK anak Anda tercantum pada KK baru/);
    expect((await seen({ record: signed, document: before })).notices).to.deep.equal(told.map((text) => `[${text}]`));
    expect((await seen({ record: born, document: before })).notices, 'no card yet').to.deep.equal([]);
    const revocation = { outcome: 'revoked', reason: 'Nama keliru.' };
    expect((await seen({ record: signed, document: before, revocation })).notices).to.deep.equal([]);
    const elements = { application: sampleApplication(), signedSha256: 'signed' };
    expect((await seen({ record: elements })).notices, 'no events').to.deep.equal([]);
    expect((await seen({ record: { ...signed, cardsBeforeSha256: null } })).notices, 'nothing was read').to.deep.equal(
      [],
    );
  });

  it('offers to withdraw until the head has approved, or it is being withdrawn', async () => {
    const withdrawn = { name: 'application-withdrawn', voidAt: null };
    expect(await seen()).to.deep.include({ mayWithdraw: true, todo: null });
    expect(await seen({ record: { state: 'delivery' } })).to.deep.include({ mayWithdraw: false });
    expect(await seen({ decisions: [decided(7, { signing: 'approved' })] })).to.deep.include({ mayWithdraw: false });
    expect(await seen({ outbox: [{ name: 'completion-received', voidAt: null }, withdrawn] })).to.deep.include({
      ...{ mayWithdraw: false, todo: 'todo.withdrawing' },
    });
    for (const other of [
      { ...withdrawn, voidAt: AT(2) },
      { ...withdrawn, name: 'completion-received' },
    ])
      expect(await seen({ outbox: [other] })).to.deep.include({ mayWithdraw: true, todo: null });
    expect(
      await seen({ record: { state: 'delivered' }, outbox: [withdrawn] }),
      'an old wish to withdraw is no wish of now',
    ).to.deep.include({ mayWithdraw: false, todo: 'todo.print-and-hand-in' });
  });

  it('says that a service is away, and that the card was taken back', async () => {
    const waits = { since: AT(0), state: 'signing', takenUpAt: AT(0), lastEvent: null };
    expect((await seen({ waits })).delay).to.match(/^delay\./);
    expect(await seen({ revocation: { outcome: 'revoked', reason: 'Nama keliru.' } })).to.deep.include({
      ...{ cardRevoked: true, note: 'Nama keliru.' },
    });
  });
});
