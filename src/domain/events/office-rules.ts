/** Decisions of the office where the law leaves a choice (docs/events.md, assumptions). */
export interface OfficeRules {
  /** A1: the card with the new-born first and the akta after it, or the akta first ("3 in 1"). */
  readonly birth: 'kk-first' | 'akta-first';
}

export const DEFAULT_OFFICE_RULES: OfficeRules = { birth: 'kk-first' };
