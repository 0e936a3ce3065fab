import { expect } from 'chai';
import { listWaiting, type WaitingPlace } from '../../src/cases/waiting/list-waiting.ts';
import { USUAL_CALENDAR } from '../../src/domain/office-calendar.ts';
import type { EngineSighting } from '../../src/store/engine-watch.ts';
import { LINK_KEY, PEOPLE } from './office.ts';

/** Friday, ten o'clock in Bantul: the office has been open for 150 minutes. */
const NOW = new Date('2026-11-27T03:00:00Z');
const ago = (minutes: number) => new Date(NOW.getTime() - minutes * 60_000);
const TERMS = { taskMinutes: 120, serviceMinutes: 15, superiorMinutes: 240 };
const DAY = 24 * 60;

interface Given {
  readonly tasks?: readonly object[];
  readonly unattended?: readonly object[];
  readonly messages?: readonly object[];
  readonly copies?: readonly object[];
  readonly duties?: readonly object[];
  readonly owed?: readonly object[];
  readonly ties?: readonly object[];
}
const asked: unknown[] = [];
const waiting = (given: Given, engine?: Partial<EngineSighting>): Promise<WaitingPlace[]> =>
  listWaiting(
    {
      store: {
        people: { roster: () => Promise.resolve({ people: Object.values(PEOPLE), delegations: [], absences: [] }) },
        accounts: { all: () => Promise.resolve([]) },
        workTies: { open: () => Promise.resolve(given.ties ?? []), history: () => Promise.resolve([]) },
        workList: { open: () => Promise.resolve(given.tasks ?? []) },
        inquiries: {
          unattended: () => Promise.resolve(given.unattended ?? []),
          missingCopies: () => Promise.resolve(given.copies ?? []),
          owedCancellations: () => Promise.resolve(given.owed ?? []),
        },
        outbox: { waiting: (ms: number) => (asked.push(ms), Promise.resolve(given.messages ?? [])) },
        archiveCopies: {},
        duties: { all: () => Promise.resolve(given.duties ?? []) },
      } as unknown as Parameters<typeof listWaiting>[0]['store'],
      settings: { linkKey: LINK_KEY },
      calendar: USUAL_CALENDAR,
      terms: TERMS,
      now: () => NOW,
    },
    engine === undefined ? undefined : { seenAt: NOW, stranded: [], incidents: [], ...engine },
  );
const only = async (given: Given, engine?: Partial<EngineSighting>): Promise<WaitingPlace> => {
  const places = await waiting(given, engine);
  expect(places).to.have.length(1);
  return places[0]!;
};
const task = (change: object = {}) => ({
  taskId: 'task-1',
  applicationNumber: 'KK-1',
  element: 'verify-draft',
  lane: 'kasi',
  assignee: null,
  createdAt: ago(60),
  ...change,
});
const unattended = (change: object = {}) => ({
  applicationNumber: 'KK-2',
  state: 'drafting',
  takenUpAt: ago(100),
  lastEvent: 'decision-recorded',
  since: ago(20),
  ...change,
});
const incident = (change: object = {}) => ({
  id: 'i1',
  applicationNumber: 'KK-3',
  element: 'render-card',
  sentence: 'the printer does not answer',
  since: ago(5),
  ...change,
});

