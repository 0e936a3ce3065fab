/** Where a case stands, for the applicant's tracking page. The diagram decides; this only mirrors it for people. */
export const CASE_STATES = [
  'submitted',
  'examination',
  'waiting-for-applicant',
  'drafting',
  'verification',
  'signing',
  'delivery',
  'delivered',
  'archived',
  'closed',
  'withdrawn',
  'refused',
] as const;
export type CaseState = (typeof CASE_STATES)[number];

/** Nothing happens to a case in these any more. */
export const ENDED_STATES = ['archived', 'closed', 'withdrawn', 'refused'] as const satisfies readonly CaseState[];

/** Ended without a card that anybody may use, whatever was signed on the way. */
export const ENDED_WITHOUT_CARD = ['closed', 'withdrawn', 'refused'] as const satisfies readonly CaseState[];

export function hasEnded(state: CaseState): boolean {
  return ENDED_STATES.some((ended) => ended === state);
}
