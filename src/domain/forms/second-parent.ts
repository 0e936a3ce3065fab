import { isAdult } from '../card/age.ts';
import { memberOf } from '../card/register.ts';
import type { inTheHand } from '../check-event-application.ts';

/** Whether both parents sign F-1.06: the religion of a child changes (event E20). */
export function bothParentsSign({ c, events }: ReturnType<typeof inTheHand>): boolean {
  return events.some(
    ({ declared }) =>
      declared.event === 'agama-kepercayaan' &&
      declared.data.changes.some(({ person }) => {
        const row = memberOf(c.before, person);
        return row !== undefined && !isAdult(row, c.today);
      }),
  );
}
