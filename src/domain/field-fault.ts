/** A wrong field: where (JSON pointer), its name on the form, and what the applicant should do. */
export interface FieldFault {
  readonly field: string;
  readonly title: string;
  readonly remedy: string;
}

/** No form that somebody filled in has more; whoever mends these is told the next ones. */
export const MOST_FAULTS = 100;

/** The first fault of each field, of as many fields as a person reads. Takes what 64 KB of a stranger's JSON leave. */
export function firstPerField(faults: Iterable<FieldFault>): FieldFault[] {
  const byField = new Map<string, FieldFault>();
  for (const fault of faults) {
    if (byField.size === MOST_FAULTS) break;
    if (!byField.has(fault.field)) byField.set(fault.field, fault);
  }
  return [...byField.values()];
}
