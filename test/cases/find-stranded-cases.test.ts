import { expect } from 'chai';
import { findStrandedCases } from '../../src/cases/find-stranded-cases.ts';
import { engineHealth, lookAtEngine, watchEngine } from '../../src/cases/waiting/watch-engine.ts';
import type { CaseState } from '../../src/domain/case-state.ts';

const AT = (minute: number) => new Date(Date.parse('2026-11-27T03:00:00Z') + minute * 60_000);
interface Case {
  readonly applicationNumber: string;
  readonly submittedAt?: Date;
  readonly takenUpAt?: Date | null;
  /** As it is read first, and a moment later. */
  readonly state?: CaseState;
  readonly later?: CaseState;
}

function office(cases: readonly Case[], running: readonly string[], incidents: readonly object[] = []) {
  const journal: unknown[] = [];
  const seen: { stranded: readonly string[]; incidents: readonly object[] }[] = [];
  const records = (which: 'state' | 'later') =>
    cases.map(({ later, state = 'drafting', ...one }) => ({
      ...{ submittedAt: AT(0), takenUpAt: AT(1), state: which === 'later' ? (later ?? state) : state },
      ...one,
    }));
  const tables = {
    engineWatch: {
      newest: () => Promise.resolve(seen.at(-1)),
      put: (one: (typeof seen)[number]) => Promise.resolve(void seen.push(one)),
    },
    journal: { write: (row: unknown) => Promise.resolve(void journal.push(row)) },
  };
  const needs = {
    store: {
      ...tables,
      cases: {
        unfinished: () => Promise.resolve(records('state')),
        findMany: (numbers: readonly string[]) =>
          Promise.resolve(records('later').filter((one) => numbers.includes(one.applicationNumber))),
      },
      workList: { open: () => Promise.resolve([{}, {}]) },
      transaction: (work: (own: typeof tables) => Promise<unknown>) => work(tables),
    },
    engine: {
      runningCases: () => Promise.resolve(new Set(running)),
      incidents: () => Promise.resolve(incidents),
    },
  } as unknown as Parameters<typeof watchEngine>[0];
  return { needs, journal, seen };
}
const stranded = async (cases: readonly Case[], running: readonly string[] = []) =>
  (await findStrandedCases(office(cases, running).needs)()).map(({ applicationNumber }) => applicationNumber);

describe('A stranded case', () => {
  it('is an open one that no instance of the engine carries, with what still stands of it', async () => {
    expect(await findStrandedCases(office([{ applicationNumber: 'KK-1' }], ['KK-2']).needs)()).to.deep.equal([
      { applicationNumber: 'KK-1', state: 'drafting', submittedAt: AT(0), openTasks: 2 },
    ]);
    expect(await stranded([{ applicationNumber: 'KK-1' }, { applicationNumber: 'KK-2' }], ['KK-1'])).to.deep.equal([
      'KK-2',
    ]);
    expect(await stranded([])).to.deep.equal([]);
  });

  it('is not one whose start still waits: it has not begun', async () => {
    expect(await stranded([{ applicationNumber: 'KK-1', takenUpAt: null }])).to.deep.equal([]);
  });

  it('is not one that ended in good order between the two looks', async () => {
    expect(await stranded([{ applicationNumber: 'KK-1', later: 'archived' }])).to.deep.equal([]);
    expect(await stranded([{ applicationNumber: 'KK-1', later: 'verification' }])).to.deep.equal(['KK-1']);
  });

  it('is listed with those that were submitted first before the others', async () => {
    const cases = [3, 1, 2].map((minute) => ({ applicationNumber: `KK-${minute}`, submittedAt: AT(minute) }));
    expect(await stranded(cases)).to.deep.equal(['KK-1', 'KK-2', 'KK-3']);
  });
});

describe('The watcher of the engine', () => {
  const incident = {
    ...{ id: 'i1', caseNumber: 'KK-3', elementId: 'render-card', code: 'PRINTER_FAILED' },
    ...{ sentence: 'the printer does not answer', since: AT(2) },
  };
  const kept = {
    ...{ id: 'i1', applicationNumber: 'KK-3', element: 'render-card' },
    ...{ sentence: 'the printer does not answer', since: AT(2) },
  };

  it('sees which cases it does not carry and where it stopped', async () => {
    const { needs } = office([{ applicationNumber: 'KK-1' }], [], [incident]);
    expect(await lookAtEngine(needs)).to.deep.equal({ stranded: ['KK-1'], incidents: [kept] });
  });

  it('writes down what it saw, and journals each case once, however often it looks', async () => {
    const { needs, journal, seen } = office(
      [{ applicationNumber: 'KK-1' }, { applicationNumber: 'KK-2' }],
      ['KK-2'],
      [incident],
    );
    const watch = watchEngine(needs);
    expect(await watch()).to.equal(2);
    expect(await watch()).to.equal(2);
    expect(seen).to.deep.equal([1, 2].map(() => ({ stranded: ['KK-1'], incidents: [kept] })));
    expect(journal).to.deep.equal([
      { applicationNumber: 'KK-1', actor: 'sistem', event: 'case-stranded', step: null, detail: {} },
    ]);
  });

  it('says in words what stands still, and nothing where nothing does', async () => {
    const health = async (cases: readonly Case[], incidents: readonly object[]) => {
      const { needs } = office(cases, [], incidents);
      await watchEngine(needs)();
      return engineHealth(needs)();
    };
    expect(await engineHealth(office([], []).needs)(), 'nobody has looked').to.equal(undefined);
    expect(await health([], [])).to.equal(undefined);
    expect(await health([{ applicationNumber: 'KK-1' }], [])).to.equal('1 berkas tidak berjalan di mesin proses');
    expect(await health([], [incident])).to.equal('1 pekerjaan sistem berhenti');
    expect(await health([{ applicationNumber: 'KK-1' }], [incident, incident])).to.equal(
      '1 berkas tidak berjalan di mesin proses; 2 pekerjaan sistem berhenti',
    );
  });
});
