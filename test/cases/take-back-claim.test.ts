import { expect } from 'chai';
import { takingBackClaim } from '../../src/cases/take-back-claim.ts';
import type { DecisionRecord, JournalRow, WorkItem } from '../../src/store/store.ts';
import { PEOPLE } from './office.ts';

const AT = (minute: number) => new Date(Date.parse('2026-11-27T03:00:00Z') + minute * 60_000);
const CASE = { draftSha256: null, applicationNumber: 'KK-1', entryOfficer: PEOPLE.sri.username };
const decided = (taskId: string, change: Partial<DecisionRecord> = {}): DecisionRecord => ({
  ...{ applicationNumber: 'KK-1', taskId, step: 3, element: 'examine-application', decidedBy: PEOPLE.sri.username },
  ...{ decidedAt: AT(0), actingAs: null, answer: { examination: 'complete' }, refusedBecause: null },
  ...{ takenBackAt: null, caseBefore: { state: 'examination' }, draftSha256: null },
  ...change,
});
const task = (taskId: string, endedAt: Date | null = null, change: Partial<WorkItem> = {}): WorkItem =>
  ({
    ...{ taskId, applicationNumber: 'KK-1', element: 'verify-draft', lane: 'kasi', assignee: null },
    ...{ createdAt: AT(0), endedAt },
    ...change,
  }) as unknown as WorkItem;
const recorded = (taskId: string): JournalRow => row('decision-recorded', { task: taskId });
const row = (event: string, detail: object = {}, actor = 'sistem') =>
  ({ event, detail, actor }) as unknown as JournalRow;

interface Given {
  readonly decisions?: readonly DecisionRecord[];
  readonly tasks?: readonly WorkItem[];
  readonly journal?: readonly JournalRow[];
  readonly lockedAt?: Date | null;
  readonly judged?: readonly string[];
  readonly begun?: Readonly<Record<string, string>>;
}
const DELEGATIONS = [{ from: 'a', to: 'b' }];
function claim(of: string, given: Given = {}, username: string = PEOPLE.sri.username) {
  const { decisions = [], tasks = [], journal = [], lockedAt, judged = [], begun = {} } = given;
  const roster = { people: Object.values(PEOPLE), delegations: DELEGATIONS, absences: [] };
  const store = {
    people: { roster: () => Promise.resolve(roster) },
    accounts: { find: () => Promise.resolve(lockedAt === undefined ? undefined : { lockedAt }) },
    decisions: { of: () => Promise.resolve(decisions) },
    workList: { of: () => Promise.resolve(tasks) },
    journal: { of: () => Promise.resolve(journal) },
    judgements: {
      find: (taskId: string) => Promise.resolve(judged.includes(taskId) ? { onItsWay: true } : undefined),
    },
    answerDrafts: { begunBy: (taskId: string) => Promise.resolve(begun[taskId]) },
  };
  // 17.15 of the day before in Greenwich is the 27th in Bantul.
  const now = () => new Date('2026-11-26T17:15:00Z');
  return takingBackClaim({ store, now } as unknown as Parameters<typeof takingBackClaim>[0], username, CASE, of);
}

