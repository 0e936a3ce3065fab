import { expect } from 'chai';
import { awaitOutcome, endsBatch, type Outcome, type UnderWay } from '../../src/cases/signing-outcome.ts';
import { progressOf } from '../../src/cases/signing-progress.ts';
import type { FailureCode } from '../../src/domain/failures.ts';

const SINCE = new Date('2026-11-27T03:00:00Z');
const at = (seconds: number) => new Date(SINCE.getTime() + seconds * 1000);
const DRAFT = 'a'.repeat(64);
const NUMBER = 'KK-261127-ABCDEF';
const WAITING = { signedSha256: null as string | null, draftSha256: DRAFT as string | null };
const UNDER_WAY: UnderWay = { applicationNumber: NUMBER, draftSha256: DRAFT, task: 'task-1', since: SINCE };
const failed = (code: string, seconds = 1) => ({ at: at(seconds), event: 'signing-failed', detail: { code } });

interface Given {
  readonly record?: Partial<typeof WAITING>;
  readonly journal?: readonly object[];
  readonly open?: readonly object[];
}
/** Answers the given states one after the other, the last one for ever. */
function office(...states: readonly Given[]) {
  let look = -1;
  const now = () => states[Math.min(look, states.length - 1)]!;
  return {
    looks: () => look + 1,
    store: {
      cases: {
        get: () => {
          look += 1;
          return Promise.resolve({ applicationNumber: NUMBER, ...WAITING, ...now().record });
        },
      },
      journal: { of: () => Promise.resolve(now().journal ?? []) },
      workList: { open: () => Promise.resolve(now().open ?? []) },
    } as unknown as Parameters<typeof awaitOutcome>[0]['store'],
  };
}
const retries: FailureCode[] = [];
async function outcome(given: Given | readonly Given[], milliseconds = 0, signal = new AbortController().signal) {
  retries.length = 0;
  const { store } = office(...([given].flat() as readonly Given[]));
  return awaitOutcome({ store }, UNDER_WAY, {
    milliseconds,
    pollMs: 1,
    signal,
    onRetry: (code) => void retries.push(code),
  });
}

describe('What becomes of an approved draft', () => {
  it('is a signed card', async () => {
    expect(await outcome({ record: { signedSha256: 'b'.repeat(64) } })).to.deep.equal({ kind: 'signed' });
    const both = { record: { signedSha256: 'b'.repeat(64) }, journal: [failed('NO_SIGNING_GRANT')] };
    expect(await outcome(both), 'whatever failed before').to.deep.equal({ kind: 'signed' });
  });

  it('is not known while nothing has happened', async () => {
    expect(await outcome({})).to.equal(undefined);
  });

  it('is back with the head, by the failure that sent it there', async () => {
    expect(await outcome({ journal: [failed('NO_SIGNING_GRANT')] })).to.deep.equal({
      kind: 'returned',
      code: 'NO_SIGNING_GRANT',
    });
    const incidentToo = [failed('DOCUMENT_DAMAGED'), failed('NO_SIGNING_GRANT')];
    expect(await outcome({ journal: incidentToo })).to.include({ kind: 'returned' });
  });

  it('goes by what happened from this approval on', async () => {
    expect(await outcome({ journal: [failed('NO_SIGNING_GRANT', -1)] })).to.equal(undefined);
    expect(await outcome({ journal: [failed('NO_SIGNING_GRANT', 0)] })).to.include({ kind: 'returned' });
  });

  it('is stuck, where only the IT of the office can go on', async () => {
    expect(await outcome({ journal: [failed('DOCUMENT_DAMAGED')] })).to.deep.equal({
      kind: 'stuck',
      code: 'DOCUMENT_DAMAGED',
    });
    expect(retries).to.deep.equal([]);
  });

  it('is waited for while the signing service is tried again, which is told', async () => {
    expect(await outcome({ journal: [failed('DATABASE_UNREACHABLE')] })).to.equal(undefined);
    expect(retries).to.deep.equal(['DATABASE_UNREACHABLE']);
  });

  it('is another draft', async () => {
    const changed = { kind: 'returned', code: 'DRAFT_CHANGED' };
    expect(await outcome({ record: { draftSha256: 'c'.repeat(64) } })).to.deep.equal(changed);
    expect(await outcome({ record: { draftSha256: null } })).to.deep.equal(changed);
  });

  it('is back without a word in the journal, when the head has another task of it', async () => {
    expect(await outcome({ open: [{ element: 'approve-signing', taskId: 'task-2' }] })).to.deep.equal({
      kind: 'returned',
      code: null,
    });
    expect(await outcome({ open: [{ element: 'approve-signing', taskId: 'task-1' }] }), 'the same').to.equal(undefined);
    expect(await outcome({ open: [{ element: 'verify-draft', taskId: 'task-2' }] })).to.equal(undefined);
    const several = [
      { element: 'hand-over-card', taskId: 'task-3' },
      { element: 'approve-signing', taskId: 'task-2' },
    ];
    expect(await outcome({ open: several })).to.include({ kind: 'returned' });
  });

  it('is looked for again and again until it is there', async () => {
    const late = [{}, {}, { record: { signedSha256: 'b'.repeat(64) } }];
    expect(await outcome(late, 60_000)).to.deep.equal({ kind: 'signed' });
  });

  it('is looked for no more when the office closes', async () => {
    const closing = new AbortController();
    const { store, looks } = office({});
    const watch = { milliseconds: 60_000, pollMs: 60_000, signal: closing.signal, onRetry: () => undefined };
    const watched = awaitOutcome({ store }, UNDER_WAY, watch);
    closing.abort();
    expect(await watched).to.equal(undefined);
    expect(looks()).to.equal(1);
    expect(await awaitOutcome({ store }, UNDER_WAY, watch)).to.equal(undefined);
    expect(looks(), 'closed before it began').to.equal(1);
  });
});

