import { expect } from 'chai';
import { housekeeping } from '../../src/cases/housekeeping.ts';
import { anchorJournal, watchJournal } from '../../src/cases/watch-journal.ts';
import { errorOf } from '../store/given.ts';
import { noteBook } from './noted.ts';

const NOW = new Date('2026-11-27T20:00:00Z');
const [SECOND, MINUTE, HOUR] = [1_000, 60_000, 3_600_000];

/** A database in which there is nothing to do. */
interface Given {
  readonly broken?: string;
  readonly isWritten?: boolean;
  /** Heads that were written down outside, and changed since. */
  readonly altered?: readonly object[];
}
function office({ broken, isWritten = true, altered = [] }: Given = {}) {
  const { did, note } = noteBook();
  const needs = {
    store: {
      outbox: { waiting: note('outbox waiting', []) },
      judgements: { forgotten: note('judgements forgotten', []) },
      uploads: { purge: note('uploads forgotten', 3) },
      heldFiles: { purge: note('held files forgotten', 5) },
      keptSearches: { purge: note('searches forgotten', 2) },
      journal: {
        write: note('journal'),
        head: () => Promise.resolve({ length: '7', hash: 'h7' }),
        hashesAt: () => Promise.resolve(new Map()),
        firstBrokenLink: () => Promise.resolve(broken),
      },
    },
    anchors: {
      write: note('anchored', isWritten),
      read: () => altered,
    },
    now: () => NOW,
  } as unknown as Parameters<typeof housekeeping>[0];
  return { needs, did };
}

describe('The work that the office does again and again', () => {
  const resumeBatches = () => Promise.resolve(4);
  const chores = (needs = office().needs) => housekeeping(needs, { resumeBatches });
  const named = (name: string, needs: Parameters<typeof housekeeping>[0]) =>
    chores(needs).find((chore) => chore.name === name)!;

  it('is done as often as somebody waits for it', () => {
    expect(chores().map(({ name, everyMs }) => [name, everyMs])).to.deep.equal([
      ['messages to the process', 2 * SECOND],
      ['messages from applicants', 2 * SECOND],
      ['messages that were missed', 5 * MINUTE],
      ['messages to applicants', 2 * SECOND],
      ['statuses of messages', 30 * SECOND],
      ['assignments of tasks', 30 * SECOND],
      ['judgements that no engine took', 30 * SECOND],
      ['takings-back that no engine took', 30 * SECOND],
      ['signing batches of a process that died', 5 * SECOND],
      ['archive copies that are lacking', 30 * SECOND],
      ['archive layers that were added', 10 * MINUTE],
      ['archive copies to be read again', 10 * MINUTE],
      ['head of the journal written down', HOUR],
      ['cases compared with the engine', 30 * SECOND],
      ['photos forgotten that nobody submitted', HOUR / 6],
      ['files of strangers forgotten', HOUR],
      ['searches of officers forgotten', HOUR],
      ['journal verified', 24 * HOUR],
    ]);
  });

  it('is reported when it failed three times; a broken journal at once', () => {
    const sooner = chores().filter(({ reportsAfter }) => reportsAfter !== undefined);
    expect(sooner.map(({ name, reportsAfter }) => [name, reportsAfter])).to.deep.equal([['journal verified', 1]]);
  });

  it('resumes the batches of who died', async () => {
    expect(await named('signing batches of a process that died', office().needs).run()).to.equal(4);
  });

  it('leaves a message a second to the process that wrote it', async () => {
    const { needs, did } = office();
    expect(await named('messages to the process', needs).run()).to.equal(0);
    expect(did).to.deep.equal([['outbox waiting', SECOND]]);
  });

  it('lets a judgement lapse that no engine took', async () => {
    const { needs, did } = office();
    expect(await named('judgements that no engine took', needs).run()).to.equal(0);
    expect(did.map(([what]) => what)).to.deep.equal(['judgements forgotten']);
  });

  it('forgets half a photo after an hour, a whole one after a week, a used one after a day, files of strangers after thirty, searches after half a day', async () => {
    const { needs, did } = office();
    expect(await named('photos forgotten that nobody submitted', needs).run()).to.equal(3);
    expect(await named('files of strangers forgotten', needs).run()).to.equal(5);
    expect(await named('searches of officers forgotten', needs).run()).to.equal(2);
    expect(did).to.deep.equal([
      ['uploads forgotten', { partMs: HOUR, unusedMs: 7 * 24 * HOUR, usedMs: 24 * HOUR }],
      ['held files forgotten', 30 * 24 * HOUR],
      ['searches forgotten', 12 * HOUR],
    ]);
  });
});

describe('The journal', () => {
  it('has its head written down outside the database, under the day of the office', async () => {
    const { needs, did } = office();
    expect(await anchorJournal(needs)()).to.equal(1);
    expect(did).to.deep.equal([['anchored', '2026-11-28', { length: '7', hash: 'h7' }]]);
    expect(await anchorJournal(office({ isWritten: false }).needs)(), 'written down already').to.equal(0);
  });

  const row = (event: string, detail: object) => [
    'journal',
    { applicationNumber: null, actor: 'sistem', event, step: null, detail },
  ];

  it('says of itself that it is whole', async () => {
    const { needs, did } = office();
    expect(await watchJournal(needs)()).to.equal(0);
    expect(did).to.deep.equal([row('journal-verified', { length: '7', anchors: 0 })]);
  });

  it('says what is wrong with it, and the alarm names it', async () => {
    const { needs, did } = office({ broken: '5', altered: [{ source: '2026-11-26', fault: 'FORGED' }] });
    const error = await errorOf(watchJournal(needs)());
    expect(error).to.include({ name: 'JournalBroken', message: 'CHAIN_BROKEN, ANCHOR_ALTERED' });
    const findings = [
      { code: 'CHAIN_BROKEN', entry: '5' },
      { code: 'ANCHOR_ALTERED', source: '2026-11-26', fault: 'FORGED' },
    ];
    expect(did).to.deep.equal([row('journal-broken', { length: '7', anchors: 0, findings })]);
  });
});
