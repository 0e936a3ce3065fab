import { mayAppoint } from '../domain/duty.ts';
import type { PlainDate } from '../domain/family-card.ts';
import type { Dependencies } from './dependencies.ts';
import { identifyOfficer } from './identify-officer.ts';
import { NotNow } from './not-possible.ts';
import { refusal } from './open-case.ts';
import { requirePeriod } from './period-remedies.ts';

type Needs = Pick<Dependencies, 'store' | 'now'>;

/** The head appoints who signs for them on these days (Plh). */
export function appointStandIn(needs: Needs) {
  return async (
    username: string,
    { to, validFrom, validTo }: { readonly to: string; readonly validFrom: PlainDate; readonly validTo: PlainDate },
  ): Promise<void> => {
    const { person: head } = await identifyOfficer(needs, username);
    const standIn = await needs.store.people.find(to);
    if (!head.roles.includes('kepala-dinas'))
      throw await refusal(
        needs,
        { username, event: 'act-refused', asked: 'stand-in-appointed', applicationNumbers: [null] },
        'WRONG_ROLE',
      );
    if (standIn === undefined || !mayAppoint(head, standIn))
      throw new NotNow('Pilih pejabat aktif yang sertifikatnya terdaftar di BSrE.');
    requirePeriod({ validFrom, validTo }, needs.now());
    await needs.store.transaction(async (tables) => {
      await tables.people.delegate({ from: username, to, role: 'kepala-dinas', kind: 'Plh', validFrom, validTo });
      await tables.journal.write({
        applicationNumber: null,
        actor: username,
        event: 'stand-in-appointed',
        step: null,
        detail: { to, kind: 'Plh', validFrom, validTo },
      });
    });
  };
}
