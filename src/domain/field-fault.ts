import { INDONESIAN } from './language/indonesian.ts';
import { fill } from './language/placeholders.ts';

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

const SHORTEST_OF_WORDS = 100;

/**
 * What to do about words that are too long for their field; undefined: something else is wrong, or the field holds a
 * number or a date, where its own remedy says more than a length.
 */
export function tooLongRemedy(keyword: string, limit: unknown): string | undefined {
  return keyword === 'maxLength' && typeof limit === 'number' && limit >= SHORTEST_OF_WORDS
    ? fill(INDONESIAN.faults['terlalu-panjang'], { longest: String(limit) })
    : undefined;
}
