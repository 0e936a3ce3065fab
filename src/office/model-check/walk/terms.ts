import { plusDuration } from '../../../process/memory/iso-duration.ts';

/** Days an applicant has to complete the application; also given in forms and messages. */
export const LONGEST_WAIT_DAYS = 30;
/** Days that the office may wait for the receipt of a card before a person takes care of it. */
export const LONGEST_RECEIPT_DAYS = 14;

/** Length of an ISO 8601 duration in days; NaN when the text is not a duration. */
export function daysOf(duration: unknown): number {
  const end = typeof duration === 'string' ? plusDuration(new Date(0), duration) : undefined;
  return end === undefined ? NaN : end.getTime() / 86_400_000;
}
