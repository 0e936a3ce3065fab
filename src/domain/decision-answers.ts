import { Value } from '@sinclair/typebox/value';
import type { CaseState } from './case-state.ts';
import type { DocumentKind } from './document-kinds.ts';
import type { FailureCode } from './failures.ts';
import { holdsPersonalNumber } from './personal-data.ts';
import { VARIABLES, type VariableName, type Variables } from './process.ts';
import { typedText } from './typed-text.ts';
import type { UserTaskElement } from './user-tasks.ts';

/** What came from a form: nothing of it is trusted yet. */
export type GivenAnswer = Readonly<Partial<Record<AnswerField, unknown>>>;
export const ANSWER_FIELDS = [
  'examination',
  'missingDocuments',
  'entryCheck',
  'printRequest',
  'verification',
  'signing',
  'signedCard',
  'handOver',
  'siakReference',
  'note',
] as const satisfies readonly VariableName[];
export type AnswerField = (typeof ANSWER_FIELDS)[number];

/** What a decision changes in its case when it takes effect. */
export interface CaseEffect {
  readonly state?: CaseState;
  readonly entryOfficer?: string;
  readonly missingDocuments?: readonly DocumentKind[];
}

/** An answer as far as it is trusted: the process variables that go on, and what they mean for the case. */
export interface Answer {
  readonly variables: Partial<Variables>;
  readonly effect: CaseEffect;
}

/** What of the case an answer depends on. */
export interface AnsweredCase {
  /** The current draft; null before step 4. */
  readonly draftSha256: string | null;
  /** Whom the draft names as its signer, by user name; null: nobody said so when it was drawn. */
  readonly draftNames: string | null;
  /** It names whoever decides now, but in a title, name or NIP of before, and can be redrawn. */
  readonly draftNamesFormerly: boolean;
  /**
   * For whom the next draft is drawn, with a new verification, because this one could not be redrawn for them; null:
   * nobody.
   */
  readonly drawnNextFor: string | null;
  /** The PDF from SIAK that passed the check and waits for the print officer's word; null: none. */
  readonly broughtSha256: string | null;
}

/** A "no" without a reason helps nobody; fewer letters are no reason. */
export const SHORTEST_REASON = 5;
/** A refusal says why and what the applicant can do instead. */
export const SHORTEST_REFUSAL = 20;
export const LONGEST_NOTE = 500;
/** A NIK or KK number in the place of SIAK's reference would travel through the process as a variable. */
const LOOKS_LIKE_NIK = /(?:\d[\s.-]?){16}/;

type Reader = (given: Fields, of: AnsweredCase, decidedBy: string) => Answer | FailureCode;

