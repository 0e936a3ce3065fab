const FORM =
  /^(-)?P(?=.)(?:(\d+)Y)?(?:(\d+)M)?(?:(\d+)W)?(?:(\d+)D)?(?:T(?=.)(?:(\d+)H)?(?:(\d+)M)?(?:(\d+(?:\.\d+)?)S)?)?$/;

/**
 * `moment` plus an ISO 8601 duration: months and years by the calendar (UTC), the rest by their length. Undefined: not
 * a duration.
 */
export function plusDuration(moment: Date, duration: string): Date | undefined {
  const parts = FORM.exec(duration);
  if (parts === null) return undefined;
  const [years = 0, months = 0, weeks = 0, days = 0, hours = 0, minutes = 0, seconds = 0] = parts
    .slice(2)
    .map((part) => Number(part ?? 0));
  const sign = parts[1] === undefined ? 1 : -1;
  const moved = new Date(moment);
  moved.setUTCMonth(moved.getUTCMonth() + sign * (12 * years + months));
  return new Date(moved.getTime() + sign * ((((weeks * 7 + days) * 24 + hours) * 60 + minutes) * 60 + seconds) * 1000);
}