describe('What waits in the office', () => {
  it('is nothing in an office without work', async () => {
    expect(await waiting({})).to.deep.equal([]);
    expect(await waiting({}, {})).to.deep.equal([]);
  });

  describe('a task of an officer', () => {
    it('waits for its lane, or for whoever holds it, in minutes of the office', async () => {
      expect(await only({ tasks: [task()] })).to.deep.equal({
        ...{ kind: 'task', applicationNumber: 'KK-1', what: 'verify-draft', owner: 'kasi', person: null },
        ...{ since: ago(60), waited: 60, term: 120, overdue: false, sentence: null },
      });
      expect(await only({ tasks: [task({ assignee: 'endah.kusuma' })] })).to.include({ person: 'endah.kusuma' });
    });

    it('stands still from its term on; the night does not count', async () => {
      expect(await only({ tasks: [task({ createdAt: ago(119) })] })).to.include({ waited: 119, overdue: false });
      expect(await only({ tasks: [task({ createdAt: ago(120) })] })).to.include({ waited: 120, overdue: true });
      // Since six in the morning: half past seven counts.
      expect(await only({ tasks: [task({ createdAt: ago(240) })] })).to.include({ waited: 150 });
    });

    it('that nobody of the office may do stands still at once, and is for the admin', async () => {
      const facts = { taskId: 'task-1', applicationNumber: 'KK-1', subjects: [], cardNiks: [], typed: [] };
      const ties = [{ ...facts, renewedBy: [PEOPLE.endah.username, PEOPLE.dewi.username] }];
      expect(await only({ tasks: [task()], ties })).to.deep.equal({
        ...{ kind: 'nobody', applicationNumber: 'KK-1', what: 'verify-draft', owner: 'admin', person: null },
        ...{ since: ago(60), waited: 60, term: null, overdue: true, sentence: null },
      });
    });

    it('that the program does not know how to judge is for the admin', async () => {
      expect(await only({ tasks: [task({ element: 'drink-coffee' })] })).to.include({ owner: 'admin' });
    });
  });

  describe('a case without a task', () => {
    it('waits for the program a few minutes', async () => {
      expect(await only({ unattended: [unattended({ since: ago(14) })] })).to.include({
        ...{ applicationNumber: 'KK-2', what: 'drafting', owner: 'admin', waited: 14, term: 15, overdue: false },
      });
      expect(await only({ unattended: [unattended({ since: ago(15) })] })).to.include({ overdue: true });
    });

    it('waits for its applicant a day longer than the diagram would let it', async () => {
      const completion = (since: Date) => only({ unattended: [unattended({ state: 'waiting-for-applicant', since })] });
      expect(await completion(ago(31 * DAY - 1))).to.include({
        ...{ kind: 'completion', owner: 'pemohon', term: 31 * DAY, overdue: false },
      });
      expect(await completion(ago(31 * DAY))).to.include({ overdue: true });
      const receipt = (since: Date) =>
        only({ unattended: [unattended({ state: 'delivery', lastEvent: 'message-sent', since })] });
      expect(await receipt(ago(4 * DAY - 1))).to.include({
        ...{ kind: 'receipt', owner: 'pemohon', term: 4 * DAY, overdue: false },
      });
      expect(await receipt(ago(4 * DAY))).to.include({ overdue: true });
    });

    it('waits to be taken up by the engine, when it was not', async () => {
      const [taken, not] = [unattended(), unattended({ takenUpAt: null, state: 'submitted' })];
      expect((await only({ unattended: [not] })).kind).to.not.equal((await only({ unattended: [taken] })).kind);
    });
  });

  describe('what the engine lost or stopped at', () => {
    it('is a case without an instance: its tasks are nobody’s, and it should not be there at all', async () => {
      const given = { tasks: [task()], unattended: [unattended({ applicationNumber: 'KK-1' })] };
      expect(await only(given, { stranded: ['KK-1'], seenAt: ago(3) })).to.deep.equal({
        ...{ kind: 'stranded', applicationNumber: 'KK-1', what: '', owner: 'admin', person: null },
        ...{ since: ago(3), waited: 3, term: null, overdue: true, sentence: null },
      });
    });

    it('is an incident, in the engine’s own words; the case of it is told once, its tasks stay', async () => {
      const places = await waiting(
        { tasks: [task({ applicationNumber: 'KK-3' })], unattended: [unattended({ applicationNumber: 'KK-3' })] },
        { incidents: [incident()] as unknown as EngineSighting['incidents'] },
      );
      expect(places.map(({ kind }) => kind)).to.deep.equal(['incident', 'task']);
      expect(places[0]).to.deep.equal({
        ...{ kind: 'incident', applicationNumber: 'KK-3', what: 'render-card', owner: 'admin', person: null },
        ...{ since: ago(5), waited: 5, term: null, overdue: true, sentence: 'the printer does not answer' },
      });
    });

    it('leaves other cases as they are', async () => {
      const places = await waiting(
        { tasks: [task()], unattended: [unattended()] },
        { stranded: ['KK-8'], incidents: [incident()] as unknown as EngineSighting['incidents'] },
      );
      expect(places.map(({ kind, applicationNumber }) => [kind, applicationNumber])).to.have.deep.members([
        ['stranded', 'KK-8'],
        ['incident', 'KK-3'],
        ['siak', 'KK-2'],
        ['task', 'KK-1'],
      ]);
    });
  });

  it('an entry that is to be undone in SIAK waits for the entry officers, by whoever typed it', async () => {
    const owed = { applicationNumber: 'KK-4', siakReference: 'SIAK-7', entryOfficer: 'sri.wahyuni', key: 'k' };
    expect(await only({ owed: [{ ...owed, since: ago(119) }] })).to.include({
      ...{ kind: 'siak-undo', applicationNumber: 'KK-4', what: 'SIAK-7', owner: 'petugas-entri', waited: 119 },
      ...{ person: 'sri.wahyuni', term: 120, overdue: false },
    });
    expect(await only({ owed: [{ ...owed, since: ago(120) }] })).to.include({ overdue: true });
  });

  it('a message that the engine does not take waits for the admin, but the start of a case, which the case tells', async () => {
    const messages = [
      { applicationNumber: 'KK-5', name: 'card-received' },
      { applicationNumber: 'KK-6', name: 'application-submitted' },
    ];
    expect(await only({ messages })).to.deep.equal({
      ...{ kind: 'message', applicationNumber: 'KK-5', what: 'card-received', owner: 'admin', person: null },
      ...{ since: ago(15), waited: 15, term: 15, overdue: true, sentence: null },
    });
    expect(asked.at(-1)).to.equal(15 * 60_000);
  });

  it('copies wait for their medium; those that are damaged should not be there at all', async () => {
    const copies = { layer: 'flashdisk', since: ago(60), count: 3 };
    expect(await only({ copies: [{ ...copies, state: 'absent' }] })).to.include({
      ...{ kind: 'copies', what: 'flashdisk: 3 salinan', owner: 'petugas-cetak', term: 120, overdue: false },
    });
    expect(await only({ copies: [{ ...copies, state: 'damaged' }] })).to.include({
      ...{ kind: 'damaged-copies', term: null, overdue: true },
    });
  });

  it('a duty of the program is told of when it failed three times or hangs, since it last succeeded', async () => {
    const duty = (change: object) => ({
      ...{ name: 'outbox', failures: 3, succeededAt: ago(30), startedAt: ago(1), leasedUntil: null },
      ...change,
    });
    expect(await only({ duties: [duty({})] })).to.include({ kind: 'duty', what: 'outbox', owner: 'admin', waited: 30 });
    expect(await only({ duties: [duty({ succeededAt: null })] })).to.include({ waited: 1, term: null, overdue: true });
    expect(await only({ duties: [duty({ succeededAt: null, startedAt: null })] })).to.include({ waited: 0 });
    expect(await waiting({ duties: [duty({ failures: 2 })] })).to.deep.equal([]);
    const hangs = { failures: 0, leasedUntil: NOW };
    expect(await only({ duties: [duty({ ...hangs, startedAt: ago(61) })] }), 'it hangs').to.include({ kind: 'duty' });
    expect(await waiting({ duties: [duty({ ...hangs, startedAt: ago(59) })] })).to.deep.equal([]);
    expect(await waiting({ duties: [duty({ ...hangs, leasedUntil: null, startedAt: ago(61) })] })).to.deep.equal([]);
  });

  it('is listed with what stands still first, the longest waiting before the others', async () => {
    const tasks = [
      task({ applicationNumber: 'new', createdAt: ago(10) }),
      task({ applicationNumber: 'late', createdAt: ago(130) }),
      task({ applicationNumber: 'later', createdAt: ago(140) }),
      task({ applicationNumber: 'old', createdAt: ago(100) }),
    ];
    const old = unattended({ applicationNumber: 'patient', state: 'waiting-for-applicant', since: ago(9 * DAY) });
    const places = await waiting({ tasks, unattended: [old] });
    expect(places.map(({ applicationNumber }) => applicationNumber)).to.deep.equal([
      'later',
      'late',
      'patient',
      'old',
      'new',
    ]);
  });

  it('by a clock that runs ahead, waits for no time', async () => {
    expect(await only({ unattended: [unattended({ since: ago(-5) })] })).to.include({ waited: 0, overdue: false });
  });
});
