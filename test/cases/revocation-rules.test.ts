import { expect } from 'chai';
import { requestRevocation } from '../../src/cases/revocations/request-revocation.ts';
import { declineRevocation, grantRevocation } from '../../src/cases/revocations/settle-revocation.ts';
import { listOwedCancellations, recordCancellation } from '../../src/cases/waiting/owed-cancellations.ts';
import { retryIncident, showState } from '../../src/cases/waiting/show-state.ts';
import { USUAL_CALENDAR } from '../../src/domain/office-calendar.ts';
import type { CaseRecord } from '../../src/store/store.ts';
import { LINK_KEY, PEOPLE } from './office.ts';
import { noteBook } from './noted.ts';

const NOW = new Date('2026-11-27T03:00:00Z');
const NUMBER = 'KK-261127-ABCDEF';
const PHONE = '+6281234567890';
const { sri, endah, agus, rini, dewi, adi } = PEOPLE;
const REASON = 'Akta kelahiran ternyata milik orang lain.';
const OPEN = { signedSha256: 'signed', requestedBy: endah.username, requestedAs: 'kasi', outcome: null };
const OWED = { key: 'k1', applicationNumber: NUMBER, siakReference: 'SIAK-7', entryOfficer: sri.username, since: NOW };
const INCIDENT = {
  ...{ id: 'i1', caseNumber: NUMBER, elementId: 'render-card', code: 'PRINTER_FAILED' },
  ...{ sentence: 'the printer does not answer', since: NOW },
};

interface Given {
  readonly record?: Partial<CaseRecord>;
  readonly newest?: object;
  readonly isTaken?: boolean;
  readonly stoppedAt?: Date | null;
  readonly owed?: readonly object[];
  readonly incidents?: readonly object[];
  readonly isRetried?: boolean;
  readonly engineFails?: boolean;
  readonly seen?: object;
}
function office(given: Given = {}) {
  const { did, note } = noteBook();
  const record = {
    ...{ applicationNumber: NUMBER, whatsapp: PHONE, state: 'archived', signedSha256: 'signed', draftSha256: 'draft' },
    ...{ entryOfficer: sri.username, siakWay: 'simulator', reason: 'perubahan-data' },
    ...given.record,
  } as unknown as CaseRecord;
  const people = Object.values(PEOPLE);
  const none = () => Promise.resolve([]);
  const tables = {
    cases: {
      get: () => Promise.resolve(record),
      lock: () => Promise.resolve(record),
      unfinished: none,
      findMany: none,
    },
    decisions: { of: none },
    subjects: { isAbout: () => Promise.resolve(false) },
    drafts: { find: () => Promise.resolve(undefined) },
    people: {
      roster: () => Promise.resolve({ people, delegations: [], absences: [] }),
      all: () => Promise.resolve(people),
      find: (username: string) => Promise.resolve(people.find((one) => one.username === username)),
    },
    revocations: {
      newest: () => Promise.resolve(given.newest),
      request: note('request', given.isTaken ?? true),
      settle: note('settle', given.isTaken ?? true),
    },
    conversations: { find: () => Promise.resolve('stoppedAt' in given ? { stoppedAt: given.stoppedAt } : undefined) },
    messages: { add: note('message') },
    effects: { settle: note('effect') },
    inquiries: {
      ...{ owedCancellations: () => Promise.resolve(given.owed ?? []), unattended: none, missingCopies: none },
    },
    workList: { open: none },
    workTies: { open: none, history: none, of: none },
    accounts: { all: none },
    outbox: { waiting: none },
    duties: { all: none },
    engineWatch: { newest: () => Promise.resolve(given.seen) },
    journal: { write: note('journal') },
  };
  const engine = {
    runningCases: () => (given.engineFails === true ? Promise.reject(new Error('away')) : Promise.resolve(new Set())),
    incidents: () => Promise.resolve(given.incidents ?? []),
    retry: note('retry', given.isRetried ?? true),
  };
  const needs = {
    store: { ...tables, transaction: (work: (own: typeof tables) => Promise<unknown>) => work(tables) },
    engine,
    settings: { linkKey: LINK_KEY, terms: { taskMinutes: 60, serviceMinutes: 15, superiorMinutes: 60 } },
    calendar: USUAL_CALENDAR,
    officeState: {
      health: () => Promise.resolve({ database: 'ok', archive: 'medium tidak ada' }),
      refusedModel: () => [{ sentence: 'x' }],
    },
    now: () => NOW,
  };
  return { needs: needs as never, acts: () => did };
}
const row = (actor: string, event: string, detail: object, step: number | null = null, of: string | null = NUMBER) => [
  'journal',
  { applicationNumber: of, actor, event, step, detail },
];
const answerOf = (work: Promise<unknown>): Promise<unknown> =>
  work.catch((error: unknown) => {
    const { remedy, code, message } = error as { remedy?: string; code?: string; message: string };
    return remedy ?? code ?? message;
  });

