import { expect } from 'chai';
import { isPaperSeen, seenIn, whatWasSeen } from '../../src/cases/what-was-seen.ts';
import type { JournalRow } from '../../src/store/store.ts';

type View = Pick<JournalRow, 'event' | 'detail'>;
const DRAFT = 'a'.repeat(64);
const OTHER = 'b'.repeat(64);
const BROUGHT = 'c'.repeat(64);
const page: View = { event: 'case-viewed', detail: {} };
const paper = (id: string): View => ({ event: 'paper-viewed', detail: { paper: id } });
const draft = (draftSha256: string, size = 'full'): View => ({ event: 'draft-viewed', detail: { draftSha256, size } });
const brought = (sha256: string): View => ({ event: 'brought-card-viewed', detail: { sha256 } });
const CASE = { draftSha256: DRAFT };

describe('What an officer has read of a case', () => {
  it('is nothing before they looked; what does not exist needs no reading', () => {
    expect(seenIn([], [{ id: 'p1' }], CASE, BROUGHT)).to.deep.equal({
      data: false,
      papers: false,
      draft: false,
      brought: false,
    });
    expect(seenIn([], [], { draftSha256: null })).to.deep.equal({
      data: false,
      papers: true,
      draft: false,
      brought: true,
    });
  });

  it('is the data once the page of the case was open, and not by another look', () => {
    expect(seenIn([page], [], CASE).data).to.equal(true);
    expect(seenIn([paper('p1'), draft(DRAFT)], [], CASE).data).to.equal(false);
  });

  it('is every paper of now, each opened by itself', () => {
    const papers = [{ id: 'p1' }, { id: 'p2' }];
    expect(seenIn([paper('p1')], papers, CASE).papers).to.equal(false);
    expect(seenIn([paper('p1'), paper('p3')], papers, CASE).papers).to.equal(false);
    expect(seenIn([paper('p2'), page, paper('p1')], papers, CASE).papers).to.equal(true);
    expect(seenIn([{ event: 'papers-glanced', detail: { paper: 'p1' } }], [{ id: 'p1' }], CASE).papers).to.equal(false);
    expect(isPaperSeen([paper('p1'), page], 'p1')).to.equal(true);
    expect(isPaperSeen([page], 'p1')).to.equal(false);
  });

  it('is the draft of now at full size, not a small picture of it and not an earlier draft', () => {
    expect(seenIn([page, draft(DRAFT)], [], CASE).draft).to.equal(true);
    expect(seenIn([draft(DRAFT, 'small')], [], CASE).draft).to.equal(false);
    expect(seenIn([draft(OTHER)], [], CASE).draft).to.equal(false);
    const glance: View = { event: 'draft-glanced', detail: { draftSha256: DRAFT, size: 'full' } };
    expect(seenIn([glance], [], CASE).draft).to.equal(false);
    const none: View = { event: 'draft-viewed', detail: { draftSha256: null, size: 'full' } };
    expect(seenIn([none], [], { draftSha256: null }).draft, 'there is none to read').to.equal(false);
  });

  it('is the card from SIAK that waits, by its bytes', () => {
    expect(seenIn([page, brought(BROUGHT)], [], CASE, BROUGHT).brought).to.equal(true);
    expect(seenIn([brought(OTHER)], [], CASE, BROUGHT).brought).to.equal(false);
    expect(seenIn([{ event: 'paper-viewed', detail: { sha256: BROUGHT } }], [], CASE, BROUGHT).brought).to.equal(false);
  });

  it('is read from the journal of this person and this case', async () => {
    const asked: unknown[] = [];
    const views = [page, paper('p1'), draft(DRAFT), brought(BROUGHT)].map((view, i) => ({
      ...view,
      id: String(8 + i),
    }));
    let amended: readonly { id: string }[] = [];
    const store = {
      journal: {
        by: (...args: unknown[]) => {
          asked.push(args);
          return Promise.resolve(args[1] === 'pemohon' ? amended : views);
        },
      },
      papers: { of: (number: string) => Promise.resolve(number === 'KK-1' ? [{ id: 'p1' }] : [{ id: 'p9' }]) },
    } as unknown as Parameters<typeof whatWasSeen>[0];
    const record = { applicationNumber: 'KK-1', ...CASE };
    const everything = { data: true, papers: true, draft: true, brought: true };
    expect(await whatWasSeen(store, 'sri.wahyuni', record, BROUGHT)).to.deep.equal(everything);
    expect(await whatWasSeen(store, 'sri.wahyuni', record)).to.deep.equal(everything);
    expect(asked.slice(0, 2)).to.deep.equal([
      [['KK-1'], 'sri.wahyuni', ['case-viewed', 'paper-viewed', 'draft-viewed', 'brought-card-viewed']],
      [['KK-1'], 'pemohon', ['application-amended']],
    ]);
    // Ids are numbers in text: the 10th comes after the 9th.
    for (const [ids, data] of [
      [['7'], true],
      [['10', '7'], true],
      [['7', '10'], false],
    ] as const) {
      amended = ids.map((id) => ({ id }));
      expect(await whatWasSeen(store, 'sri.wahyuni', record, BROUGHT), ids.join()).to.deep.equal({
        ...everything,
        data,
      });
    }
  });
});
