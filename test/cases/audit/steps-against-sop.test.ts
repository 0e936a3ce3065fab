import { expect } from 'chai';
import type { AuditDependencies } from '../../../src/cases/audit/inquire.ts';
import { measurePeriod, stepsAgainstSop } from '../../../src/cases/audit/steps-against-sop.ts';
import { USUAL_CALENDAR } from '../../../src/domain/office-calendar.ts';
import type { HandledTask, SystemRun } from '../../../src/store/inquiries.ts';

/** Thursday 26 November 2026, 09:mm at the office. */
const at = (minute: number) => new Date(Date.UTC(2026, 10, 26, 2, minute));
const SPAN = { from: at(0), to: at(59) };
const task = (decidedAt: Date, change: Partial<HandledTask> = {}): HandledTask => ({
  applicationNumber: 'KK-261122-7Q4F2M',
  step: 3,
  element: 'examine-application',
  decidedBy: 'sri.wahyuni',
  appearedAt: at(0),
  takenAt: at(2),
  systemMinutes: null,
  decidedAt,
  ...change,
});
const run = (endedAt: Date, startedAt: Date | null = at(0)): SystemRun => ({
  applicationNumber: 'KK-261122-8R5G3N',
  step: 8,
  startedAt,
  endedAt,
});
const measured = (tasks: readonly HandledTask[], runs: readonly SystemRun[]) =>
  measurePeriod(
    { handled: () => Promise.resolve([...tasks]), systemRuns: () => Promise.resolve([...runs]) },
    USUAL_CALENDAR,
    SPAN,
  );

describe('What was done within a span, measured', () => {
  it('is the work of people and that of the system, oldest first', async () => {
    const { visits, cut } = await measured([task(at(10)), task(at(4), { takenAt: null })], [run(at(5))]);
    expect(cut).to.equal(false);
    expect(visits).to.deep.equal([
      {
        applicationNumber: 'KK-261122-7Q4F2M',
        by: 'sri.wahyuni',
        endedAt: at(4),
        step: 3,
        minutes: null,
        waited: 4,
        late: false,
      },
      {
        applicationNumber: 'KK-261122-8R5G3N',
        by: null,
        endedAt: at(5),
        step: 8,
        minutes: 5,
        waited: null,
        late: true,
      },
      {
        applicationNumber: 'KK-261122-7Q4F2M',
        by: 'sri.wahyuni',
        endedAt: at(10),
        step: 3,
        minutes: 8,
        waited: 2,
        late: true,
      },
    ]);
  });

  it('says when there is more than is measured, of either kind', async () => {
    const tasks = Array.from({ length: 100_001 }, () => task(at(4)));
    const runs = Array.from({ length: 100_001 }, () => run(at(5)));
    expect(await measured(tasks, [])).to.include({ cut: true });
    expect(await measured([], runs)).to.include({ cut: true });
    expect((await measured(tasks, [])).visits).to.have.length(100_000);
  });
});

describe('Which steps took longer than the SOP allows', () => {
  it('is told longest first, with the name of who did it, beside all steps in numbers', async () => {
    const tasks = [
      task(at(8), { applicationNumber: 'KK-40', takenAt: at(-32) }),
      task(at(9), { applicationNumber: 'KK-7' }),
      task(at(30), { applicationNumber: 'KK-28', decidedBy: 'orang.asing' }),
      task(at(3), { applicationNumber: 'KK-1' }),
    ];
    const inquiries = {
      handled: () => Promise.resolve(tasks),
      systemRuns: () => Promise.resolve([run(at(20)), run(at(21), null)]),
    };
    const people = {
      find: () => Promise.resolve({ roles: ['auditor'], active: true }),
      all: () => Promise.resolve([{ username: 'sri.wahyuni', name: 'Sri Wahyuni' }]),
    };
    const store = { inquiries, people, journal: { write: () => Promise.resolve() } };
    const ask = stepsAgainstSop({ store, calendar: USUAL_CALENDAR } as unknown as AuditDependencies);
    const { summary, late, cut } = await ask('audi.pranata', SPAN);
    expect(late.map(({ applicationNumber, minutes, who }) => [applicationNumber, minutes, who])).to.deep.equal([
      ['KK-40', 40, 'Sri Wahyuni'],
      ['KK-28', 28, 'orang.asing'],
      ['KK-261122-8R5G3N', 20, 'sistem'],
      ['KK-7', 7, 'Sri Wahyuni'],
    ]);
    expect(summary.find(({ step }) => step === 3)).to.include({ visits: 4, measured: 4, late: 3, longest: 40 });
    expect(summary.find(({ step }) => step === 8)).to.include({ visits: 2, measured: 1, late: 1 });
    expect(cut).to.equal(false);
  });
});