describe('Asking to take back a card', () => {
  const asks = async (who: string, words = REASON, given: Given = {}) => {
    const { needs, acts } = office(given);
    return { answer: await answerOf(requestRevocation(needs)(who, NUMBER, words)), did: acts() };
  };
  const requested = (who: string, as: string, reason = REASON) => [
    [
      'request',
      {
        ...{ applicationNumber: NUMBER, signedSha256: 'signed', reason, requestedBy: who, requestedAs: as },
        ...{ requestedAt: NOW },
      },
    ],
    row(who, 'card-revocation-requested', { signedSha256: 'signed', as }),
  ];

  it('is for Kasi/Kabid and head, with a reason; the journal holds who asked, and not the reason', async () => {
    expect(await asks(endah.username)).to.deep.equal({
      answer: undefined,
      did: requested(endah.username, 'kasi'),
    });
    expect((await asks(agus.username)).did).to.deep.equal(requested(agus.username, 'kepala-dinas'));
    for (const who of [sri.username, rini.username])
      expect(await asks(who), who).to.deep.include({
        answer: 'WRONG_ROLE',
        did: [row(who, 'act-refused', { asked: 'card-revocation-requested', because: 'WRONG_ROLE' })],
      });
  });

  it('is of a card that came to its applicant, and once', async () => {
    expect((await asks(endah.username, REASON, { record: { state: 'delivered' } })).answer).to.equal(undefined);
    for (const record of [{ state: 'delivery' as const }, { signedSha256: null }, { state: 'withdrawn' as const }]) {
      const { answer, did } = await asks(endah.username, REASON, { record });
      expect(answer).to.contain('belum sampai');
      expect(did).to.deep.equal([]);
    }
    const again = await asks(endah.username, REASON, { isTaken: false });
    expect(again.answer).to.contain('sudah diminta');
    expect(
      again.did.map(([what]) => what),
      'not journalled',
    ).to.deep.equal(['request']);
  });

  it('needs words that help the applicant, without numbers of people', async () => {
    for (const [words, sentence] of [
      ['x'.repeat(19), 'paling sedikit 20'],
      [`x${' '.repeat(30)}x`, 'paling sedikit 20'],
      ['x'.repeat(501), 'paling panjang 500'],
      ['NIK 3402151708820001 pada KK ini milik orang lain.', 'Jangan tulis NIK'],
    ] as const) {
      const { answer, did } = await asks(endah.username, words);
      expect(answer, words).to.contain(sentence);
      expect(did, words).to.deep.equal([]);
    }
    for (const words of ['x'.repeat(20), 'y'.repeat(500)])
      expect((await asks(endah.username, ` ${words}\n`)).did).to.deep.equal(requested(endah.username, 'kasi', words));
    expect((await asks(endah.username, 'Nama ayah   keliru,\n akta menyusul.')).did).to.deep.equal(
      requested(endah.username, 'kasi', 'Nama ayah keliru, akta menyusul.'),
    );
  });
});

