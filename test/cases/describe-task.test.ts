import { expect } from 'chai';
import { describeTask } from '../../src/cases/describe-task.ts';
import type { Person } from '../../src/domain/authority.ts';
import { NO_TIES } from '../../src/domain/judge-decision.ts';
import { USUAL_CALENDAR } from '../../src/domain/office-calendar.ts';
import type { ListedTask } from '../../src/store/store.ts';
import { PEOPLE } from './office.ts';

/** Friday, ten o'clock in Bantul. */
const NOW = new Date('2026-11-27T03:00:00Z');
const before = (minutes: number) => new Date(NOW.getTime() - minutes * 60_000);
const listed = (change: Partial<ListedTask> = {}): ListedTask =>
  ({
    taskId: 'task-1',
    applicationNumber: 'KK-261127-ABCDEF',
    element: 'examine-application',
    assignee: null,
    createdAt: before(0),
    endedAt: null,
    reason: 'perubahan-data',
    elements: ['F'],
    kalurahan: '34.02.16.2001',
    state: 'examination',
    entryOfficer: null,
    draftSha256: null,
    signedSha256: null,
    decisions: [],
    since: [],
    ...change,
  }) as unknown as ListedTask;

const described = (
  person: Person,
  task: Partial<ListedTask> = {},
  { absent = [], delegations = [] }: { absent?: readonly string[]; delegations?: readonly object[] } = {},
) =>
  describeTask(
    { person, officer: {}, roster: { people: [], absences: [], delegations } } as unknown as Parameters<
      typeof describeTask
    >[0],
    listed(task),
    { now: NOW, day: '2026-11-27', absent: new Set(absent), calendar: USUAL_CALENDAR },
    NO_TIES,
  );
const { sri, tono, endah, rini } = PEOPLE;
const examined = {
  ...{ step: 3, element: 'examine-application', decidedBy: endah.username, answer: {} },
  ...{ refusedBecause: null, takenBackAt: null },
};

describe('A task as an officer sees it in a list', () => {
  it('says what and of which case, without a name', () => {
    expect(described(sri)).to.deep.equal({
      task: 'task-1',
      element: 'examine-application',
      step: 3,
      applicationNumber: 'KK-261127-ABCDEF',
      reason: 'perubahan-data',
      elements: ['F'],
      kalurahan: '34.02.16.2001',
      assignee: null,
      mine: false,
      anothers: false,
      createdAt: NOW,
      waitingMinutes: 0,
      officeMinutes: 0,
      sopMinutes: 5,
      late: false,
      returned: null,
      blocked: null,
    });
  });

  it('is not listed when the program does not know how to judge it', () => {
    expect(described(sri, { element: 'drink-coffee' })).to.equal(undefined);
  });

  it('is one’s own by its holder, or by the case where the task goes with the case', () => {
    expect(described(sri, { assignee: sri.username })).to.include({ mine: true, anothers: false, blocked: null });
    expect(described(sri, { entryOfficer: sri.username })).to.include({ mine: true, blocked: null });
    // The second look at a typed entry is another's, whoever has the case.
    expect(described(sri, { element: 'check-siak-entry', entryOfficer: sri.username })).to.include({ mine: false });
    expect(described(endah, { element: 'verify-draft', entryOfficer: sri.username })).to.include({ mine: false });
  });

  it('is a colleague’s while they are on duty, and open to the lane while they are absent', () => {
    const held = { assignee: tono.username, entryOfficer: tono.username };
    expect(described(sri, held)).to.include({ mine: false, anothers: true, blocked: 'ASSIGNED_TO_ANOTHER' });
    expect(described(sri, held, { absent: [tono.username] })).to.include({ anothers: false, blocked: null });
  });

  it('says why it is not for this officer although it lies in their lane', () => {
    expect(described(rini)).to.include({ blocked: 'WRONG_ROLE', anothers: false });
    const eyes = (change: object) =>
      ({ element: 'verify-draft', decisions: [{ ...examined, ...change }] }) as unknown as Partial<ListedTask>;
    expect(described(endah, eyes({}))).to.include({ blocked: 'FOUR_EYES', anothers: false });
    expect(described(endah, eyes({ takenBackAt: NOW })), 'what she took back binds nobody').to.include({
      blocked: null,
    });
  });

  it('is open to whoever stands in today by a letter', () => {
    const letter = {
      ...{ from: 'agus.hartanto', to: endah.username, role: 'kepala-dinas', kind: 'Plh' },
      ...{ validFrom: '2026-11-27', validTo: '2026-11-27' },
    };
    expect(described(endah, { element: 'approve-signing' })).to.include({ blocked: 'WRONG_ROLE' });
    expect(described(endah, { element: 'approve-signing' }, { delegations: [letter] })).to.include({ blocked: null });
  });

  it('says how long it waits, by the clock and in hours of the office, and stands out after an office day', () => {
    expect(described(sri, { createdAt: before(90) })).to.include({
      waitingMinutes: 90,
      officeMinutes: 90,
      late: false,
    });
    expect(described(sri, { createdAt: new Date(NOW.getTime() - 119_999) })).to.include({ waitingMinutes: 1 });
    // Thursday afternoon: the night does not count. 150 minutes of today and 300 of yesterday are an office day.
    expect(described(sri, { createdAt: new Date('2026-11-26T03:00:00Z') })).to.include({
      waitingMinutes: 24 * 60,
      officeMinutes: 450,
      late: true,
    });
    expect(described(sri, { createdAt: new Date('2026-11-26T03:01:00Z') })).to.include({
      officeMinutes: 449,
      late: false,
    });
    const later = { createdAt: new Date(NOW.getTime() + 5 * 60_000) };
    expect(described(sri, later), 'by a clock that runs ahead').to.include({ waitingMinutes: 0, officeMinutes: 0 });
  });

  it('says why it came back', () => {
    const rejected = {
      ...{ step: 7, element: 'approve-signing', decidedBy: 'agus.hartanto', decidedByName: 'Agus Hartanto' },
      ...{ answer: { signing: 'rejected', note: 'Nama ibu.' }, refusedBecause: null, takenBackAt: null },
    };
    const back = { element: 'verify-draft', decisions: [rejected] } as unknown as Partial<ListedTask>;
    expect(described(endah, back)!.returned).to.deep.equal({
      code: 'REJECTED_BY_HEAD',
      by: 'Agus Hartanto',
      note: 'Nama ibu.',
    });
    const failure = { since: [{ event: 'task-returned', detail: { code: 'SIAK_REFUSED' } }] };
    expect(described(endah, { ...back, ...failure })!.returned).to.include({ code: 'SIAK_REFUSED' });
  });
});
