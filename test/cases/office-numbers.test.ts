import { expect } from 'chai';
import { showPerformance } from '../../src/cases/performance/show-performance.ts';
import type { Grain } from '../../src/cases/performance/measure-performance.ts';
import { USUAL_CALENDAR } from '../../src/domain/office-calendar.ts';
import type { DayCount, HandledTask, SystemRun } from '../../src/store/inquiries.ts';
import { noteBook } from './noted.ts';
import { PEOPLE, refusalOf, type OfficerName } from './office.ts';

/** Friday, ten o'clock in Bantul. */
const NOW = new Date('2026-11-27T03:00:00Z');
/** Sunday to Tuesday, over the border of two weeks. */
const DAYS = { validFrom: '2026-11-22', validTo: '2026-11-24' };
const { endah } = PEOPLE;

interface Given {
  readonly days?: readonly Partial<DayCount>[];
  readonly openBefore?: number;
  readonly handled?: readonly Partial<HandledTask>[];
  readonly runs?: readonly SystemRun[];
  readonly returns?: readonly object[];
  readonly ended?: readonly object[];
  readonly open?: readonly { readonly state: string; readonly submittedAt: Date }[];
}
function office(given: Given) {
  const { did, note } = noteBook();
  const counted = (change: Partial<DayCount>) => ({
    ...{ submitted: 0, signed: 0, archived: 0, closed: 0, withdrawn: 0, refused: 0 },
    ...change,
  });
  const handled = (given.handled ?? []).map((change) => ({
    ...{ applicationNumber: 'KK-1', step: 3, element: 'examine-application', decidedBy: 'sri.wahyuni' },
    ...{ appearedAt: at(2, 0), takenAt: null, systemMinutes: null },
    ...change,
  }));
  const needs = {
    store: {
      people: {
        roster: () => Promise.resolve({ people: Object.values(PEOPLE), delegations: [], absences: [] }),
        all: () => Promise.resolve(Object.values(PEOPLE)),
      },
      inquiries: {
        days: note('days', (given.days ?? []).map(counted)),
        openAt: () => Promise.resolve(given.openBefore ?? 0),
        handled: () => Promise.resolve(handled),
        systemRuns: () => Promise.resolve(given.runs ?? []),
        returns: () => Promise.resolve(given.returns ?? []),
        journal: () => Promise.resolve(given.ended ?? []),
      },
      cases: { unfinished: () => Promise.resolve(given.open ?? []) },
      journal: { write: note('journal') },
    },
    calendar: USUAL_CALENDAR,
    now: () => NOW,
  } as unknown as Parameters<typeof showPerformance>[0];
  return { needs, did };
}
const shows = (given: Given = {}, grain: Grain = 'day', period = DAYS, who: OfficerName = 'endah') =>
  showPerformance(office(given).needs)(PEOPLE[who].username, period, grain);
/** Nine o'clock of a day in November, and some minutes. */
const at = (day: number, minutes: number) => new Date(Date.UTC(2026, 10, day, 2, minutes));
const took = (day: number, minutes: number) => ({ takenAt: at(day, 0), decidedAt: at(day, minutes) });

