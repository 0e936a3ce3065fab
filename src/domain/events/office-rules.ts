/** Decisions of the office where the law leaves a choice (docs/events.md, assumptions). */
export interface OfficeRules {
  /**
   * A1: a new-born without akta kelahiran stands on the card by the surat keterangan kelahiran or the SPTJM, and the akta
   * follows; or the application waits until the akta is there ("3 in 1").
   */
  readonly birth: 'kk-first' | 'akta-first';
}

export const DEFAULT_OFFICE_RULES: OfficeRules = { birth: 'kk-first' };
