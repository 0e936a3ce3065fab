/** A wrong field: where (JSON pointer), its name on the form, and what the applicant should do. */
export interface FieldFault {
  readonly field: string;
  readonly title: string;
  readonly remedy: string;
}
