import { expect } from 'chai';
import {
  inForce,
  isBeingSigned,
  newestInForce,
  newestOfStep,
  newestRefusal,
  newestRequest,
} from '../../src/cases/decisions-in-force.ts';
import { verificationInForce, verificationOf } from '../../src/cases/verified-draft.ts';
import type { FamilyCard } from '../../src/domain/family-card.ts';
import type { RedrawnDraft } from '../../src/store/redrawn-drafts.ts';
import type { DecisionRecord, DraftRecord } from '../../src/store/store.ts';

const NUMBER = 'KK-261127-ABCDEF';
const VERIFIED = 'a'.repeat(64);
const REDRAWN = 'b'.repeat(64);
const OTHER = 'c'.repeat(64);
let serial = 0;

const decision = (change: Partial<DecisionRecord>): DecisionRecord => ({
  applicationNumber: NUMBER,
  taskId: `task-${++serial}`,
  step: 5,
  element: 'verify-draft',
  decidedBy: 'endah.kusuma',
  decidedAt: new Date('2026-11-27T03:00:00Z'),
  actingAs: null,
  answer: { verification: 'valid' },
  refusedBecause: null,
  takenBackAt: null,
  caseBefore: null,
  draftSha256: VERIFIED,
  ...change,
});
const verified = (change: Partial<DecisionRecord> = {}) => decision(change);
const invalid = (change: Partial<DecisionRecord> = {}) => decision({ answer: { verification: 'invalid' }, ...change });
const examined = (examination: string, change: Partial<DecisionRecord> = {}) =>
  decision({ step: 3, element: 'examine-application', answer: { examination }, draftSha256: null, ...change });
const approved = () => decision({ step: 7, element: 'approve-signing', answer: { signing: 'approved' } });
const TAKEN_BACK = { takenBackAt: new Date('2026-11-27T03:05:00Z') };
const REFUSED = { refusedBecause: 'FOUR_EYES' };

describe('A draft counts as verified', () => {
  const redrawn: RedrawnDraft = {
    sha256: REDRAWN,
    fromSha256: VERIFIED,
    applicationNumber: NUMBER,
    drawnFor: 'agus.hartanto',
  };

  it('by the newest verification that says valid of its very bytes', () => {
    const [first, newest] = [verified(), verified()];
    expect(verificationOf([examined('complete'), first, newest, approved()], VERIFIED, [])).to.equal(newest);
  });

  it('not by a verification of another draft, nor when nobody verified it', () => {
    expect(verificationOf([verified()], OTHER, [])).to.equal(undefined);
    expect(verificationOf([], VERIFIED, [])).to.equal(undefined);
    expect(verificationOf([examined('complete'), approved()], VERIFIED, [])).to.equal(undefined);
  });

  it('not when the newest verification found it invalid, or was of another draft', () => {
    expect(verificationOf([verified(), invalid()], VERIFIED, [])).to.equal(undefined);
    expect(verificationOf([verified(), verified({ draftSha256: OTHER })], VERIFIED, [])).to.equal(undefined);
  });

  it('not by a verification that was taken back or refused; the one before it counts', () => {
    const before = verified();
    for (const gone of [TAKEN_BACK, REFUSED]) {
      expect(verificationOf([verified(gone)], VERIFIED, [])).to.equal(undefined);
      expect(verificationOf([before, invalid(gone)], VERIFIED, [])).to.equal(before);
    }
  });

  it('when it was redrawn for its signer from the verified one: this one from that one', () => {
    const of = verified();
    expect(verificationOf([of], REDRAWN, [redrawn])).to.equal(of);
    expect(verificationOf([of], REDRAWN, [])).to.equal(undefined);
    expect(verificationOf([of], REDRAWN, [{ ...redrawn, fromSha256: OTHER }])).to.equal(undefined);
    expect(verificationOf([of], REDRAWN, [{ ...redrawn, sha256: OTHER }])).to.equal(undefined);
    expect(verificationOf([of], REDRAWN, [{ ...redrawn, fromSha256: OTHER }, redrawn])).to.equal(of);
    expect(verificationOf([invalid()], REDRAWN, [redrawn])).to.equal(undefined);
  });

  describe('when it is about to be signed, by what the sealed drafts say', () => {
    const family = { kkNumber: '3402010101250007', headName: 'Darmo Prawiro' } as FamilyCard;
    const draft = (sha256: string, change: Partial<DraftRecord> = {}): DraftRecord => ({
      sha256,
      applicationNumber: NUMBER,
      family,
      previewSha256: OTHER,
      renderedAt: new Date('2026-11-27T02:00:00Z'),
      issuedOn: '2026-11-27',
      signatory: 'agus.hartanto',
      signatureLines: null,
      ...change,
    });
    const inForceFor = (sha256: string, sealed: readonly DraftRecord[], decisions = [verified()]) =>
      verificationInForce(
        {
          drafts: { find: (wanted: string) => Promise.resolve(sealed.find((one) => one.sha256 === wanted)) },
          redrawnDrafts: {
            of: (wanted: readonly string[]) => Promise.resolve([redrawn].filter((one) => wanted.includes(one.sha256))),
          },
        } as unknown as Parameters<typeof verificationInForce>[0],
        decisions,
        sha256,
      );

    it('the verified bytes themselves, without another look', async () => {
      const of = verified();
      expect(await inForceFor(VERIFIED, [], [of])).to.equal(of);
      expect(await inForceFor(OTHER, [draft(OTHER)], [of])).to.equal(undefined);
    });

    it('a redrawn one with the data, the day and the case of the verified one', async () => {
      const of = verified();
      const other = { signatory: 'rini.astuti', renderedAt: new Date('2026-11-27T04:00:00Z'), previewSha256: VERIFIED };
      expect(await inForceFor(REDRAWN, [draft(VERIFIED), draft(REDRAWN, other)], [of])).to.equal(of);
    });

    it('no other, whatever the row about it claims', async () => {
      const changes: Record<string, Partial<DraftRecord>> = {
        'other data': { family: { ...family, headName: 'Darmo Pawiro' } },
        'another day': { issuedOn: '2026-11-28' },
        'another case': { applicationNumber: 'KK-261127-ABCDEG' },
        'no day': { issuedOn: null },
      };
      for (const [what, change] of Object.entries(changes)) {
        expect(await inForceFor(REDRAWN, [draft(VERIFIED), draft(REDRAWN, change)]), what).to.equal(undefined);
        expect(await inForceFor(REDRAWN, [draft(VERIFIED, change), draft(REDRAWN)]), what).to.equal(undefined);
      }
      const undated = { issuedOn: null };
      expect(await inForceFor(REDRAWN, [draft(VERIFIED, undated), draft(REDRAWN, undated)])).to.equal(undefined);
    });

    it('nor where one of the two is not kept', async () => {
      expect(await inForceFor(REDRAWN, [draft(VERIFIED)])).to.equal(undefined);
      expect(await inForceFor(REDRAWN, [draft(REDRAWN)])).to.equal(undefined);
    });
  });
});

