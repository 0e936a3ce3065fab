import { expect } from 'chai';
import { alignAssignments } from '../../src/cases/align-assignments.ts';
import { claimTask, releaseTask, type TaskOfCase } from '../../src/cases/assign-task.ts';
import type { JournalEntry, WorkItem } from '../../src/store/store.ts';
import { noteBook } from './noted.ts';
import { PEOPLE } from './office.ts';

const NOW = new Date('2026-11-27T03:00:00Z');
const NUMBER = 'KK-261127-ABCDEF';
const { sri, tono, endah, budi } = PEOPLE;

interface Given {
  readonly tasks?: readonly Partial<WorkItem>[];
  /** Null: the case is not there. */
  readonly entryOfficer?: string | null | undefined;
  readonly isUnknown?: boolean;
  readonly outcome?: 'assigned' | 'held' | 'gone';
  readonly engineFails?: Error;
  readonly absent?: string;
  /** The task as it is once its row is locked. */
  readonly meanwhile?: WorkItem;
  readonly journal?: readonly JournalEntry[];
}
function office(given: Given = {}) {
  const { did, note } = noteBook();
  const tasks = (given.tasks ?? [{}]).map(
    (change) =>
      ({
        ...{ taskId: 't1', applicationNumber: NUMBER, element: 'examine-application', assignee: null, endedAt: null },
        ...change,
      }) as WorkItem,
  );
  const record = { applicationNumber: NUMBER, entryOfficer: given.entryOfficer ?? null };
  const absences =
    given.absent === undefined ? [] : [{ person: given.absent, validFrom: '2026-11-27', validTo: '2026-11-27' }];
  const logged: unknown[] = [];
  const journal = [...(given.journal ?? [])];
  const needs = {
    store: {
      transaction: (work: (tables: unknown) => Promise<unknown>) => work(needs.store),
      people: { roster: () => Promise.resolve({ people: Object.values(PEOPLE), delegations: [], absences }) },
      workList: {
        find: (taskId: string) => Promise.resolve(tasks.find((one) => one.taskId === taskId)),
        open: () => Promise.resolve(tasks),
        lock: (taskId: string) => Promise.resolve(given.meanwhile ?? tasks.find((one) => one.taskId === taskId)),
      },
      cases: {
        get: () => Promise.resolve(record),
        find: () => Promise.resolve(given.isUnknown === true ? undefined : record),
        change: note('case'),
      },
      decisions: { of: () => Promise.resolve([]) },
      journal: {
        write: (entry: JournalEntry) => {
          did.push(['journal', entry]);
          return Promise.resolve(void journal.push(entry));
        },
        of: () => Promise.resolve(journal),
        by: () => Promise.resolve([]),
      },
      accounts: { find: () => Promise.resolve(undefined) },
      subjects: { isAbout: () => Promise.resolve(false) },
      immigrationClaims: { of: () => Promise.resolve([]) },
    },
    engine: {
      tasks: {
        assign: (...args: unknown[]) => {
          did.push(['assign', ...args]);
          if (given.engineFails !== undefined) return Promise.reject(given.engineFails);
          return Promise.resolve(given.outcome ?? 'assigned');
        },
      },
    },
    settings: { linkKey: Buffer.alloc(32, 9) },
    logger: { warn: (...args: unknown[]) => void logged.push(args) },
    now: () => NOW,
  } as unknown as Parameters<typeof claimTask>[0];
  return { needs, did, logged };
}
const row = (actor: string, event: string, step: number | null, detail: object, of: string | null = NUMBER) => [
  'journal',
  { applicationNumber: of, actor, event, step, detail },
];
const TASK = { applicationNumber: NUMBER, task: 't1' } as TaskOfCase;

