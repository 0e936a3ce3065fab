/** ISO 8601 as both engines read it; what only one of them reads is left out. */
const DURATION = /^P(?=\d|T\d)(\d+Y)?(\d+M)?(\d+D)?(T(?=\d)(\d+H)?(\d+M)?(\d+S)?)?$/;
const MOMENT = /^\d{4}-\d{2}-\d{2}T\d{2}:\d{2}:\d{2}(\.\d{1,3})?(Z|[+-]\d{2}:\d{2})$/;

export const isDuration = (text: string): boolean => DURATION.test(text);
/** A point in time with its offset: without one, two machines might read it differently. */
export const isMoment = (text: string): boolean => MOMENT.test(text) && !Number.isNaN(Date.parse(text));

/** `R3/PT10M`, `R/P1D`, `R2/2027-01-31T15:00:00+07:00/P1D`. */
export function isCycle(text: string): boolean {
  const [repeat = '', ...rest] = text.split('/');
  const interval = rest.at(-1) ?? '';
  return (
    /^R\d*$/.test(repeat) &&
    isDuration(interval) &&
    (rest.length === 1 || (rest.length === 2 && isMoment(rest[0] ?? '')))
  );
}
