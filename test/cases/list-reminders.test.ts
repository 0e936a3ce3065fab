import { expect } from 'chai';
import { listReminders, type Reminders } from '../../src/cases/waiting/list-reminders.ts';
import type { Delegation } from '../../src/domain/authority.ts';
import { USUAL_CALENDAR } from '../../src/domain/office-calendar.ts';
import { LINK_KEY, PEOPLE, refusalOf, type OfficerName } from './office.ts';

/** Friday, half past two in Bantul: the office has worked 330 minutes today, and 450 yesterday. */
const NOW = new Date('2026-11-27T07:30:00Z');
const ago = (minutes: number) => new Date(NOW.getTime() - minutes * 60_000);
/** 60 minutes of the term, and 30 more for the superior: since 13.30 and since 13.00. */
const TERMS = { taskMinutes: 60, serviceMinutes: 15, superiorMinutes: 30 };
const ask = { requestedBy: PEOPLE.endah.username, requestedAs: 'kasi', outcome: null };

interface Given {
  readonly tasks?: readonly object[];
  readonly revocations?: readonly object[];
  readonly delegations?: readonly Delegation[];
  readonly engine?: object;
  readonly ties?: readonly object[];
  readonly history?: readonly object[];
}
const lanesAsked: unknown[] = [];
function remind(
  who: OfficerName,
  { tasks = [], revocations = [], delegations = [], ties = [], history = [], engine }: Given = {},
) {
  const open = (filter?: { lanes: readonly string[] }) => {
    lanesAsked.push(filter?.lanes);
    const all = tasks as readonly { lane: string }[];
    return Promise.resolve(filter === undefined ? all : all.filter(({ lane }) => filter.lanes.includes(lane)));
  };
  const none = () => Promise.resolve([]);
  return listReminders({
    store: {
      people: { roster: () => Promise.resolve({ people: Object.values(PEOPLE), delegations, absences: [] }) },
      accounts: { all: none },
      workTies: { open: () => Promise.resolve(ties), history: () => Promise.resolve(history) },
      workList: { open },
      inquiries: {
        owedCancellations: () => Promise.resolve([{ since: ago(1) }, { since: ago(1) }]),
        unattended: none,
        missingCopies: none,
      },
      outbox: { waiting: none },
      duties: { all: none },
      revocations: { open: () => Promise.resolve(revocations) },
      engineWatch: { newest: () => Promise.resolve(engine) },
    } as unknown as Parameters<typeof listReminders>[0]['store'],
    now: () => NOW,
    calendar: USUAL_CALENDAR,
    settings: { terms: TERMS, linkKey: LINK_KEY },
  })(PEOPLE[who].username);
}
let serial = 0;
const task = (lane: string, minutes: number, change: object = {}) => ({
  taskId: `task-${++serial}`,
  applicationNumber: `KK-${serial}`,
  element: 'verify-draft',
  lane,
  assignee: null,
  createdAt: ago(minutes),
  ...change,
});
const NOTHING: Reminders = {
  own: [],
  below: [],
  ofNobody: [],
  owedCancellations: 0,
  revocations: [],
  standing: [],
  termMinutes: 60,
};

