import type { Cases } from '../cases/cases.ts';

/** What of `Cases` the portal's visitors can reach. */
export type ApplicantCases = Pick<
  Cases,
  | 'requirements'
  | 'submit'
  | 'track'
  | 'complete'
  | 'withdraw'
  | 'download'
  | 'openLink'
  | 'cardByToken'
  | 'verifyCard'
  | 'incomingMessage'
  | 'messageStatus'
>;
