import { expect } from 'chai';
import { failuresIn, returnReason, returningFailure } from '../../src/cases/return-reason.ts';
import { stepOfTask } from '../../src/domain/user-tasks.ts';
import type { JournalRow, ListedDecision } from '../../src/store/store.ts';

type Row = Pick<JournalRow, 'event' | 'detail'>;
const decided = (
  element: string,
  answer: Readonly<Record<string, unknown>>,
  change: Partial<ListedDecision> = {},
): ListedDecision => ({
  step: stepOfTask(element)!,
  element,
  decidedBy: 'endah.kusuma',
  decidedByName: 'Endah Kusumawati',
  decidedAt: new Date('2026-11-27T03:00:00Z'),
  actingAs: null,
  answer,
  refusedBecause: null,
  takenBackAt: null,
  draftSha256: null,
  ...change,
});
const failed = (code: string, more: Record<string, unknown> = {}): Row => ({
  event: 'task-returned',
  detail: { code, ...more },
});

const COMPLETE = decided('examine-application', { examination: 'complete' });
const REQUESTED = decided('request-print', { printRequest: 'requested' });
const VALID = decided('verify-draft', { verification: 'valid' });
const OF_ENDAH = { by: 'Endah Kusumawati', note: null };
const CAME_BACK = { code: 'CAME_BACK', by: null, note: null };