describe('What has to be known before a decision is taken back', () => {
  it('is who wants it, on which day, and whose case it is', async () => {
    const { person, today, delegations, entryOfficer } = await claim('t1');
    expect(person).to.equal(PEOPLE.sri);
    expect([today, entryOfficer]).to.deep.equal(['2026-11-27', PEOPLE.sri.username]);
    expect(delegations).to.equal(DELEGATIONS);
    expect((await claim('t1', {}, 'orang.asing')).person).to.equal(undefined);
    expect((await claim('t1', { lockedAt: null })).person).to.equal(PEOPLE.sri);
    expect((await claim('t1', { lockedAt: AT(0) })).person, 'with a locked account').to.equal(undefined);
  });

  it('is the decision in force, what was decided before it, and whether it is the newest', async () => {
    const [one, two, three] = [decided('t1'), decided('t2'), decided('t3')];
    const decisions = [one, two, three];
    const second = await claim('t2', { decisions });
    expect(second.decision).to.deep.equal({ ...two, isNewest: false });
    expect(second.history).to.deep.equal([one]);
    expect((await claim('t3', { decisions })).decision).to.include({ taskId: 't3', isNewest: true });
    const none = await claim('t9', { decisions });
    expect([none.decision, none.history, none.variables]).to.deep.equal([undefined, [], {}]);
    const takenBack = decided('t3', { takenBackAt: AT(1) });
    expect((await claim('t2', { decisions: [one, two, takenBack] })).decision).to.include({ isNewest: true });
    expect((await claim('t3', { decisions: [one, two, takenBack] })).decision).to.equal(undefined);
  });

  it('is every task that the case had after its task ended, and the open one', async () => {
    const tasks = [
      task('before', AT(4)),
      task('t1', AT(5)),
      task('meanwhile', AT(5)),
      task('after', AT(6), { element: 'request-print', assignee: 'a' }),
      task('open', null, { element: 'verify-draft', assignee: 'b' }),
    ];
    const { tasksSince, next } = await claim('t1', { tasks, judged: ['open'], begun: { after: 'tono.prasetyo' } });
    expect(tasksSince).to.deep.equal([
      { element: 'request-print', assignee: 'a', isOpen: false, isBeingDecided: false, begunBy: 'tono.prasetyo' },
      { element: 'verify-draft', assignee: 'b', isOpen: true, isBeingDecided: true, begunBy: null },
    ]);
    expect(next!.taskId).to.equal('open');
    const ended = await claim('t1', { tasks: tasks.slice(0, 4) });
    expect([ended.next, ended.tasksSince.length]).to.deep.equal([undefined, 1]);
    for (const unknown of ['open', 't9']) {
      const { tasksSince: since, next: following } = await claim(unknown, { tasks });
      expect([since, following], unknown).to.deep.equal([[], undefined]);
    }
  });

  it('is what the journal holds after the entry of this decision, and not by a clock', async () => {
    const rows = [row('case-viewed'), recorded('t1'), row('note-added', {}, 'tono.prasetyo'), recorded('t2')];
    expect((await claim('t1', { journal: rows })).actsSince).to.deep.equal(rows.slice(2));
    expect((await claim('t2', { journal: rows })).actsSince).to.deep.equal([]);
    expect((await claim('t9', { journal: rows })).actsSince, 'never recorded: everything').to.deep.equal(rows);
    const other = [row('decision-refused', { task: 't1' }), recorded('t1'), row('note-added')];
    expect((await claim('t1', { journal: other })).actsSince).to.deep.equal(other.slice(2));
  });

  describe('is what the process knew before it', () => {
    const examined = decided('t1');
    const invalid = decided('t2', { element: 'verify-draft', answer: { verification: 'invalid' } });

    it('with nothing of its answer, and why the task had come back', async () => {
      const journal = [
        recorded('t1'),
        row('task-returned', { code: 'SIAK_REFUSED' }),
        recorded('t2'),
        row('task-returned', { code: 'NO_SIGNING_GRANT' }),
      ];
      const { variables } = await claim('t2', { decisions: [examined, invalid], journal });
      expect(variables).to.deep.include({ verification: null, returnReason: 'SIAK_REFUSED', note: '' });
    });

    it('with no reason where it had not come back, or came back before the decision that went before', async () => {
      const early = [row('task-returned', { code: 'SIAK_REFUSED' }), recorded('t1'), recorded('t2')];
      const { variables } = await claim('t2', { decisions: [examined, invalid], journal: early });
      expect(variables).to.deep.include({ returnReason: '' });
      const first = await claim('t1', { decisions: [examined], journal: early.slice(0, 2) });
      expect(first.variables, 'the first decision').to.deep.include({ returnReason: 'SIAK_REFUSED' });
    });

    it('which nobody knows of a decision of before this was recorded', async () => {
      expect((await claim('t1', { decisions: [decided('t1', { caseBefore: null })] })).variables).to.deep.equal({});
    });
  });
});
