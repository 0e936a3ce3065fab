import type { Variables } from '../../../domain/process.ts';
import type { Facts } from './facts.ts';

/** One way a user task may be decided: the variables its completion sets, and what is true from then on. */
export interface JudgedAnswer {
  readonly variables: Readonly<Partial<Variables>>;
  readonly facts: Partial<Facts>;
}

export const SAMPLE_NUMBER = 'KK-261122-7Q4F2M';
export const SAMPLES = {
  entryOfficer: 'sri.wahyuni',
  draftSha256: 'a'.repeat(64),
  signedSha256: 'b'.repeat(64),
  siakReference: 'SIAK-2026-000123',
  note: 'mohon foto ulang',
} as const satisfies Partial<Variables>;

const { entryOfficer, draftSha256, siakReference, note } = SAMPLES;

/** The variables are those of the judgement (domain/decision-answers); a test holds them together. */
export const ANSWERS: Readonly<Record<string, readonly JudgedAnswer[]>> = {
  'open-application': [{ variables: { entryOfficer }, facts: { opened: true } }],
  'examine-application': [
    {
      variables: { entryOfficer, examination: 'complete', missingDocuments: [], note: '' },
      facts: { examination: 'complete', drafted: false },
    },
    {
      variables: { entryOfficer, examination: 'incomplete', missingDocuments: ['ijazah'], note },
      facts: { examination: 'incomplete', told: false },
    },
  ],
  'reach-applicant': [{ variables: {}, facts: { told: true } }],
  'enter-siak-manually': [{ variables: { siakReference }, facts: {} }],
  'verify-draft': [
    { variables: { verification: 'valid', draftSha256, note: '' }, facts: { verification: 'valid', signing: null } },
    {
      variables: { verification: 'invalid', draftSha256, note },
      facts: { verification: 'invalid', signing: null, told: false },
    },
  ],
  'approve-signing': [
    { variables: { signing: 'approved', draftSha256, note: '' }, facts: { signing: 'approved' } },
    { variables: { signing: 'rejected', draftSha256, note }, facts: { signing: 'rejected', verification: null } },
  ],
  'hand-over-card': [
    { variables: { handOver: 'handed-over' }, facts: { delivered: true } },
    { variables: { handOver: 'resend' }, facts: { sent: false } },
  ],
};