describe('What an officer is reminded of', () => {
  it('is nothing where nothing waits too long', async () => {
    expect(await remind('endah')).to.deep.equal(NOTHING);
    expect(await remind('endah', { tasks: [task('kasi', 59)] })).to.deep.equal(NOTHING);
    expect((await refusalOf(remind('budi'))).code).to.equal('UNKNOWN_OFFICER');
  });

  it('is a task of their lane that nobody holds, or that they hold, from the term on', async () => {
    const [free, mine, anothers] = [
      task('kasi', 60),
      task('kasi', 80, { assignee: PEOPLE.endah.username }),
      task('kasi', 80, { assignee: 'dua.kasi' }),
    ];
    const { own } = await remind('endah', { tasks: [free, mine, anothers] });
    expect(own).to.deep.equal([free.applicationNumber, mine.applicationNumber]);
    const twice = { ...task('kasi', 60), applicationNumber: free.applicationNumber };
    expect((await remind('endah', { tasks: [free, twice] })).own, 'a case once').to.have.length(1);
  });

  it('is, for the superior of a lane, what waits there the term and half as long again', async () => {
    const [entry, print, young] = [task('petugas-entri', 90), task('petugas-cetak', 90), task('petugas-entri', 89)];
    const tasks = [entry, print, young];
    expect((await remind('endah', { tasks })).below).to.deep.equal([
      { lane: 'petugas-entri', applicationNumbers: [entry.applicationNumber] },
      { lane: 'petugas-cetak', applicationNumbers: [print.applicationNumber] },
    ]);
    expect((await remind('endah', { tasks })).own).to.deep.equal([]);
    const ofKasi = task('kasi', 90, { assignee: PEOPLE.endah.username });
    expect((await remind('agus', { tasks: [...tasks, ofKasi] })).below).to.deep.equal([
      { lane: 'kasi', applicationNumbers: [ofKasi.applicationNumber] },
    ]);
  });

  it('is not what waits in a lane beside or above', async () => {
    const tasks = [task('kasi', 300), task('kepala-dinas', 300), task('petugas-cetak', 300)];
    expect(await remind('sri', { tasks })).to.deep.include({ own: [], below: [] });
    expect((await remind('agus', { tasks })).below.map(({ lane }) => lane)).to.deep.equal(['kasi']);
    lanesAsked.length = 0;
    await remind('endah', { tasks });
    expect(lanesAsked).to.deep.equal([['kasi', 'petugas-entri', 'petugas-cetak']]);
  });

  it('is told once to who holds a lane and is its superior: as their own', async () => {
    const entry = task('petugas-entri', 300);
    const reminded = await remind('dewi', { tasks: [entry] });
    expect(reminded.own).to.deep.equal([entry.applicationNumber]);
    expect(reminded.below).to.deep.equal([]);
  });

  it('is that of the lane for whom they stand in today', async () => {
    const letter: Delegation = {
      ...{ from: PEOPLE.agus.username, to: PEOPLE.endah.username, role: 'kepala-dinas', kind: 'Plh' },
      ...{ validFrom: '2026-11-27', validTo: '2026-11-27' },
    };
    const one = task('kepala-dinas', 60);
    expect((await remind('endah', { tasks: [one], delegations: [letter] })).own).to.deep.equal([one.applicationNumber]);
  });

  it('is how many entries are to be undone in SIAK, for entry officers', async () => {
    expect((await remind('sri')).owedCancellations).to.equal(2);
    expect((await remind('rini')).owedCancellations).to.equal(0);
  });

  it('is a card to be taken back, which waits for the other of the two', async () => {
    const revocations = [{ ...ask, applicationNumber: 'KK-9' }];
    expect((await remind('agus', { revocations })).revocations).to.deep.equal(['KK-9']);
    for (const who of ['endah', 'sri', 'rini'] as const)
      expect((await remind(who, { revocations })).revocations, who).to.deep.equal([]);
  });

  describe('which only a colleague may do,', () => {
    const tieOf = ({ taskId, applicationNumber, element }: ReturnType<typeof task>, ...renewedBy: string[]) => ({
      ...{ taskId, applicationNumber, element, renewedBy, subjects: [], cardNiks: [], typed: [] },
    });

    it('is not theirs', async () => {
      const tasks = [task('kasi', 80), task('kasi', 90)] as const;
      const { own } = await remind('endah', { tasks, ties: [tieOf(tasks[0], PEOPLE.endah.username)] });
      expect(own).to.deep.equal([tasks[1].applicationNumber]);
    });

    it('is told to head and admin at once where nobody of the office may: they can give the role to another', async () => {
      const one = task('kasi', 1);
      const ties = [tieOf(one, PEOPLE.endah.username, PEOPLE.dewi.username)];
      expect((await remind('agus', { tasks: [one], ties })).ofNobody).to.deep.equal([one.applicationNumber]);
      expect((await remind('adi', { tasks: [one], ties })).standing).to.deep.equal([{ kind: 'nobody', count: 1 }]);
      for (const who of ['sri', 'endah', 'rini'] as const)
        expect((await remind(who, { tasks: [one], ties })).ofNobody, who).to.deep.equal([]);
    });

    it('nor for whom four eyes keep the last one from it', async () => {
      const one = task('kasi', 1);
      const { applicationNumber } = one;
      const history = [{ applicationNumber, step: 3, element: 'examine-application', decidedBy: PEOPLE.dewi.username }];
      const ties = [tieOf(one, PEOPLE.endah.username)];
      expect((await remind('agus', { tasks: [one], ties, history })).ofNobody).to.deep.equal([applicationNumber]);
      expect((await remind('agus', { tasks: [one], ties })).ofNobody).to.deep.equal([]);
    });
  });

  describe('for the admin', () => {
    const engine = {
      seenAt: ago(1),
      stranded: ['KK-1', 'KK-2'],
      incidents: [{ id: 'i', applicationNumber: 'KK-3', element: 'x', sentence: 's', since: ago(1) }],
    };

    it('is what stands still and only they can mend, by kind, as the watcher saw it last', async () => {
      expect(await remind('adi', { engine })).to.deep.equal({
        ...NOTHING,
        standing: [
          { kind: 'stranded', count: 2 },
          { kind: 'incident', count: 1 },
        ],
      });
      expect(await remind('adi')).to.deep.equal(NOTHING);
    });

    it('is not what an officer has to do, nor what is not overdue', async () => {
      const tasks = [task('kasi', 300), task('kasi', 10, { element: 'drink-coffee' })];
      expect((await remind('adi', { tasks })).standing).to.deep.equal([]);
      const unknown = task('kasi', 300, { element: 'drink-coffee' });
      expect((await remind('adi', { tasks: [...tasks, unknown] })).standing).to.deep.equal([
        { kind: 'task', count: 1 },
      ]);
    });

    it('is told to nobody else', async () => {
      for (const who of ['endah', 'sri', 'audi'] as const)
        expect((await remind(who, { engine })).standing, who).to.deep.equal([]);
    });
  });
});
