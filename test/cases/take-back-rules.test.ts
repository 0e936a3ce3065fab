import { expect } from 'chai';
import {
  DecisionBuiltOn,
  lapseForgottenTakingsBack,
  mayTakeBackDecision,
  takeBackDecision,
} from '../../src/cases/take-back-decision.ts';
import { Refusal } from '../../src/domain/failures.ts';
import type { DecisionRecord } from '../../src/store/store.ts';
import type { TakingBack } from '../../src/store/taking-backs.ts';
import { silent } from '../store/database.ts';
import { noteBook } from './noted.ts';
import { PEOPLE } from './office.ts';

const AT = (minute: number) => new Date(Date.parse('2026-11-27T03:00:00Z') + minute * 60_000);
const NUMBER = 'KK-261127-ABCDEF';
const endah = PEOPLE.endah.username;
const head = PEOPLE.agus.username;
const VERIFIED = {
  ...{ applicationNumber: NUMBER, taskId: 'task-5', step: 5, element: 'verify-draft', decidedBy: endah },
  ...{ decidedByName: PEOPLE.endah.name, decidedAt: AT(0), actingAs: null, answer: { verification: 'valid' } },
  ...{ refusedBecause: null, takenBackAt: null, caseBefore: { state: 'verification' }, draftSha256: null },
} as unknown as DecisionRecord;
const TAKEN_BACK: DecisionRecord = { ...VERIFIED, takenBackAt: AT(2) };
const ENDED = { taskId: 'task-5', element: 'verify-draft', assignee: null, endedAt: AT(0) };
const OPEN = { taskId: 'task-7', element: 'approve-signing', assignee: null as string | null, endedAt: null };
const ON_ITS_WAY: TakingBack = {
  ...{ taskId: 'task-7', applicationNumber: NUMBER, decisionTask: 'task-5', element: 'verify-draft' },
  ...{ takenBackBy: endah, assignee: null },
  variables: { verification: null, signing: null, note: '', returnReason: '' },
};