describe('The numbers of the office', () => {
  const counts = [
    { day: '2026-11-22', submitted: 5, signed: 1, archived: 1, closed: 1, withdrawn: 0, refused: 0 },
    { day: '2026-11-23', submitted: 2, signed: 3, archived: 0, closed: 2, withdrawn: 1, refused: 1 },
    { day: '2026-11-24', submitted: 1, signed: 2, archived: 4, closed: 0, withdrawn: 2, refused: 3 },
  ];
  /** Step 3 may take five minutes. */
  const handled = [took(22, 3), took(23, 8), took(24, 9), took(24, 2), { takenAt: null, decidedAt: at(24, 50) }];

  it('are those of each day, from the first: what came, what ended, what was done and what was late', async () => {
    const { buckets, totals, period, grain, cut, officer } = await shows({ days: counts, openBefore: 10, handled });
    expect(buckets).to.deep.equal(
      [
        { open: 13, measured: 1, late: 0 },
        { open: 11, measured: 1, late: 1 },
        { open: 3, measured: 2, late: 1 },
      ].map((rest, i) => {
        const { day, ...ended } = counts[i]!;
        return { begins: day, ...ended, ...rest };
      }),
    );
    expect(totals).to.deep.equal({
      ...{ submitted: 8, signed: 6, archived: 5, closed: 3, withdrawn: 3, refused: 4 },
      ...{ measured: 4, late: 2, open: 3 },
    });
    expect({ period, grain, cut }).to.deep.equal({ period: DAYS, grain: 'day', cut: false });
    expect(officer.username).to.equal(endah.username);
  });

  it('are those of each week by its Monday, and of both in all', async () => {
    const { buckets, totals, grain } = await shows({ days: counts, openBefore: 10, handled }, 'week');
    expect(grain).to.equal('week');
    expect(
      buckets.map(({ begins, submitted, open, measured, late }) => [begins, submitted, open, measured, late]),
    ).to.deep.equal([
      ['2026-11-16', 5, 13, 1, 0],
      ['2026-11-23', 3, 3, 3, 2],
    ]);
    expect(totals).to.include({ submitted: 8, open: 3, measured: 4, late: 2 });
  });

  it('name each day and each week on which nothing happened, in their order', async () => {
    const november = { validFrom: '2026-11-01', validTo: '2026-11-30' };
    const days = (await shows({}, 'day', november)).buckets.map(({ begins }) => begins);
    expect(days).to.have.length(30);
    expect(days).to.deep.equal(days.toSorted());
    const weeks = (await shows({}, 'week', november)).buckets.map(({ begins }) => begins);
    expect(weeks).to.deep.equal([
      ...['2026-10-26', '2026-11-02', '2026-11-09', '2026-11-16', '2026-11-23', '2026-11-30'],
    ]);
  });

  it('are asked for by the midnights of Bantul', async () => {
    const { needs, did } = office({});
    await showPerformance(needs)(endah.username, DAYS, 'day');
    expect(did).to.deep.equal([
      ['days', { from: new Date('2026-11-21T17:00:00Z'), to: new Date('2026-11-24T17:00:00Z') }],
    ]);
  });

  it('compare each step with the SOP', async () => {
    const { steps } = await shows({ handled });
    expect(steps.find(({ step }) => step === 3)).to.include({ visits: 5, measured: 4, late: 2, longest: 9 });
  });

  it('say of what is open now where it stands, the most first, and how long the oldest of each waits', async () => {
    const hours = (count: number) => new Date(NOW.getTime() - count * 3_600_000);
    const { backlog } = await shows({
      open: [
        { state: 'signing', submittedAt: hours(1) },
        { state: 'examination', submittedAt: hours(0.5) },
        { state: 'examination', submittedAt: hours(2) },
        { state: 'examination', submittedAt: hours(1) },
      ],
    });
    expect(backlog).to.deep.equal([
      { state: 'examination', count: 3, oldestMinutes: 120 },
      { state: 'signing', count: 1, oldestMinutes: 60 },
    ]);
  });

  it('say how old it is in office days; the turn of the applicant is no backlog of the office', async () => {
    // 450 minutes of office hours are a day: Thursday ten o'clock is one day ago.
    const submitted = (text: string, state = 'examination') => ({ state, submittedAt: new Date(text) });
    const { ages } = await shows({
      open: [
        submitted('2026-11-27T02:00:00Z'),
        submitted('2026-11-26T03:01:00Z'),
        submitted('2026-11-26T03:00:00Z'),
        submitted('2026-11-24T03:01:00Z'),
        submitted('2026-11-24T03:00:00Z'),
        submitted('2026-11-20T03:00:00Z'),
        submitted('2026-11-02T03:00:00Z'),
        submitted('2026-11-02T03:00:00Z', 'waiting-for-applicant'),
      ],
    });
    expect(ages).to.deep.equal([2, 2, 1, 2]);
  });

  it('say why cases were returned, and which papers were asked for, the most first', async () => {
    const returned = (answer: object) => ({
      applicationNumber: 'KK-1',
      step: 3,
      decidedBy: 'x',
      decidedAt: NOW,
      answer,
    });
    const { returns, missing } = await shows({
      returns: [
        returned({ verification: 'invalid' }),
        returned({ examination: 'incomplete', missingDocuments: ['ijazah'] }),
        returned({ examination: 'incomplete', missingDocuments: ['kk-lama', 'ijazah'] }),
      ],
    });
    expect(returns).to.deep.equal([
      { kind: 'incomplete', count: 2 },
      { kind: 'invalid', count: 1 },
    ]);
    expect(missing).to.deep.equal([
      { paper: 'ijazah', count: 2 },
      { paper: 'kk-lama', count: 1 },
    ]);
  });

  it('say when there is more than was counted', async () => {
    const run = { applicationNumber: 'KK-1', step: 8, startedAt: null, endedAt: at(24, 0) } as SystemRun;
    expect((await shows({ runs: Array.from({ length: 100_001 }, () => run) })).cut).to.equal(true);
    const returned = { applicationNumber: 'KK-1', step: 3, decidedBy: 'x', decidedAt: NOW, answer: {} };
    expect((await shows({ returns: Array.from({ length: 5_001 }, () => returned) })).cut).to.equal(true);
  });

  it('are for Kasi/Kabid and head; refused and journalled for everybody else', async () => {
    expect((await shows({}, 'day', DAYS, 'agus')).officer.username).to.equal(PEOPLE.agus.username);
    for (const who of ['sri', 'rini', 'audi', 'adi'] as const) {
      const { needs, did } = office({});
      const { username } = PEOPLE[who];
      expect((await refusalOf(showPerformance(needs)(username, DAYS, 'day'))).code).to.equal('WRONG_ROLE');
      expect(did).to.deep.equal([
        [
          'journal',
          {
            ...{ applicationNumber: null, actor: username, event: 'view-refused', step: null },
            detail: { asked: 'performance-viewed', because: 'WRONG_ROLE' },
          },
        ],
      ]);
    }
  });

  it('are not those of a period that cannot be', async () => {
    for (const period of [
      { validFrom: '2026-02-30', validTo: '2026-03-01' },
      { validFrom: '2026-11-24', validTo: '2026-11-23' },
      { validFrom: '2020-01-01', validTo: '2026-11-23' },
    ])
      expect((await refusalOf(shows({}, 'day', period))).text).to.contain('tidak dapat dihitung');
  });
});
