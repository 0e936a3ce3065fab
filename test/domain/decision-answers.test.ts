import { expect } from 'chai';
import { LONGEST_NOTE, readAnswer, type AnsweredCase, type GivenAnswer } from '../../src/domain/decision-answers.ts';
import type { UserTaskElement } from '../../src/domain/user-tasks.ts';

const DRAFT = 'a'.repeat(64);
const CARD = 'b'.repeat(64);
const everything: AnsweredCase = {
  draftSha256: DRAFT,
  broughtSha256: CARD,
  draftNames: null,
  draftNamesFormerly: false,
  drawnNextFor: null,
};
const read = (element: UserTaskElement, given: GivenAnswer, of: AnsweredCase = everything) =>
  readAnswer(element, given, of, 'sri.wahyuni');

/** Every way in which an officer says no, the state that the case then goes to, and the answer without its reason. */
const NOES: readonly (readonly [UserTaskElement, GivenAnswer, string | undefined])[] = [
  ['examine-application', { examination: 'incomplete', missingDocuments: [] }, 'waiting-for-applicant'],
  ['check-siak-entry', { entryCheck: 'differs' }, undefined],
  ['request-print', { printRequest: 'withheld' }, 'examination'],
  ['verify-draft', { verification: 'invalid' }, 'waiting-for-applicant'],
  ['approve-signing', { signing: 'rejected' }, 'verification'],
  ['bring-signed-card', { signedCard: 'returned' }, 'examination'],
];

describe('The answer to a task', () => {
  for (const [element, no, state] of NOES)
    describe(`"no" at ${element}`, () => {
      it('needs a reason: none, blanks and fewer than five letters are none', () => {
        for (const note of [undefined, null, 7, '', '       ', 'no', '  abcd  '])
          expect(read(element, { ...no, note }), String(note)).to.equal('ANSWER_INCOMPLETE');
      });

      it('goes on with its reason, without the blanks around it', () => {
        const answer = read(element, { ...no, note: '  Salah  ' });
        expect(answer)
          .to.have.property('variables')
          .that.deep.includes({ ...no, note: 'Salah' });
        expect(answer)
          .to.have.property('effect')
          .that.deep.includes(state === undefined ? {} : { state });
      });
    });

  it('an examination that names missing papers needs no other reason', () => {
    expect(read('examine-application', { examination: 'incomplete', missingDocuments: ['ijazah'] })).to.deep.equal({
      variables: { entryOfficer: 'sri.wahyuni', examination: 'incomplete', missingDocuments: ['ijazah'], note: '' },
      effect: { entryOfficer: 'sri.wahyuni', state: 'waiting-for-applicant', missingDocuments: ['ijazah'] },
    });
  });

  it('a refusal for good says in twenty letters why, and what the applicant can do instead', () => {
    const refuse = (note: string) => read('examine-application', { examination: 'refused', note });
    for (const note of ['', 'Tidak bisa', 'x'.repeat(19), ` ${'x'.repeat(19)} `])
      expect(refuse(note)).to.equal('REFUSAL_WITHOUT_REASON');
    expect(refuse('x'.repeat(20))).to.have.nested.property('variables.examination', 'refused');
  });

  it('a "yes" takes no note along, whatever stood in the field', () => {
    for (const [element, yes] of [
      ['examine-application', { examination: 'complete' }],
      ['check-siak-entry', { entryCheck: 'seen' }],
      ['request-print', { printRequest: 'requested' }],
      ['verify-draft', { verification: 'valid' }],
      ['approve-signing', { signing: 'approved' }],
      ['bring-signed-card', { signedCard: 'accepted' }],
    ] as const)
      expect(read(element, { ...yes, note: 'Sudah saya lihat' }), element).to.have.nested.property(
        'variables.note',
        '',
      );
  });

  it('no answer, or one that the task does not know, is none', () => {
    for (const [element, field] of [
      ['examine-application', 'examination'],
      ['enter-siak-manually', 'siakReference'],
      ['check-siak-entry', 'entryCheck'],
      ['request-print', 'printRequest'],
      ['verify-draft', 'verification'],
      ['approve-signing', 'signing'],
      ['bring-signed-card', 'signedCard'],
      ['hand-over-card', 'handOver'],
    ] as const)
      for (const value of [undefined, null, '', 'x', 1, ['complete']])
        expect(read(element, { [field]: value, note: 'Alasan yang cukup' }), element).to.equal('ANSWER_INCOMPLETE');
  });

  it('a word about a draft or a card needs the draft or the card', () => {
    const nothing: AnsweredCase = { ...everything, draftSha256: null, broughtSha256: null };
    expect(read('request-print', { printRequest: 'requested' }, nothing)).to.equal('ANSWER_INCOMPLETE');
    expect(read('verify-draft', { verification: 'valid' }, nothing)).to.equal('ANSWER_INCOMPLETE');
    expect(read('approve-signing', { signing: 'approved' }, nothing)).to.equal('ANSWER_INCOMPLETE');
    expect(read('bring-signed-card', { signedCard: 'accepted' }, nothing)).to.equal('SIGNED_CARD_MISSING');
  });

  it('the hash that goes on is that of the draft or card that was judged', () => {
    expect(read('verify-draft', { verification: 'valid' })).to.have.nested.property('variables.draftSha256', DRAFT);
    expect(read('approve-signing', { signing: 'approved' })).to.have.nested.property('variables.draftSha256', DRAFT);
    expect(read('bring-signed-card', { signedCard: 'accepted' })).to.have.nested.property(
      'variables.signedSha256',
      CARD,
    );
  });

  it('no note holds the number of a person or is longer than the form says, at any task', () => {
    for (const [element, no] of NOES) {
      expect(read(element, { ...no, note: 'NIK 3402155203850002 keliru' })).to.equal('NOTE_HOLDS_PERSONAL_DATA');
      expect(read(element, { ...no, note: 'x'.repeat(LONGEST_NOTE + 1) })).to.equal('NOTE_TOO_LONG');
      expect(read(element, { ...no, note: 'x'.repeat(LONGEST_NOTE) })).to.be.an('object');
      const lines = `${'\r\n'.repeat(15)}y`.padStart(LONGEST_NOTE + 15, 'x');
      expect(read(element, { ...no, note: lines }), 'as its box counts it').to.be.an('object');
    }
  });
});
