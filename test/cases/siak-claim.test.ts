import { expect } from 'chai';
import { newestClaim } from '../../src/cases/siak-claim.ts';
import type { DecisionRecord } from '../../src/store/store.ts';

let minute = 0;
const decided = (
  element: string,
  answer: Readonly<Record<string, unknown>>,
  decidedBy = 'sri.wahyuni',
  change: Partial<DecisionRecord> = {},
): DecisionRecord => ({
  applicationNumber: 'KK-261127-ABCDEF',
  taskId: `task-${++minute}`,
  step: 3,
  element,
  decidedBy,
  decidedAt: new Date(Date.parse('2026-11-27T02:00:00Z') + minute * 60_000),
  actingAs: null,
  answer,
  refusedBecause: null,
  takenBackAt: null,
  caseBefore: null,
  draftSha256: null,
  ...change,
});
const examined = () => decided('examine-application', { examination: 'complete' });
const typed = (siakReference: unknown, change: Partial<DecisionRecord> = {}) =>
  decided('enter-siak-manually', { siakReference }, 'sri.wahyuni', change);
const checked = (entryCheck: string) => decided('check-siak-entry', { entryCheck }, 'tono.prasetyo');
const GONE = { takenBackAt: new Date('2026-11-27T03:00:00Z') };

describe('What an officer says to have typed into SIAK', () => {
  it('is nothing where nobody typed, or no reference was given', () => {
    expect(newestClaim([])).to.equal(undefined);
    expect(newestClaim([examined(), checked('seen')])).to.equal(undefined);
    expect(newestClaim([examined(), typed(undefined)])).to.equal(undefined);
    expect(newestClaim([typed('SIAK-1'), typed(7)]), 'the newest says nothing').to.equal(undefined);
  });

  it('is the newest entry, counted from one, with who typed it and when; it is a claim until it was seen', () => {
    const [first, second] = [typed('SIAK-1'), typed('SIAK-2')];
    expect(newestClaim([examined(), first])).to.deep.equal({
      reference: 'SIAK-1',
      ordinal: 1,
      by: 'sri.wahyuni',
      at: first.decidedAt,
      seen: null,
    });
    expect(newestClaim([examined(), first, checked('differs'), second])).to.deep.equal({
      reference: 'SIAK-2',
      ordinal: 2,
      by: 'sri.wahyuni',
      at: second.decidedAt,
      seen: null,
    });
  });

  it('was seen by the second officer who found this very entry, and not an earlier one', () => {
    const seen = checked('seen');
    expect(newestClaim([typed('SIAK-1'), seen])!.seen).to.deep.equal({ by: 'tono.prasetyo', at: seen.decidedAt });
    expect(newestClaim([typed('SIAK-1'), checked('differs')])!.seen).to.equal(null);
    expect(newestClaim([typed('SIAK-1'), seen, typed('SIAK-2')])!.seen).to.equal(null);
    expect(newestClaim([typed('SIAK-1'), decided('verify-draft', { entryCheck: 'seen' })])!.seen).to.equal(null);
  });

  it('does not count what was taken back, unless the entry may stand in SIAK all the same', () => {
    const decisions = [typed('SIAK-1'), typed('SIAK-2', GONE)];
    expect(newestClaim(decisions)).to.include({ reference: 'SIAK-1', ordinal: 1 });
    expect(newestClaim(decisions, { takenBackToo: true })).to.include({ reference: 'SIAK-2', ordinal: 2 });
    expect(newestClaim([typed('SIAK-1', GONE)])).to.equal(undefined);
    expect(newestClaim([typed('SIAK-1', { refusedBecause: 'WRONG_ROLE' })], { takenBackToo: true })).to.equal(
      undefined,
    );
  });
});
