import type { Variables } from '../domain/process.ts';
import type { FailureCode } from '../domain/failures.ts';
import { holdsPersonalNumber } from '../domain/personal-data.ts';
import type { HumanStep } from '../domain/sop.ts';
import type { CaseChange, CaseRecord } from '../store/store.ts';

/** What the officer answered on the form, as far as it is trusted: the variables that go on, and what they mean for the case. */
export interface Answer {
  readonly variables: Partial<Variables>;
  readonly change: CaseChange;
}
export type ReadAnswer =
  { readonly ok: true; readonly answer: Answer } | { readonly ok: false; readonly because: FailureCode };

type Reader = (claimed: Partial<Variables>, record: CaseRecord, decidedBy: string) => Answer | FailureCode;

/** Reads a form's answer by step; everything else in the claimed variables is ignored. What must be said with a "no" is checked here. */
const READERS: Record<HumanStep, Reader> = {
  2: (_claimed, _record, decidedBy) => ({
    variables: { entryOfficer: decidedBy },
    change: { entryOfficer: decidedBy, state: 'examination' },
  }),

  3: ({ examination, missingDocuments = [], note = '' }, record, decidedBy) => {
    if (record.entryOfficer !== null && record.entryOfficer !== decidedBy) return 'NOT_KEEPER';
    // Who examines a case whose keeper was absent is its keeper from now on.
    const keeper = { entryOfficer: decidedBy };
    if (examination === 'complete')
      return {
        variables: { ...keeper, examination, missingDocuments: [], note: '' },
        change: { ...keeper, state: 'drafting', missingDocuments: [] },
      };
    if (examination !== 'incomplete' || (missingDocuments.length === 0 && note.trim() === ''))
      return 'ANSWER_INCOMPLETE';
    return {
      variables: { ...keeper, examination, missingDocuments, note },
      change: { ...keeper, state: 'waiting-for-applicant', missingDocuments },
    };
  },

  5: ({ verification, note = '' }, { draftSha256 }) => {
    if (draftSha256 === null || verification === undefined) return 'ANSWER_INCOMPLETE';
    // The hash that goes on is ours, of the draft the task showed; whatever the process variable was.
    if (verification === 'valid')
      return { variables: { verification, draftSha256, note: '' }, change: { state: 'signing' } };
    if (note.trim() === '') return 'ANSWER_INCOMPLETE';
    return {
      variables: { verification, draftSha256, note },
      change: { state: 'waiting-for-applicant', missingDocuments: [] },
    };
  },

  7: ({ signing, note = '' }, { draftSha256 }) => {
    if (draftSha256 === null || signing === undefined) return 'ANSWER_INCOMPLETE';
    if (signing === 'approved') return { variables: { signing, draftSha256, note: '' }, change: { state: 'signing' } };
    if (note.trim() === '') return 'ANSWER_INCOMPLETE';
    return { variables: { signing, draftSha256, note }, change: { state: 'verification' } };
  },

  8: ({ handOver }) => {
    if (handOver === undefined) return 'ANSWER_INCOMPLETE';
    return { variables: { handOver }, change: { state: handOver === 'handed-over' ? 'delivered' : 'delivery' } };
  },
};

export function readAnswer(
  step: HumanStep,
  claimed: Partial<Variables>,
  record: CaseRecord,
  decidedBy: string,
): ReadAnswer {
  if (claimed.note !== undefined && holdsPersonalNumber(claimed.note))
    return { ok: false, because: 'NOTE_HOLDS_PERSONAL_DATA' };
  const read = READERS[step](claimed, record, decidedBy);
  return typeof read === 'string' ? { ok: false, because: read } : { ok: true, answer: read };
}