describe('Answering who asked to take back a card', () => {
  type Act = typeof grantRevocation;
  const settles = async (act: Act, who: string, given: Given = {}) => {
    const { needs, acts } = office({ newest: OPEN, ...given });
    return { answer: await answerOf(act(needs)(who, NUMBER)), did: acts() };
  };
  const settled = (outcome: string, by: string) => ['settle', NUMBER, { outcome, settledBy: by, settledAt: NOW }];
  const MESSAGE = [
    'message',
    {
      ...{ applicationNumber: NUMBER, direction: 'out', purpose: 'revoked', sid: null, status: 'waiting' },
      ...{ errorCode: null, once: `revoked:${NUMBER}`, phone: PHONE, author: agus.username, at: NOW, nextTryAt: NOW },
    },
    -1,
  ];
  const granted = (told: boolean) =>
    row(agus.username, 'card-revoked', { signedSha256: 'signed', by: endah.username, told });

  it('the other of the two grants it: the card is void, and its applicant is told', async () => {
    expect(await settles(grantRevocation, agus.username)).to.deep.equal({
      answer: undefined,
      did: [settled('revoked', agus.username), MESSAGE, granted(true)],
    });
    const byHead = { ...OPEN, requestedBy: agus.username, requestedAs: 'kepala-dinas' };
    expect((await settles(grantRevocation, endah.username, { newest: byHead })).answer).to.equal(undefined);
  });

  it('nobody is told without a number, or who asked us to stop: the officers tell them', async () => {
    for (const given of [{ record: { whatsapp: null } }, { stoppedAt: NOW }])
      expect((await settles(grantRevocation, agus.username, given)).did).to.deep.equal([
        settled('revoked', agus.username),
        granted(false),
      ]);
    expect((await settles(grantRevocation, agus.username, { stoppedAt: null })).did).to.deep.include(MESSAGE);
  });

  it('the other says no, or who asked takes it back: the card stays, and nobody is told', async () => {
    for (const who of [agus.username, endah.username])
      expect(await settles(declineRevocation, who), who).to.deep.equal({
        answer: undefined,
        did: [
          settled('declined', who),
          row(who, 'card-revocation-declined', { signedSha256: 'signed', by: endah.username }),
        ],
      });
  });

  it('is not one person’s, whatever roles they hold, and journalled when tried', async () => {
    const byDewi = { newest: { ...OPEN, requestedBy: dewi.username } };
    expect(await settles(grantRevocation, dewi.username, byDewi)).to.deep.include({
      answer: 'FOUR_EYES',
      did: [row(dewi.username, 'act-refused', { asked: 'card-revoked', because: 'FOUR_EYES' })],
    });
    for (const act of [grantRevocation, declineRevocation]) {
      const asked = act === grantRevocation ? 'card-revoked' : 'card-revocation-declined';
      expect(await settles(act, rini.username)).to.deep.include({
        answer: 'WRONG_ROLE',
        did: [row(rini.username, 'act-refused', { asked, because: 'WRONG_ROLE' })],
      });
    }
    expect((await settles(grantRevocation, endah.username)).answer, 'who asked').to.equal('FOUR_EYES');
  });

  it('is settled where it was asked for, and once', async () => {
    const sentence = 'Tidak ada pencabutan';
    for (const act of [grantRevocation, declineRevocation]) {
      for (const newest of [undefined, { ...OPEN, outcome: 'revoked' }, { ...OPEN, outcome: 'declined' }]) {
        const { answer, did } = await settles(act, agus.username, { newest } as Given);
        expect(answer).to.contain(sentence);
        expect(did).to.deep.equal([]);
      }
      const late = await settles(act, agus.username, { isTaken: false });
      expect(late.answer).to.contain(sentence);
      expect(
        late.did.map(([what]) => what),
        'nothing else',
      ).to.deep.equal(['settle']);
    }
  });
});

