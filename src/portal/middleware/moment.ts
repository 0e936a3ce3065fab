import { dateFormat } from '../../domain/language/date-format.ts';
import { fill } from '../../domain/language/placeholders.ts';

/** Writes a moment in the office's time, as a resident reads it. */
export const clockOf = (locale: string) =>
  dateFormat(locale, {
    day: 'numeric',
    month: 'long',
    hour: '2-digit',
    minute: '2-digit',
    timeZone: 'Asia/Jakarta',
  });

/** A sentence with `{{when}}`: the moment after so many seconds, never said too early. */
export function saidWhen(sentence: string, seconds: number): (locale: string) => string {
  const until = new Date(Date.now() + (seconds + 59) * 1000);
  return (locale) => fill(sentence, { when: clockOf(locale).format(until) });
}