/** Reads an answer by the task it belongs to; fields that the task does not ask for are ignored. */
const READERS: Record<UserTaskElement, Reader> = {
  'open-application': (_given, _of, entryOfficer) => ({
    variables: { entryOfficer },
    effect: { entryOfficer, state: 'examination' },
  }),

  // Whoever examines a case whose entry officer was absent is its entry officer from now on.
  'examine-application': ({ examination, missingDocuments = [], note }, _of, entryOfficer) => {
    if (examination === 'complete')
      return {
        variables: { entryOfficer, examination, missingDocuments: [], note: '' },
        effect: { entryOfficer, state: 'drafting', missingDocuments: [] },
      };
    // A refusal ends the case: its reason and remedy are all that the applicant has of it.
    if (examination === 'refused')
      return isRefusalReason(note)
        ? {
            variables: { entryOfficer, examination, missingDocuments: [], note },
            effect: { entryOfficer, missingDocuments: [] },
          }
        : 'REFUSAL_WITHOUT_REASON';
    if (examination === undefined || (missingDocuments.length === 0 && !isReason(note))) return 'ANSWER_INCOMPLETE';
    return {
      variables: { entryOfficer, examination, missingDocuments, note },
      effect: { entryOfficer, state: 'waiting-for-applicant', missingDocuments },
    };
  },

  'enter-siak-manually': ({ siakReference }) => {
    if (siakReference === undefined) return 'ANSWER_INCOMPLETE';
    if (LOOKS_LIKE_NIK.test(siakReference)) return 'NOTE_HOLDS_PERSONAL_DATA';
    return { variables: { siakReference }, effect: {} };
  },

  // Whoever finds another entry in SIAK says what differs: the officer who typed it corrects that.
  'check-siak-entry': ({ entryCheck, note }) => {
    if (entryCheck === undefined || (entryCheck === 'differs' && !isReason(note))) return 'ANSWER_INCOMPLETE';
    return { variables: { entryCheck, note: entryCheck === 'seen' ? '' : note }, effect: {} };
  },

  'reach-applicant': () => ({ variables: {}, effect: {} }),

  'request-print': ({ printRequest, note }, { draftSha256 }, entryOfficer) => {
    if (draftSha256 === null || printRequest === undefined) return 'ANSWER_INCOMPLETE';
    if (printRequest === 'requested')
      return {
        variables: { entryOfficer, printRequest, draftSha256, note: '' },
        effect: { entryOfficer, state: 'verification' },
      };
    if (!isReason(note)) return 'ANSWER_INCOMPLETE';
    return {
      variables: { entryOfficer, printRequest, draftSha256, note },
      effect: { entryOfficer, state: 'examination' },
    };
  },

  // The hash that goes on is that of the draft which was judged, whatever the process variable was.
  'verify-draft': ({ verification, note }, { draftSha256 }) => {
    if (draftSha256 === null || verification === undefined) return 'ANSWER_INCOMPLETE';
    if (verification === 'valid')
      return { variables: { verification, draftSha256, note: '' }, effect: { state: 'signing' } };
    if (!isReason(note)) return 'ANSWER_INCOMPLETE';
    return {
      variables: { verification, draftSha256, note },
      effect: { state: 'waiting-for-applicant', missingDocuments: [] },
    };
  },

  // A card names whoever signs it. Who is to be named by the next draft may approve: nothing is signed then, it is drawn.
  'approve-signing': ({ signing, note }, { draftSha256, draftNames, draftNamesFormerly, drawnNextFor }, decidedBy) => {
    if (draftSha256 === null || signing === undefined) return 'ANSWER_INCOMPLETE';
    if (signing === 'approved' && draftNames !== null && draftNames !== decidedBy && drawnNextFor !== decidedBy)
      return 'DRAFT_NAMES_ANOTHER';
    if (signing === 'approved' && draftNamesFormerly) return 'DRAFT_NAMES_FORMERLY';
    if (signing === 'approved') return { variables: { signing, draftSha256, note: '' }, effect: { state: 'signing' } };
    if (!isReason(note)) return 'ANSWER_INCOMPLETE';
    return { variables: { signing, draftSha256, note }, effect: { state: 'verification' } };
  },

  // The bytes that go on are those that were checked, whatever the process variable was.
  'bring-signed-card': ({ signedCard, note }, { broughtSha256 }) => {
    if (signedCard === undefined) return 'ANSWER_INCOMPLETE';
    if (signedCard === 'accepted')
      return broughtSha256 === null
        ? 'SIGNED_CARD_MISSING'
        : { variables: { signedCard, signedSha256: broughtSha256, note: '' }, effect: { state: 'signing' } };
    if (!isReason(note)) return 'ANSWER_INCOMPLETE';
    return { variables: { signedCard, note }, effect: { state: 'examination' } };
  },

  'hand-over-card': ({ handOver }) => {
    if (handOver === undefined) return 'ANSWER_INCOMPLETE';
    return { variables: { handOver }, effect: { state: handOver === 'handed-over' ? 'delivered' : 'delivery' } };
  },
};

/** The answer to a task, or why it cannot be taken. */
export function readAnswer(
  element: UserTaskElement,
  given: GivenAnswer,
  of: AnsweredCase,
  decidedBy: string,
): Answer | FailureCode {
  const fields = readFields(given);
  if (fields.note.length > LONGEST_NOTE) return 'NOTE_TOO_LONG';
  if (holdsPersonalNumber(fields.note)) return 'NOTE_HOLDS_PERSONAL_DATA';
  return READERS[element](fields, of, decidedBy);
}

type Fields = Partial<Pick<Variables, Exclude<AnswerField, 'note'>>> & { readonly note: string };

/** A field that does not fit its schema counts as not filled in. */
function readFields({ note, ...given }: GivenAnswer): Fields {
  const fitting = Object.entries(given)
    .map(([name, value]) => [name, typeof value === 'string' ? value.trim() : value] as const)
    .filter(([name, value]) => Value.Check(VARIABLES[name as AnswerField], value));
  return { ...Object.fromEntries(fitting), note: typeof note === 'string' ? typedText(note) : '' };
}

const isReason = (note: string): boolean => note.length >= SHORTEST_REASON;
const isRefusalReason = (note: string): boolean => note.length >= SHORTEST_REFUSAL;
