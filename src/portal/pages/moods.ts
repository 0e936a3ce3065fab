import type { CaseState } from '../../domain/case-state.ts';

/** The sign that stands beside a case's state. */
export const MOODS: Readonly<Record<CaseState | 'card-revoked', 'busy' | 'asks' | 'good' | 'ended'>> = {
  submitted: 'busy',
  examination: 'busy',
  'waiting-for-applicant': 'asks',
  drafting: 'busy',
  verification: 'busy',
  signing: 'busy',
  delivery: 'good',
  delivered: 'good',
  archived: 'good',
  closed: 'ended',
  withdrawn: 'ended',
  refused: 'ended',
  'card-revoked': 'ended',
};