describe('A task', () => {
  const acting =
    (act: typeof claimTask) =>
    async (given: Given, who: string = sri.username, of: TaskOfCase = TASK) => {
      const { needs, did, logged } = office(given);
      const why = await act(needs)(who, of).then(
        () => 'done',
        (error: unknown) => (error as { code: string }).code,
      );
      return { why, did, logged };
    };
  const refused = (
    asked: string,
    because: string,
    { who = sri.username, of = NUMBER }: { who?: string; of?: string | null } = {},
  ) => row(who, 'act-refused', null, { asked, because, task: 't1' }, of);

  describe('is taken', () => {
    const takes = acting(claimTask);

    it('by an officer of its lane, so that colleagues see it', async () => {
      expect(await takes({})).to.deep.include({
        why: 'done',
        did: [['assign', 't1', { from: null, to: sri.username }], row(sri.username, 'task-taken', 3, { task: 't1' })],
      });
      expect((await takes({ tasks: [{ element: 'verify-draft' }] }, endah.username)).did.at(-1)).to.deep.equal(
        row(endah.username, 'task-taken', 5, { task: 't1' }),
      );
    });

    it('only once by one officer', async () => {
      expect(await takes({ tasks: [{ assignee: sri.username }] })).to.deep.include({ why: 'done', did: [] });
    });

    it('from a colleague who is absent, and from no other', async () => {
      const tasks = [{ assignee: tono.username }];
      expect((await takes({ tasks, absent: tono.username })).did[0]).to.deep.equal([
        ...['assign', 't1', { from: tono.username, to: sri.username }],
      ]);
      expect(await takes({ tasks })).to.deep.include({
        why: 'ASSIGNED_TO_ANOTHER',
        did: [refused('task-taken', 'ASSIGNED_TO_ANOTHER')],
      });
    });

    it('by nobody of another lane, and by no stranger', async () => {
      expect(await takes({}, endah.username)).to.deep.include({
        why: 'WRONG_ROLE',
        did: [refused('task-taken', 'WRONG_ROLE', { who: endah.username })],
      });
      const { why, did } = await takes({}, budi.username);
      expect([why, did]).to.deep.equal(['UNKNOWN_OFFICER', [refused('task-taken', why, { who: budi.username })]]);
    });

    it('by the first of two who click at once', async () => {
      const lost = async (outcome: 'held' | 'gone') => (await takes({ outcome })).did.at(-1);
      expect(await lost('held')).to.deep.equal(refused('task-taken', 'ASSIGNED_TO_ANOTHER'));
      expect(await lost('gone')).to.deep.equal(refused('task-taken', 'TASK_GONE'));
      expect((await takes({ outcome: 'held' })).why).to.equal('ASSIGNED_TO_ANOTHER');
    });

    it('not while the engine is away: nothing is journalled, and the log names the error, not its words', async () => {
      const failed = async (engineFails: Error) => {
        const { why, did, logged } = await takes({ engineFails });
        expect([why, did]).to.deep.equal(['NOT_RECORDED', [['assign', 't1', { from: null, to: sri.username }]]]);
        return (logged as [object][])[0]![0];
      };
      expect(await failed(new TypeError('3402155203850002'))).to.deep.equal({
        applicationNumber: NUMBER,
        error: 'TypeError',
      });
      expect(await failed('away' as unknown as Error)).to.deep.equal({ applicationNumber: NUMBER, error: 'string' });
    });

    it('not when it is over, not there, or another case’s', async () => {
      const gone = refused('task-taken', 'TASK_GONE');
      for (const tasks of [[], [{ endedAt: NOW }], [{ applicationNumber: 'KK-261127-GHJKLM' }]])
        expect(await takes({ tasks })).to.deep.include({ why: 'TASK_GONE', did: [gone] });
      expect((await takes({ tasks: [], isUnknown: true })).did, 'of a case that is not there').to.deep.equal([
        refused('task-taken', 'TASK_GONE', { of: null }),
      ]);
    });
  });

  describe('is given back', () => {
    const releases = acting(releaseTask);

    it('by who holds it: the case stays where it is', async () => {
      const tasks = [{ element: 'verify-draft', assignee: endah.username }];
      expect(await releases({ tasks, entryOfficer: sri.username }, endah.username)).to.deep.include({
        why: 'done',
        did: [
          ['assign', 't1', { from: endah.username, to: null }],
          row(endah.username, 'task-released', 5, { task: 't1' }),
        ],
      });
    });

    it('with the case by its entry officer, also when the engine names nobody', async () => {
      for (const assignee of [sri.username, null])
        expect((await releases({ tasks: [{ assignee }], entryOfficer: sri.username })).did).to.deep.equal([
          ['case', NUMBER, { entryOfficer: null }],
          ['assign', 't1', { from: assignee, to: null }],
          row(sri.username, 'task-released', 3, { task: 't1' }),
        ]);
    });

    it('by nobody else, also not by the entry officer where the task does not go with the case', async () => {
      const no = { why: 'ASSIGNED_TO_ANOTHER', did: [refused('task-released', 'ASSIGNED_TO_ANOTHER')] };
      expect(await releases({ entryOfficer: tono.username })).to.deep.include(no);
      expect(await releases({ tasks: [{ assignee: tono.username }] })).to.deep.include(no);
      expect(await releases({ tasks: [{ element: 'verify-draft' }], entryOfficer: sri.username })).to.deep.include(no);
    });

    it('not when it is over', async () => {
      expect((await releases({ tasks: [{ endedAt: NOW, assignee: sri.username }] })).did).to.deep.equal([
        refused('task-released', 'TASK_GONE'),
      ]);
    });
  });

  it('that the program does not know how to judge is given back by who holds it, and taken by nobody', async () => {
    const tasks = [{ element: 'drink-coffee', assignee: sri.username }];
    const { needs, did } = office({ tasks });
    await releaseTask(needs)(sri.username, TASK);
    expect(did.at(-1)).to.deep.equal(row(sri.username, 'task-released', null, { task: 't1' }));
    expect((await acting(claimTask)({ tasks })).why).to.equal('TASK_UNKNOWN');
  });
});