describe('An entry that is to be undone in SIAK', () => {
  const other = { ...OWED, applicationNumber: 'KK-1', entryOfficer: null };

  it('is listed for entry officers, by whoever typed it', async () => {
    const { needs, acts } = office({ owed: [OWED, other] });
    const { officer, rows } = await listOwedCancellations(needs)(PEOPLE.tono.username);
    expect(officer.username).to.equal(PEOPLE.tono.username);
    expect(rows).to.deep.equal([
      { ...OWED, entryOfficerName: sri.name, ownFamily: false },
      { ...other, entryOfficerName: null, ownFamily: false },
    ]);
    expect(await answerOf(listOwedCancellations(needs)(rini.username))).to.equal('WRONG_ROLE');
    expect(acts()).to.deep.equal([
      row(rini.username, 'view-refused', { asked: 'siak-entry-undone', because: 'WRONG_ROLE' }, null, null),
    ]);
  });

  it('is undone once, in the name of whoever says so', async () => {
    const undo = async (who: string, reference: string, owed: readonly object[] = [other, OWED], number = NUMBER) => {
      const { needs, acts } = office({ owed });
      return { answer: await answerOf(recordCancellation(needs)(who, number, reference)), did: acts() };
    };
    expect(await undo(PEOPLE.tono.username, 'SIAK-7')).to.deep.equal({
      answer: undefined,
      did: [['effect', 'k1', 'done'], row(PEOPLE.tono.username, 'siak-entry-undone', { siakReference: 'SIAK-7' }, 3)],
    });
    for (const [reference, owed, number] of [
      ['SIAK-8', [OWED], NUMBER],
      ['SIAK-7', [], NUMBER],
      ['SIAK-7', [OWED], 'KK-261127-ABCDEG'],
    ] as const) {
      const { answer, did } = await undo(sri.username, reference, owed, number);
      expect(answer).to.contain('sudah dicatat');
      expect(did).to.deep.equal([]);
    }
    expect(await undo(endah.username, 'SIAK-7')).to.deep.equal({
      answer: 'WRONG_ROLE',
      did: [row(endah.username, 'act-refused', { asked: 'siak-entry-undone', because: 'WRONG_ROLE' })],
    });
  });
});

describe('The state of the program', () => {
  it('is shown to the admin: every part, the model that was refused, and what stands still', async () => {
    const { needs, acts } = office({ incidents: [INCIDENT] });
    const state = await showState(needs)(adi.username);
    expect(state.officer).to.include({ username: adi.username, isAdmin: true });
    expect(state.parts).to.deep.equal([
      { name: 'database', state: 'ok', ok: true },
      { name: 'archive', state: 'medium tidak ada', ok: false },
    ]);
    expect(state.refusedModel).to.deep.equal([{ sentence: 'x' }]);
    expect([state.engineAnswers, state.engine!.seenAt]).to.deep.equal([true, NOW]);
    expect(state.places.map(({ kind, personName }) => [kind, personName])).to.deep.equal([['incident', null]]);
    expect(acts()).to.deep.equal([]);
    expect(await answerOf(showState(needs)(agus.username))).to.equal('WRONG_ROLE');
    expect(acts()).to.deep.equal([
      row(agus.username, 'view-refused', { asked: 'state-viewed', because: 'WRONG_ROLE' }, null, null),
    ]);
  });

  it('names who holds what stands still', async () => {
    const { needs } = office({ owed: [OWED] });
    const { places } = await showState(needs)(adi.username);
    expect(places.map(({ personName }) => personName)).to.deep.equal([sri.name]);
  });

  it('says of an engine that does not answer what was last seen of it', async () => {
    const seen = { seenAt: new Date(0), stranded: ['KK-9'], incidents: [] };
    const away = await showState(office({ engineFails: true, seen }).needs)(adi.username);
    expect([away.engineAnswers, away.engine]).to.deep.equal([false, seen]);
    expect(away.places.map(({ kind }) => kind)).to.deep.equal(['stranded']);
    expect((await showState(office({ engineFails: true }).needs)(adi.username)).engine).to.equal(null);
  });

  describe('the halted work of the engine', () => {
    const retries = async (who: string, given: Given = {}, id = 'i1') => {
      const { needs, acts } = office({ incidents: [{ ...INCIDENT, id: 'i0' }, INCIDENT], ...given });
      return { answer: await answerOf(retryIncident(needs)(who, id)), did: acts() };
    };
    const tried = [
      row(adi.username, 'incident-retried', { at: 'render-card', code: 'PRINTER_FAILED' }),
      ['retry', 'i1'],
    ];

    it('is tried once more by the admin, journalled with its case', async () => {
      expect(await retries(adi.username)).to.deep.equal({ answer: undefined, did: tried });
      expect(await retries(sri.username)).to.deep.equal({
        answer: 'WRONG_ROLE',
        did: [row(sri.username, 'act-refused', { asked: 'incident-retried', because: 'WRONG_ROLE' }, null, null)],
      });
    });

    it('is gone when it went on meanwhile', async () => {
      const gone = 'Pekerjaan ini sudah tidak berhenti lagi. Muat ulang halaman.';
      expect(await retries(adi.username, {}, 'i9')).to.deep.equal({ answer: gone, did: [] });
      expect(await retries(adi.username, { isRetried: false })).to.deep.equal({ answer: gone, did: tried });
    });
  });
});
