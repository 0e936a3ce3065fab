import { readAnswer, type GivenAnswer } from '../../../domain/decision-answers.ts';
import type { Variables } from '../../../domain/process.ts';
import { isUserTask, type UserTaskElement } from '../../../domain/user-tasks.ts';
import type { Facts } from './facts.ts';

/** One way a user task may be decided: what the officer fills in, what the judgement makes of it, what is true then. */
export interface JudgedAnswer {
  readonly given: GivenAnswer;
  /** Set by the completion of the task, no others. */
  readonly variables: Readonly<Partial<Variables>>;
  readonly facts: Partial<Facts>;
}

export const SAMPLE_NUMBER = 'KK-261122-7Q4F2M';
/** A value of each variable that a program or an officer brings. */
export const SAMPLES = {
  entryOfficer: 'sri.wahyuni',
  draftSha256: 'a'.repeat(64),
  signedSha256: 'b'.repeat(64),
  siakReference: 'SIAK-2026-000123',
  note: 'mohon foto ulang dokumennya',
} as const satisfies Partial<Variables>;

const { siakReference, note } = SAMPLES;
type Way = readonly [given: GivenAnswer, facts: Partial<Facts>];

const WAYS: Record<UserTaskElement, readonly Way[]> = {
  'open-application': [[{}, { opened: true }]],
  'examine-application': [
    [{ examination: 'complete' }, { examination: 'complete', drafted: false }],
    [
      { examination: 'incomplete', missingDocuments: ['ijazah'], note },
      { examination: 'incomplete', applicantInformed: false },
    ],
    [{ examination: 'refused', note }, { examination: 'refused' }],
  ],
  'reach-applicant': [[{}, { applicantInformed: true }]],
  'enter-siak-manually': [[{ siakReference }, {}]],
  'check-siak-entry': [
    [{ entryCheck: 'seen' }, { entrySeen: true }],
    [{ entryCheck: 'differs', note }, { entrySeen: false }],
  ],
  'request-print': [
    [{ printRequest: 'requested' }, { requested: true }],
    [
      { printRequest: 'withheld', note },
      { examination: null, drafted: false, rendered: false, requested: false },
    ],
  ],
  'verify-draft': [
    [{ verification: 'valid' }, { verification: 'valid', signing: null }],
    [
      { verification: 'invalid', note },
      { verification: 'invalid', signing: null, applicantInformed: false },
    ],
  ],
  'approve-signing': [
    [{ signing: 'approved' }, { signing: 'approved' }],
    [
      { signing: 'rejected', note },
      { signing: 'rejected', verification: null },
    ],
  ],
  'bring-signed-card': [
    [{ signedCard: 'accepted' }, { signing: 'approved' }],
    [{ signedCard: 'returned', note }, { examination: null }],
  ],
  'hand-over-card': [
    [{ handOver: 'handed-over' }, { delivered: true }],
    [{ handOver: 'resend' }, { sent: false }],
  ],
};

const judged = new Map(Object.keys(WAYS).map((task) => [task, isUserTask(task) ? WAYS[task].map(judge(task)) : []]));

/** Every way in which the office lets this task be decided; none for a task that it does not know. */
export const answersTo = (task: string): readonly JudgedAnswer[] => judged.get(task) ?? [];

function judge(task: UserTaskElement): (way: Way) => JudgedAnswer {
  return ([given, facts]) => {
    const answer = readAnswer(
      task,
      given,
      {
        draftSha256: SAMPLES.draftSha256,
        draftNames: null,
        draftNamesFormerly: false,
        drawnNextFor: null,
        broughtSha256: SAMPLES.signedSha256,
      },
      SAMPLES.entryOfficer,
    );
    if (typeof answer === 'string') throw new Error(`the sample answer to ${task} is refused: ${answer}`);
    return { given, variables: answer.variables, facts };
  };
}
