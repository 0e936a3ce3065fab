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
] as const;
export type CaseState = (typeof CASE_STATES)[number];