describe('Why a task lies with an officer again', () => {
  it('is nothing the first time, when nobody has decided or only others before', () => {
    expect(returnReason('examine-application', [], [])).to.equal(null);
    expect(returnReason('examine-application', [], [failed('SIAK_REFUSED')]), 'nothing came back yet').to.equal(null);
    expect(returnReason('verify-draft', [COMPLETE, REQUESTED], [])).to.equal(null);
    expect(returnReason('approve-signing', [COMPLETE, REQUESTED, VALID], [])).to.equal(null);
    expect(returnReason('enter-siak-manually', [COMPLETE], [])).to.equal(null);
  });

  it('is what the head said of a draft, with the note, to Kasi alone', () => {
    const rejected = decided('approve-signing', { signing: 'rejected', note: 'Nama ibu keliru.' });
    expect(returnReason('verify-draft', [VALID, rejected], [])).to.deep.equal({
      code: 'REJECTED_BY_HEAD',
      by: 'Endah Kusumawati',
      note: 'Nama ibu keliru.',
    });
    expect(returnReason('approve-signing', [VALID, rejected], [])).to.equal(null);
    const approved = decided('approve-signing', { signing: 'approved' });
    expect(returnReason('verify-draft', [VALID, approved], []), 'not what was approved').to.equal(null);
    const mixed = decided('request-print', { signing: 'rejected' });
    expect(returnReason('verify-draft', [VALID, mixed], []), 'not of another step').to.equal(null);
  });

  it('shows a note only where something was written', () => {
    for (const note of ['', '  ', undefined, 7])
      expect(returnReason('verify-draft', [decided('approve-signing', { signing: 'rejected', note })], [])).to.include({
        note: null,
      });
  });

  it('is what the second officer found in SIAK, to whoever typed the entry', () => {
    const differs = decided('check-siak-entry', { entryCheck: 'differs' });
    expect(returnReason('enter-siak-manually', [COMPLETE, differs], [])).to.deep.equal({
      code: 'ENTRY_DIFFERS',
      ...OF_ENDAH,
    });
    expect(returnReason('verify-draft', [COMPLETE, differs], [])).to.equal(null);
    const seen = decided('check-siak-entry', { entryCheck: 'seen' });
    expect(returnReason('enter-siak-manually', [COMPLETE, seen], [])).to.equal(null);
  });

  it('is a draft that was wrong, or a card of SIAK that was, to the examiner', () => {
    const withheld = decided('request-print', { printRequest: 'withheld' });
    const returned = decided('bring-signed-card', { signedCard: 'returned' });
    expect(returnReason('examine-application', [COMPLETE, withheld], [])).to.deep.equal({
      code: 'DRAFT_WRONG',
      ...OF_ENDAH,
    });
    expect(returnReason('examine-application', [COMPLETE, returned], [])).to.deep.equal({
      code: 'SIAK_CARD_WRONG',
      ...OF_ENDAH,
    });
    for (const last of [withheld, returned])
      expect(returnReason('enter-siak-manually', [COMPLETE, last], [])).to.equal(null);
    for (const last of [REQUESTED, decided('bring-signed-card', { signedCard: 'accepted' })])
      expect(returnReason('examine-application', [COMPLETE, last], [])).to.equal(null);
  });

  describe('to the examiner, after the applicant was asked', () => {
    const asked = decided('examine-application', { examination: 'incomplete', note: 'Ijazah belum ada.' });
    const invalid = decided('verify-draft', { verification: 'invalid', note: 'Tanggal lahir.' });
    const call = decided('reach-applicant', { reached: 'yes' }, { decidedByName: 'Tono Prasetyo' });

    it('is that they have answered, with what was asked', () => {
      const reason = { code: 'COMPLETED_BY_APPLICANT', by: 'Endah Kusumawati', note: 'Ijazah belum ada.' };
      expect(returnReason('examine-application', [asked], [])).to.deep.equal(reason);
      expect(returnReason('examine-application', [COMPLETE, VALID, asked], [])).to.deep.equal(reason);
    });

    it('is Kasi’s doubt, when Kasi asked', () => {
      expect(returnReason('examine-application', [COMPLETE, invalid], [])).to.deep.equal({
        code: 'INVALID',
        by: 'Endah Kusumawati',
        note: 'Tanggal lahir.',
      });
      expect(returnReason('examine-application', [invalid, asked], [])).to.include({ code: 'COMPLETED_BY_APPLICANT' });
      expect(returnReason('examine-application', [asked, COMPLETE, invalid], [])).to.include({ code: 'INVALID' });
    });

    it('is the same after the call to an applicant whom WhatsApp did not reach', () => {
      expect(returnReason('examine-application', [asked, call], [])).to.include({
        code: 'COMPLETED_BY_APPLICANT',
        by: 'Endah Kusumawati',
      });
      expect(returnReason('examine-application', [call], []), 'when nobody asked').to.equal(null);
    });

    it('is told to the examiner alone, and not once somebody has gone on', () => {
      expect(returnReason('request-print', [asked], [])).to.equal(null);
      expect(returnReason('examine-application', [asked, COMPLETE], [])).to.deep.equal(CAME_BACK);
      expect(returnReason('examine-application', [asked, COMPLETE, REQUESTED], [])).to.equal(null);
    });
  });

  it('is that what followed did not succeed, when the same task went on before', () => {
    for (const [element, answer] of [
      ['examine-application', { examination: 'complete' }],
      ['request-print', { printRequest: 'requested' }],
      ['verify-draft', { verification: 'valid' }],
      ['approve-signing', { signing: 'approved' }],
    ] as const) {
      expect(returnReason(element, [decided(element, answer)], []), element).to.deep.equal(CAME_BACK);
      const other = Object.fromEntries(Object.keys(answer).map((name) => [name, 'something else']));
      expect(returnReason(element, [decided(element, other)], []), element).to.equal(null);
    }
    expect(returnReason('hand-over-card', [decided('hand-over-card', {})], [])).to.equal(null);
  });

  it('is not what was taken back or refused: the decision before it counts', () => {
    const rejected = decided('approve-signing', { signing: 'rejected' });
    for (const gone of [{ takenBackAt: new Date() }, { refusedBecause: 'FOUR_EYES' }])
      expect(returnReason('verify-draft', [COMPLETE, { ...rejected, ...gone }], [])).to.equal(null);
    const asked = decided('examine-application', { examination: 'incomplete' }, { takenBackAt: new Date() });
    const call = decided('reach-applicant', {});
    expect(returnReason('examine-application', [asked, call], [])).to.equal(null);
  });

  describe('is a failure since the last decision, before anything that was said', () => {
    it('by its code, of nobody', () => {
      const rejected = decided('approve-signing', { signing: 'rejected', note: 'Nama ibu keliru.' });
      expect(returnReason('verify-draft', [rejected], [failed('SIGNATURE_STATE_UNKNOWN')])).to.deep.equal({
        code: 'SIGNATURE_STATE_UNKNOWN',
        by: null,
        note: null,
      });
    });

    it('the newest of several', () => {
      const rows = [failed('SIAK_REFUSED', { siakCode: 'NIK_GANDA' }), failed('SIGNATURE_STATE_UNKNOWN')];
      expect(returnReason('approve-signing', [COMPLETE], rows)).to.deep.equal({
        code: 'SIGNATURE_STATE_UNKNOWN',
        by: null,
        note: null,
      });
    });

    it('with the code of SIAK, as it answered last', () => {
      const refusal = { code: 'SIAK_REFUSED', by: null, note: null };
      const of = (...rows: Row[]) => returnReason('examine-application', [COMPLETE], rows);
      expect(of(failed('SIAK_REFUSED', { siakCode: 'NIK_GANDA' }))).to.deep.equal({
        ...refusal,
        siakCode: 'NIK_GANDA',
      });
      expect(
        of(failed('SIAK_REFUSED', { siakCode: 'LAMA' }), failed('SIAK_REFUSED', { siakCode: 'BARU' }), {
          event: 'siak-entered',
          detail: {},
        }),
      ).to.deep.equal({ ...refusal, siakCode: 'BARU' });
      expect(of(failed('SIAK_REFUSED'))).to.deep.equal(refusal);
      expect(of(failed('SIAK_REFUSED', { siakCode: 7 }))).to.deep.equal(refusal);
    });

    it('that WhatsApp does not reach the applicant, where somebody has to reach them', () => {
      const undelivered: Row = { event: 'message-undelivered', detail: {} };
      for (const element of ['reach-applicant', 'hand-over-card'])
        expect(returnReason(element, [COMPLETE], [undelivered]), element).to.deep.equal({
          code: 'NUMBER_UNREACHABLE',
          by: null,
          note: null,
        });
      expect(returnReason('verify-draft', [COMPLETE], [undelivered])).to.equal(null);
      expect(returnReason('reach-applicant', [COMPLETE], [{ event: 'message-sent', detail: {} }])).to.equal(null);
    });
  });
});