describe('Whether the other documents of a batch are signed after this one', () => {
  const goesOn = (...outcomes: (Outcome | undefined)[]) => outcomes.map((one) => !endsBatch(one));
  const returned = (code: FailureCode | null): Outcome => ({ kind: 'returned', code });

  it('they are, after a signature, and after what lies in this one document', () => {
    expect(goesOn({ kind: 'signed' })).to.deep.equal([true]);
    for (const code of ['DRAFT_CHANGED', 'SIGNATORY_DIFFERS', 'DRAFT_NOT_SEEN', 'FOUR_EYES', 'CASE_UNKNOWN'] as const)
      expect(goesOn(returned(code)), code).to.deep.equal([true]);
    expect(goesOn({ kind: 'stuck', code: 'DOCUMENT_DAMAGED' })).to.deep.equal([true]);
  });

  it('they are not after anything else: a wrong passphrase may lock the certificate', () => {
    expect(goesOn(undefined, returned(null), returned('NO_SIGNING_GRANT'))).to.deep.equal([false, false, false]);
    expect(goesOn({ kind: 'stuck', code: 'SIGNATURE_STATE_UNKNOWN' })).to.deep.equal([false]);
  });
});

describe('Where a document of the head stands', () => {
  interface Case {
    readonly record?: Partial<typeof WAITING>;
    readonly decisions?: readonly object[];
    readonly isUnderWay?: boolean;
    readonly listed?: object;
  }
  const asked: unknown[] = [];
  const progress = ({ record, decisions = [], isUnderWay = false, listed }: Case) =>
    progressOf(
      {
        cases: { get: () => Promise.resolve({ applicationNumber: NUMBER, ...WAITING, ...record }) },
        decisions: { of: () => Promise.resolve(decisions) },
        signingBatches: { isUnderWay: (sha256: string) => Promise.resolve(isUnderWay && sha256 === DRAFT) },
        workList: {
          listed: (filter: unknown) => (asked.push(filter), Promise.resolve(listed === undefined ? [] : [listed])),
        },
      } as unknown as Parameters<typeof progressOf>[0],
      NUMBER,
    );
  const IN_FORCE = { refusedBecause: null, takenBackAt: null };
  const decided = (step: number, element: string, answer: object, more: object = {}) => ({
    ...{ step, element, answer, decidedByName: 'Agus Hartanto', ...IN_FORCE },
    ...more,
  });
  const approved = decided(7, 'approve-signing', { signing: 'approved' });
  const rejected = decided(7, 'approve-signing', { signing: 'rejected' });
  const valid = decided(5, 'verify-draft', { verification: 'valid' });
  const of = (status: string, reason: string | null = null) => ({ applicationNumber: NUMBER, status, reason });
  const task = (since: readonly object[] = [], decisions: readonly object[] = [valid]) => ({ decisions, since });

  it('is signed, whatever came before', async () => {
    expect(await progress({ record: { signedSha256: 'b'.repeat(64) }, decisions: [rejected] })).to.deep.equal(
      of('signed'),
    );
  });

  it('is back with Kasi, when the head rejected it; not by a decision of another step, or one that was taken back', async () => {
    const back = of('returned', 'Dikembalikan kepada Kasi/Kabid.');
    expect(await progress({ decisions: [valid, rejected] })).to.deep.equal(back);
    const other = { ...rejected, step: 5 };
    expect(await progress({ decisions: [other], listed: task() })).to.deep.equal(of('waiting'));
    const takenBack = { ...rejected, takenBackAt: SINCE };
    expect(await progress({ decisions: [valid, takenBack], listed: task() })).to.deep.equal(of('waiting'));
    expect(await progress({ decisions: [rejected, valid], listed: task() })).to.deep.equal(of('waiting'));
  });

  it('is being signed, while a batch has it, or after the approval until its task is there again', async () => {
    expect(await progress({ decisions: [valid], isUnderWay: true, listed: task() })).to.deep.equal(of('signing'));
    expect(await progress({ decisions: [valid, approved] })).to.deep.equal(of('signing'));
    expect(await progress({ record: { draftSha256: null }, isUnderWay: true })).to.deep.equal(of('waiting'));
  });

  it('waits, before anybody approved it', async () => {
    expect(await progress({ decisions: [valid], listed: task() })).to.deep.equal(of('waiting'));
    expect(await progress({ decisions: [valid] })).to.deep.equal(of('waiting'));
    expect(await progress({})).to.deep.equal(of('waiting'));
    expect(asked.at(-1)).to.deep.equal({
      lanes: ['kepala-dinas'],
      element: 'approve-signing',
      applicationNumber: NUMBER,
    });
  });

  it('is back with the head, with the failure in words for them', async () => {
    const failure = { event: 'task-returned', detail: { code: 'NO_SIGNING_GRANT' } };
    const shown = await progress({ decisions: [valid, approved], listed: task([failure], [valid, approved]) });
    expect(shown.status).to.equal('returned');
    expect(shown.reason).to.match(/passphrase/i);
    const silent = await progress({ decisions: [valid, approved], listed: task([], [valid, approved]) });
    expect(silent, 'why is not journalled').to.deep.equal(of('returned'));
  });
});