interface Given {
  readonly isKnown?: boolean;
  /** The decisions of the case: at first, once the engine was asked, and once a taking-back was withdrawn. */
  readonly decisions?: readonly (readonly DecisionRecord[])[];
  readonly open?: readonly (typeof OPEN)[];
  readonly onItsWay?: boolean;
  readonly engine?: () => Promise<string>;
  /** Whether a taking-back could still be withdrawn. */
  readonly withdrawn?: boolean;
  readonly forgotten?: readonly TakingBack[];
  readonly people?: readonly object[];
}
/** A case that Endah verified and that waits for the head; `did`: what was written, locked and asked of the engine. */
function office(given: Given = {}) {
  const { did, note } = noteBook();
  const people = given.people ?? Object.values(PEOPLE);
  const states = given.decisions ?? [[VERIFIED]];
  let stage = 0;
  const decisions = () => states[Math.min(stage, states.length - 1)]!;
  const open = () => given.open ?? [OPEN];
  const tables = {
    cases: {
      find: () =>
        Promise.resolve(
          given.isKnown === false ? undefined : { applicationNumber: NUMBER, entryOfficer: PEOPLE.sri.username },
        ),
      get: () => Promise.resolve({ applicationNumber: NUMBER, entryOfficer: PEOPLE.sri.username }),
    },
    workList: {
      open: ({ applicationNumber }: { applicationNumber?: string }) =>
        Promise.resolve(applicationNumber === NUMBER ? open() : []),
      of: () => Promise.resolve([ENDED, ...open()]),
      lock: note('lock'),
    },
    decisions: {
      of: () => Promise.resolve(decisions()),
      byTask: (task: string) => Promise.resolve(decisions().find(({ taskId }) => taskId === task)),
    },
    people: {
      roster: () => Promise.resolve({ people, delegations: [], absences: [] }),
      find: (username: string) => Promise.resolve(people.find((one) => 'username' in one && one.username === username)),
    },
    accounts: { find: () => Promise.resolve(undefined) },
    judgements: { find: () => Promise.resolve(undefined) },
    answerDrafts: { begunBy: () => Promise.resolve(undefined) },
    takingBacks: {
      onItsWay: () => Promise.resolve(given.onItsWay === true ? ON_ITS_WAY : undefined),
      put: note('put'),
      withdraw: (task: string) => {
        stage = 2;
        return note('withdraw', given.withdrawn ?? true)(task);
      },
      forgotten: () => Promise.resolve(given.forgotten ?? []),
    },
    journal: { of: () => Promise.resolve([]), write: note('journal') },
  };
  const needs = {
    store: { ...tables, transaction: (work: (all: object) => Promise<unknown>) => work(tables) },
    engine: {
      tasks: {
        takeBack: (task: string) => {
          did.push(['engine', task]);
          stage = 1;
          return given.engine?.() ?? Promise.resolve('taken-back');
        },
      },
    },
    now: () => AT(1),
    logger: silent,
  } as unknown as Parameters<typeof takeBackDecision>[0];
  return { needs, did };
}
type Of = Parameters<ReturnType<typeof takeBackDecision>>[1];
async function takesBack(given: Given = {}, username: string = endah, of: Partial<Of> = {}) {
  const { needs, did } = office(given);
  const refused = await takeBackDecision(needs)(username, { applicationNumber: NUMBER, task: 'task-5', ...of }).then(
    () => undefined,
    (error: unknown) => error as Refusal,
  );
  return { refused, code: refused instanceof Refusal ? refused.code : refused, did, names: did.map(([name]) => name) };
}
const row = (event: string, actor: string, step: number | null, detail: object, of: string | null = NUMBER) => [
  'journal',
  { applicationNumber: of, actor, event, step, detail },
];
const refusedRow = (because: string, actor: string = endah, more: object = {}, of: string | null = NUMBER) =>
  row('act-refused', actor, null, { asked: 'decision-taken-back', because, task: 'task-5', ...more }, of);
const lapsedRow = (because: string) =>
  row('taking-back-lapsed', endah, 5, { because, element: 'verify-draft', task: 'task-5' });
const WRITTEN = [
  ['lock', 'task-7'],
  ['put', ON_ITS_WAY],
  row('decision-taken-back', endah, 5, { element: 'verify-draft', task: 'task-5', next: 'approve-signing' }),
];