describe('The failure that sends a task to a person', () => {
  it('is the newest that leads to a task in the diagram', () => {
    expect(returningFailure([failed('SIAK_REFUSED'), failed('SIGNATURE_STATE_UNKNOWN')])).to.equal(
      'SIGNATURE_STATE_UNKNOWN',
    );
    expect(returningFailure([failed('SIAK_REFUSED'), failed('DATABASE_UNREACHABLE')])).to.equal('SIAK_REFUSED');
    expect(returningFailure([failed('DATABASE_UNREACHABLE')]), 'which is only tried again').to.equal(undefined);
    expect(returningFailure([])).to.equal(undefined);
  });

  it('is not that SIAK is typed by hand, which is the ordinary way', () => {
    expect(returningFailure([failed('SIAK_MANUAL')])).to.equal(undefined);
    expect(returningFailure([failed('SIAK_REFUSED'), failed('SIAK_MANUAL')])).to.equal('SIAK_REFUSED');
  });

  it('is nothing that a person was refused: that says nothing about the case', () => {
    for (const event of ['view-refused', 'act-refused', 'decision-refused', 'decision-lapsed'])
      expect(failuresIn({ event, detail: { because: 'SIAK_REFUSED' } }), event).to.deep.equal([]);
  });

  it('stands in the journal under any name, beside what is no failure', () => {
    expect(
      failuresIn({ event: 'signing-failed', detail: { code: 'SIAK_REFUSED', way: 'api', count: 3, by: null } }),
    ).to.deep.equal(['SIAK_REFUSED']);
    expect(failuresIn({ event: 'siak-entered', detail: { way: 'api' } })).to.deep.equal([]);
  });
});
