/** Numbers of our host's own refusals (camunda/host, ErrorCode.java), in the `code` of an error answer. */
export const OFFICE_ERRORS = {
  /** The case has an instance, running or finished. */
  caseIsThere: 20_001,
  /** Nothing was judged for this user task. */
  notJudged: 20_002,
  /** This way around a person's decision is closed. */
  wayIsClosed: 20_003,
  /** A FEEL expression of the diagram cannot be read or computed, or a condition is neither true nor false. */
  feelFailed: 20_004,
} as const;
