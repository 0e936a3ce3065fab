/** Decisions of the office where the law leaves a choice (docs/events.md, assumptions). */
export interface OfficeRules {
  /**
   * A1: a new-born without akta kelahiran stands on the card by the surat keterangan kelahiran or the SPTJM, and the akta
   * follows; or the application waits until the akta is there ("3 in 1").
   */
  readonly birth: 'kk-first' | 'akta-first';
  /**
   * How a form is signed that the applicant alone signs: on paper, photographed; or also on the screen, with an
   * electronic signature without a certificate (PP 71/2019 art. 60), which the office accepts by its own SOP.
   */
  readonly formSignature: 'paper' | 'screen';
}

export const DEFAULT_OFFICE_RULES: OfficeRules = { birth: 'kk-first', formSignature: 'paper' };
