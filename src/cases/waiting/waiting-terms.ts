/** Minutes after which what waits stands still. */
export interface WaitingTerms {
  /** Office minutes for a task of an officer. */
  readonly taskMinutes: number;
  /** Minutes for a service: SIAK, BSrE, WhatsApp, the engine, the archive. */
  readonly serviceMinutes: number;
  /** Office minutes beyond the term of a task after which the superior is reminded. */
  readonly superiorMinutes: number;
}
