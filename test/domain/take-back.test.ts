import { expect } from 'chai';
import { judgeTakingBack, variablesBefore, type TakingBackClaim } from '../../src/domain/take-back.ts';
import type { Person } from '../../src/domain/authority.ts';

const kasi: Person = {
  username: 'endah.kusuma',
  name: 'Endah Kusumawati',
  roles: ['kasi'],
  nip: null,
  signerNik: null,
  active: true,
};
const verified = {
  step: 5,
  element: 'verify-draft',
  decidedBy: 'endah.kusuma',
  decidedAt: new Date('2026-11-27T02:00:00Z'),
  actingAs: null,
  isNewest: true,
  caseBefore: { state: 'verification' },
} as const;
const next = {
  element: 'approve-signing',
  assignee: null,
  isOpen: true,
  isBeingDecided: false,
  begunBy: null,
} as const;
const claim = (change: Partial<TakingBackClaim> = {}): TakingBackClaim => ({
  person: kasi,
  decision: verified,
  history: [],
  delegations: [],
  today: '2026-11-27',
  tasksSince: [next],
  actsSince: [],
  entryOfficer: 'sri.wahyuni',
  isOwnFamily: false,
  ...change,
});
const judged = (change: Partial<TakingBackClaim>) => {
  const verdict = judgeTakingBack(claim(change));
  return verdict.allowed ? 'allowed' : [verdict.because, ...(verdict.by === undefined ? [] : [verdict.by])].join(' ');
};

describe('Taking back a decision', () => {
  it('is allowed to who decided, while the next task lies there untouched', () => {
    expect(judged({})).to.equal('allowed');
    expect(judged({ tasksSince: [{ ...next, assignee: 'endah.kusuma' }] }), 'holding it oneself').to.equal('allowed');
  });

  it('is not theirs where the case is of their own family, whoever it was when they decided', () => {
    expect(judged({ isOwnFamily: true })).to.equal('OWN_FAMILY');
    expect(judged({ isOwnFamily: true, decision: { ...verified, decidedBy: 'dua.kasi' } })).to.equal(
      'NOT_OWN_DECISION',
    );
  });

  it('is not hindered by looks, refused attempts, or what the system and the applicant do', () => {
    const actsSince = [
      { actor: 'agus.hartanto', event: 'case-viewed' },
      { actor: 'agus.hartanto', event: 'draft-viewed' },
      { actor: 'agus.hartanto', event: 'decision-refused' },
      { actor: 'agus.hartanto', event: 'decision-lapsed' },
      { actor: 'sistem', event: 'step-late' },
      { actor: 'pemohon', event: 'question-written' },
      { actor: 'endah.kusuma', event: 'note-added' },
    ];
    expect(judged({ actsSince })).to.equal('allowed');
  });

  it('is for nobody else, and for nobody without the role of today', () => {
    expect(judged({ person: undefined })).to.equal('UNKNOWN_OFFICER');
    expect(judged({ person: { ...kasi, active: false } })).to.equal('UNKNOWN_OFFICER');
    expect(judged({ person: { ...kasi, username: 'dewi.larasati' } })).to.equal('NOT_OWN_DECISION');
    expect(judged({ person: { ...kasi, roles: ['petugas-entri'] } })).to.equal('WRONG_ROLE');
    const decision = { ...verified, step: 7, element: 'approve-signing', decidedBy: 'endah.kusuma' } as const;
    const letter = { from: 'agus.hartanto', to: 'endah.kusuma', role: 'kepala-dinas', kind: 'Plh' } as const;
    const back = { decision, tasksSince: [{ ...next, element: 'verify-draft' }] };
    const on = (validFrom: string) => ({ delegations: [{ ...letter, validFrom, validTo: validFrom }] });
    expect(judged({ ...back, ...on('2026-11-27') }), 'in the days of the letter').to.equal('allowed');
    expect(judged({ ...back, ...on('2026-11-26') }), 'and not after them').to.equal('WRONG_ROLE');
  });

  it('ends with the first act of another, whom the refusal names', () => {
    for (const event of [
      'task-taken',
      'decision-recorded',
      'note-added',
      'number-corrected',
      'answer-written',
      'new-act',
    ])
      expect(judged({ actsSince: [{ actor: 'agus.hartanto', event }] }), event).to.equal(
        'DECISION_BUILT_ON agus.hartanto',
      );
    expect(judged({ tasksSince: [{ ...next, assignee: 'agus.hartanto' }] }), 'taken in Tasklist').to.equal(
      'DECISION_BUILT_ON agus.hartanto',
    );
    expect(judged({ tasksSince: [{ ...next, begunBy: 'agus.hartanto' }] }), 'a form begun').to.equal(
      'DECISION_BUILT_ON agus.hartanto',
    );
    expect(judged({ tasksSince: [{ ...next, isBeingDecided: true }] })).to.equal('BEING_DECIDED');
  });

  it('is not hindered by the diagram assigning the next task to the entry officer', () => {
    const decision = { ...verified, step: 3, element: 'check-siak-entry', decidedBy: 'tono.prasetyo' } as const;
    const person = { ...kasi, username: 'tono.prasetyo', roles: ['petugas-entri'] as const };
    const held = (assignee: string) => ({
      decision,
      person,
      tasksSince: [{ ...next, element: 'enter-siak-manually', assignee }],
    });
    expect(judged(held('sri.wahyuni'))).to.equal('allowed');
    expect(judged(held('joko.susilo'))).to.equal('DECISION_BUILT_ON joko.susilo');
  });

  it('ends when the case has gone on: a later decision, another way, more than one task, none', () => {
    for (const [what, change] of Object.entries<Partial<TakingBackClaim>>({
      'a later decision': { decision: { ...verified, isNewest: false } },
      'not of this case': { decision: undefined },
      'before it was recorded what a decision changed': { decision: { ...verified, caseBefore: null } },
      'the next task has ended': { tasksSince: [{ ...next, isOpen: false }] },
      'begun again by the admin': { tasksSince: [{ ...next, isOpen: false }, next] },
      'a job lay between': { tasksSince: [{ ...next, element: 'request-print' }] },
      'no task yet': { tasksSince: [] },
    }))
      expect(judged(change), what).to.equal('DECISION_WENT_ON');
  });

  describe('gives the process back what it had before:', () => {
    const before = { state: 'verification' };
    it('nothing of the answer, and that the head had returned the draft; words of officers are not among them', () => {
      const answer = { verification: 'valid', draftSha256: 'a'.repeat(64), note: '' };
      const earlier = [{ answer: { signing: 'rejected', note: 'Alamat kurang RT' } }];
      expect(variablesBefore({ answer, caseBefore: before }, earlier, '')).to.deep.equal({
        verification: null,
        signing: 'rejected',
        note: '',
        returnReason: '',
      });
    });

    it('the officer of the case, the papers that were asked for, and why the task had come back', () => {
      const answer = { entryOfficer: 'tono.prasetyo', examination: 'complete', missingDocuments: [], note: '' };
      const caseBefore = { ...before, entryOfficer: 'sri.wahyuni', missingDocuments: ['ktp-el'] as const };
      expect(variablesBefore({ answer, caseBefore }, [], 'FAMILY_UNKNOWN')).to.deep.equal({
        entryOfficer: 'sri.wahyuni',
        examination: null,
        missingDocuments: ['ktp-el'],
        signing: null,
        note: '',
        returnReason: 'FAMILY_UNKNOWN',
      });
    });
  });
});
