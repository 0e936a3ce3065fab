/** What stands on one form of the law. */
export interface FormContent {
  readonly code: string;
  readonly title: string;
  readonly sections: readonly {
    readonly heading: string;
    /** Label and value; an empty value is a line to write on. */
    readonly rows: readonly (readonly [label: string, value: string])[];
  }[];
  readonly statement: string;
  /** Under whose names lines for signatures stand. */
  readonly signatures: readonly string[];
}