describe('A decision that its officer takes back', () => {
  it('is judged under the lock of the task that came after, written down, and then done by the engine', async () => {
    const { refused, did } = await takesBack();
    expect(refused).to.equal(undefined);
    expect(did).to.deep.equal([...WRITTEN, ['engine', 'task-7']]);
  });

  it('is journalled with the reason that the officer named, where they named one', async () => {
    const [, , journalled] = (await takesBack({}, endah, { reason: 'wrong-case' as NonNullable<Of['reason']> })).did;
    expect((journalled![1] as { detail: object }).detail).to.include({ reason: 'wrong-case' });
    expect((await takesBack({}, endah, { reason: null })).did).to.deep.include(WRITTEN[2]);
  });

  it('locks all open tasks of the case in one order, whoever comes', async () => {
    const open = ['task-9', 'task-7', 'task-8'].map((taskId) => ({ ...OPEN, taskId }));
    const { did } = await takesBack({ open });
    expect(did.slice(0, 3)).to.deep.equal([
      ['lock', 'task-7'],
      ['lock', 'task-8'],
      ['lock', 'task-9'],
    ]);
  });

  it('is written down once: a second click goes to the engine as well, which takes one of them', async () => {
    const { refused, did } = await takesBack({ onItsWay: true });
    expect([refused, did]).to.deep.equal([
      undefined,
      [
        ['lock', 'task-7'],
        ['engine', 'task-7'],
      ],
    ]);
  });

  it('is taken back already: nothing is done for its author, and anybody else is told that it is not theirs', async () => {
    const again = await takesBack({ decisions: [[TAKEN_BACK]] });
    expect([again.refused, again.did]).to.deep.equal([undefined, [['lock', 'task-7']]]);
    const other = await takesBack({ decisions: [[TAKEN_BACK]] }, PEOPLE.dewi.username);
    expect(other.code).to.equal('NOT_OWN_DECISION');
    expect(other.did).to.deep.include(refusedRow('NOT_OWN_DECISION', PEOPLE.dewi.username)).and.have.length(2);
  });

  describe('stays, and the journal says who tried, where', () => {
    const stays = async (given: Given, because: string, username: string = endah, more: object = {}) => {
      const { code, did } = await takesBack(given, username);
      expect(code).to.equal(because);
      expect(did.filter(([name]) => name !== 'lock')).to.deep.equal([refusedRow(because, username, more)]);
    };
    it('the case is unknown: under no number', async () => {
      const { code, did } = await takesBack({ isKnown: false });
      expect([code, did]).to.deep.equal(['DECISION_WENT_ON', [refusedRow('DECISION_WENT_ON', endah, {}, null)]]);
    });
    it('the task is none of this case, also when it was taken back there', async () => {
      await stays({ decisions: [[]] }, 'DECISION_WENT_ON');
      await stays({ decisions: [[{ ...TAKEN_BACK, applicationNumber: 'KK-261127-ABCDEG' }]] }, 'DECISION_WENT_ON');
    });
    it('it is another one’s', () => stays({}, 'NOT_OWN_DECISION', PEOPLE.dewi.username));
    it('nothing waits after it', () => stays({ open: [] }, 'DECISION_WENT_ON'));
    it('it was made in no task of the diagram', () =>
      stays({ decisions: [[{ ...VERIFIED, element: null }]] }, 'DECISION_WENT_ON'));

    it('somebody has built on it: who, is in the journal and in the sentence', async () => {
      const held = { open: [{ ...OPEN, assignee: head }] };
      await stays(held, 'DECISION_BUILT_ON', endah, { by: head });
      const { refused } = await takesBack(held);
      expect(refused).to.be.instanceOf(DecisionBuiltOn).and.to.include({ by: PEOPLE.agus.name });
      expect(refused!.sentence).to.contain(`Sudah dikerjakan oleh ${PEOPLE.agus.name}`);
      const gone = await takesBack({ ...held, people: [PEOPLE.endah] });
      expect(gone.refused, 'who is no longer of the office').to.include({ by: head });
    });
  });

  it('is told with the sentence of the refusal alone, where nobody else is behind it', async () => {
    const { refused } = await takesBack({ open: [] });
    expect(refused).to.be.instanceOf(Refusal).and.not.be.instanceOf(DecisionBuiltOn);
  });

  describe('and that the engine', () => {
    it('did, though it answered something else or nothing, is taken back', async () => {
      for (const engine of [
        () => Promise.resolve('gone'),
        () => Promise.resolve('not-judged'),
        () => Promise.reject(new Error('the connection broke')),
      ]) {
        const { refused, did } = await takesBack({ engine, decisions: [[VERIFIED], [TAKEN_BACK]] });
        expect([refused, did]).to.deep.equal([undefined, [...WRITTEN, ['engine', 'task-7']]]);
      }
    });

    it('never heard of, lapses: nothing was taken back', async () => {
      for (const error of [new Error('away'), 'away']) {
        // oxlint-disable-next-line prefer-promise-reject-errors
        const { code, did } = await takesBack({ engine: () => Promise.reject(error) });
        expect(code).to.equal('NOT_TAKEN_BACK');
        expect(did.slice(4)).to.deep.equal([['withdraw', 'task-7'], lapsedRow('away')]);
      }
    });

    it('did not do, lapses; why is read once more, without another try', async () => {
      const { code, did } = await takesBack({ engine: () => Promise.resolve('not-judged') });
      expect(code).to.equal('NOT_TAKEN_BACK');
      expect(did.slice(4)).to.deep.equal([['withdraw', 'task-7'], lapsedRow('not-judged'), ['lock', 'task-7']]);
    });

    it('did not do because somebody was there first, names them', async () => {
      const open = [OPEN];
      const engine = () => {
        open[0] = { ...OPEN, assignee: head };
        return Promise.resolve('gone');
      };
      const { code, did } = await takesBack({ engine, open });
      expect(code).to.equal('DECISION_BUILT_ON');
      expect(did.slice(5)).to.deep.equal([
        lapsedRow('gone'),
        ['lock', 'task-7'],
        refusedRow('DECISION_BUILT_ON', endah, { by: head }),
      ]);
    });

    it('took in the very moment in which it was to lapse, is taken back', async () => {
      const { refused, did } = await takesBack({
        engine: () => Promise.reject(new Error('away')),
        withdrawn: false,
        decisions: [[VERIFIED], [VERIFIED], [TAKEN_BACK]],
      });
      expect([refused, did.slice(4)]).to.deep.equal([undefined, [['withdraw', 'task-7']]]);
    });

    it('left another click to withdraw, is refused like that one', async () => {
      const { code, did } = await takesBack({ engine: () => Promise.reject(new Error('away')), withdrawn: false });
      expect(code).to.equal('NOT_TAKEN_BACK');
      expect(did.slice(4), 'and nothing is journalled twice').to.deep.equal([['withdraw', 'task-7']]);
    });

    it('took from another click meanwhile, is taken back for this one too', async () => {
      const { refused, did } = await takesBack({
        engine: () => Promise.resolve('not-judged'),
        decisions: [[VERIFIED], [VERIFIED], [TAKEN_BACK]],
      });
      expect([refused, did.slice(5)]).to.deep.equal([undefined, [lapsedRow('not-judged'), ['lock', 'task-7']]]);
    });
  });

  describe('that nobody went on with, because the process died', () => {
    it('lapses, each for itself, and is counted where it did', async () => {
      const other = { ...ON_ITS_WAY, taskId: 'task-8', element: 'a-task-of-before' };
      const { needs, did } = office({ forgotten: [ON_ITS_WAY, other] });
      expect(await lapseForgottenTakingsBack(needs)()).to.equal(2);
      expect(did).to.deep.equal([
        ['withdraw', 'task-7'],
        lapsedRow('forgotten'),
        ['withdraw', 'task-8'],
        row('taking-back-lapsed', endah, null, {
          because: 'forgotten',
          element: 'a-task-of-before',
          task: 'task-5',
        }),
      ]);
    });

    it('is left where it took effect meanwhile', async () => {
      const { needs, did } = office({ forgotten: [ON_ITS_WAY], withdrawn: false });
      expect(await lapseForgottenTakingsBack(needs)()).to.equal(0);
      expect(did).to.deep.equal([['withdraw', 'task-7']]);
    });
  });
});

describe('Whether the page offers to take back the newest decision', () => {
  const offers = (given: Given = {}, username: string = endah) =>
    mayTakeBackDecision(office(given).needs)(username, NUMBER);

  it('to its author, while nobody has built on it', async () => {
    expect(await offers()).to.deep.equal({ task: 'task-5', element: 'verify-draft' });
    expect(await offers({ open: [{ ...OPEN, assignee: head }] })).to.equal(undefined);
  });

  it('to nobody else, not twice, and not where there is none', async () => {
    expect(await offers({}, PEOPLE.dewi.username)).to.equal(undefined);
    expect(await offers({ decisions: [[TAKEN_BACK]] })).to.equal(undefined);
    expect(await offers({ decisions: [[]] })).to.equal(undefined);
    expect(await offers({ decisions: [[{ ...VERIFIED, element: null }]] })).to.equal(undefined);
  });

  it('and writes nothing by looking', async () => {
    const { needs, did } = office();
    await mayTakeBackDecision(needs)(endah, NUMBER);
    expect(did).to.deep.equal([]);
  });
});