describe('The engine’s assignees are brought in line with the office’s record:', () => {
  const aligns = async (given: Given) => {
    const { needs, did } = office(given);
    return { moved: await alignAssignments(needs)(), did };
  };
  const HELD = [{ assignee: tono.username }];
  const freed = (step: number | null) => row('sistem', 'task-freed', step, { heldBy: tono.username, task: 't1' });

  it('what an absent officer holds goes back to the lane, and the case with it', async () => {
    expect(await aligns({ tasks: HELD, absent: tono.username, entryOfficer: tono.username })).to.deep.equal({
      moved: 1,
      did: [['case', NUMBER, { entryOfficer: null }], freed(3), ['assign', 't1', { from: tono.username, to: null }]],
    });
  });

  it('the case stays with a colleague, and where the task does not go with it', async () => {
    for (const [element, entryOfficer, step] of [
      ['examine-application', sri.username, 3],
      ['verify-draft', tono.username, 5],
      ['drink-coffee', tono.username, null],
    ] as const)
      expect(
        await aligns({ tasks: [{ element, assignee: tono.username }], absent: tono.username, entryOfficer }),
      ).to.deep.equal({ moved: 1, did: [freed(step), ['assign', 't1', { from: tono.username, to: null }]] });
  });

  it('nothing is journalled, and the engine not asked, of a task that was taken or has ended meanwhile', async () => {
    const item = { taskId: 't1', applicationNumber: NUMBER, element: 'examine-application', endedAt: null };
    for (const meanwhile of [
      { ...item, assignee: sri.username },
      { ...item, assignee: tono.username, endedAt: NOW },
    ] as unknown as WorkItem[])
      expect(await aligns({ tasks: HELD, absent: tono.username, meanwhile })).to.deep.equal({ moved: 0, did: [] });
    const taken = await aligns({ tasks: HELD, absent: tono.username, outcome: 'held' });
    expect(taken.moved, 'between the record and the engine').to.equal(0);
  });

  it('a task is journalled once, however often the process dies before the engine was asked, or after', async () => {
    const { needs, did } = office({ tasks: HELD, absent: tono.username, engineFails: new Error('killed') });
    for (let i = 0; i < 3; i += 1) await alignAssignments(needs)().catch(() => undefined);
    expect(did.filter(([what]) => what === 'journal')).to.deep.equal([freed(3)]);
    expect(did.filter(([what]) => what === 'assign')).to.have.length(3);
  });

  it('a task that came to an absent officer again since is journalled again', async () => {
    const entry = (event: string, actor: string, detail: object) => ({ event, actor, detail }) as JournalEntry;
    const once = entry('task-freed', 'sistem', { heldBy: tono.username, task: 't1' });
    const rowsAfter = async (...rows: JournalEntry[]) =>
      (await aligns({ tasks: HELD, absent: tono.username, journal: rows })).did.filter(([what]) => what === 'journal');
    for (const again of [
      entry('task-taken', tono.username, { task: 't1' }),
      entry('case-handed-over', sri.username, { to: tono.username }),
      entry('task-freed', 'sistem', { heldBy: sri.username, task: 't1' }),
    ])
      expect(await rowsAfter(...(again.event === 'task-freed' ? [again] : [once, again])), again.event).to.deep.equal([
        freed(3),
      ]);
    for (const other of [
      entry('task-taken', tono.username, { task: 't2' }),
      entry('task-taken', sri.username, { task: 't1' }),
      entry('case-handed-over', tono.username, { to: sri.username }),
      entry('task-freed', 'sistem', { heldBy: tono.username, task: 't2' }),
    ])
      expect(await rowsAfter(once, other), other.event).to.deep.equal([]);
  });

  it('a task that goes with the case goes to its entry officer', async () => {
    for (const assignee of [null, tono.username])
      expect(await aligns({ tasks: [{ assignee }], entryOfficer: sri.username })).to.deep.equal({
        moved: 1,
        did: [['assign', 't1', { from: assignee, to: sri.username }]],
      });
    expect((await aligns({ entryOfficer: sri.username, outcome: 'gone' })).moved).to.equal(0);
  });

  it('nothing is moved that is right, that goes with no case, or whose entry officer is absent or unknown', async () => {
    const nothing = { moved: 0, did: [] };
    expect(await aligns({ tasks: HELD, entryOfficer: tono.username })).to.deep.equal(nothing);
    expect(await aligns({ tasks: [{ element: 'verify-draft' }], entryOfficer: sri.username })).to.deep.equal(nothing);
    expect(await aligns({ entryOfficer: tono.username, absent: tono.username })).to.deep.equal(nothing);
    expect(await aligns({ tasks: HELD })).to.deep.equal(nothing);
    expect(await aligns({ isUnknown: true, entryOfficer: sri.username })).to.deep.equal(nothing);
  });

  it('every task is looked at, and those that moved are counted', async () => {
    const tasks = [
      { taskId: 't1', assignee: tono.username },
      { taskId: 't2', element: 'verify-draft', assignee: endah.username },
      { taskId: 't3', assignee: null },
    ] as unknown as Given['tasks'];
    const { moved, did } = await aligns({ tasks: tasks!, absent: tono.username, entryOfficer: sri.username });
    expect(moved).to.equal(2);
    expect(did.filter(([what]) => what === 'assign').map(([, task]) => task)).to.deep.equal(['t1', 't3']);
  });
});
