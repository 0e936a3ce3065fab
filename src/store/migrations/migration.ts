/** One step of the schema, forward only: an office does not un-happen. */
export interface Migration {
  /** Number and name of its file. */
  readonly name: string;
  readonly sql: string;
}