describe('A decision is in force', () => {
  it('unless its author took it back or it was a refused claim', async () => {
    const [kept, taken, refused] = [verified(), verified(TAKEN_BACK), verified(REFUSED)];
    expect(inForce([taken, kept, refused])).to.deep.equal([kept]);
    const rows: Record<string, DecisionRecord[]> = { [NUMBER]: [examined('complete'), kept, taken] };
    const decisions = { of: (number: string) => Promise.resolve(rows[number] ?? []) };
    const tables = { decisions } as unknown as Parameters<typeof newestInForce>[0];
    expect(await newestInForce(tables, NUMBER)).to.equal(kept);
    expect(await newestInForce(tables, 'KK-261127-ABCDEG')).to.equal(undefined);
  });

  it('and the newest of a step is the one that counts', () => {
    const [first, second, later] = [examined('incomplete'), examined('complete'), verified()];
    expect(newestOfStep([first, second, later], 3)).to.equal(second);
    expect(newestOfStep([first, second, { ...later, ...TAKEN_BACK }], 5)).to.equal(undefined);
  });

  it('and a card is being signed once the head approved, or the card from SIAK was accepted', () => {
    expect(isBeingSigned(approved())).to.equal(true);
    expect(isBeingSigned({ answer: { signedCard: 'accepted' } })).to.equal(true);
    for (const answer of [{ signing: 'rejected' }, { signedCard: 'returned' }, { verification: 'valid' }, {}])
      expect(isBeingSigned({ answer }), JSON.stringify(answer)).to.equal(false);
    expect(isBeingSigned(undefined)).to.equal(false);
  });

  it('and the newest request is what the applicant has to bring, by the examination or by Kasi', () => {
    const [asked, back] = [examined('incomplete'), invalid()];
    expect(newestRequest([asked, examined('complete'), verified()])).to.equal(asked);
    expect(newestRequest([asked, back, examined('complete')])).to.equal(back);
    expect(newestRequest([back, asked])).to.equal(asked);
    expect(newestRequest([asked, { ...back, ...TAKEN_BACK }])).to.equal(asked);
    expect(newestRequest([examined('complete'), verified(), examined('refused')])).to.equal(undefined);
  });

  it('and a refusal for good is one of the examination', () => {
    const no = examined('refused');
    expect(newestRefusal([examined('complete'), no])).to.equal(no);
    expect(newestRefusal([no, examined('refused', TAKEN_BACK)])).to.equal(no);
    expect(newestRefusal([examined('complete'), invalid()])).to.equal(undefined);
  });
});
