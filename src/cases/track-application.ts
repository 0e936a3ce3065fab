import type { Dependencies } from './dependencies.ts';
import { mayWithdraw, ownCase } from './own-case.ts';
import type { PinGuard } from './pin-guard.ts';
import { trackingOf, type Tracking } from './tracking.ts';

/** What the applicant sees of their case by number and PIN. */
export function trackApplication(dependencies: Pick<Dependencies, 'store'>, guard: PinGuard) {
  const { store } = dependencies;
  return async (applicationNumber: string, pin: string): Promise<Tracking> => {
    const record = await ownCase(dependencies, guard, applicationNumber, pin);
    const [journal, decisions] = await Promise.all([
      store.journal.of(applicationNumber),
      store.decisions.of(applicationNumber),
    ]);
    return trackingOf(record, journal, decisions, await mayWithdraw(dependencies, record));
  };
}
