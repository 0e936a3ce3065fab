/** Numbers that SIAK gave for one entry, as an officer typed them; the numbers are an encrypted document. */
export interface SiakNumbersRecord {
  readonly applicationNumber: string;
  /** The task in which they were typed: they count when its decision does. */
  readonly taskId: string;
  /** SHA-256 that names the encrypted document; salted. */
  readonly content: string;
  /** Keyed hashes of the numbers: they show when another case types one of them. */
  readonly subjects: readonly string[];
  readonly typedBy: string;
}

export interface SiakNumbers {
  add(numbers: SiakNumbersRecord): Promise<void>;
  /** What was typed last in this task. */
  ofTask(taskId: string): Promise<SiakNumbersRecord | undefined>;
  /** What was typed last in any task of this case, whether it counts or not. */
  newest(applicationNumber: string): Promise<SiakNumbersRecord | undefined>;
  /** Those of these hashes that another open case has typed last. */
  typedElsewhere(subjects: readonly string[], except: string): Promise<string[]>;
}
