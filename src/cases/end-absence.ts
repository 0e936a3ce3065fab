import { mayRecordAbsence } from '../domain/duty.ts';
import { plainDateOf } from '../domain/plain-date.ts';
import type { Dependencies } from './dependencies.ts';
import { identifyOfficer } from './identify-officer.ts';
import { NotNow } from './not-possible.ts';
import { refusal } from './open-case.ts';

type Needs = Pick<Dependencies, 'store' | 'now'>;

/** The absent officer is back early. */
export function endAbsence(needs: Needs) {
  return async (username: string, id: string): Promise<void> => {
    const { store, now } = needs;
    const { person: recorder } = await identifyOfficer(needs, username);
    const absence = (await store.people.absences()).find((one) => one.id === id && one.validTo >= plainDateOf(now()));
    if (absence === undefined) throw new NotNow('Catatan ini sudah tidak berlaku. Muat ulang halaman.');
    const absentee = await store.people.find(absence.person);
    if (absentee === undefined || !mayRecordAbsence(recorder, absentee))
      throw await refusal(
        needs,
        { username, event: 'act-refused', asked: 'absence-ended', applicationNumbers: [null] },
        'WRONG_ROLE',
      );
    const { person, validFrom, validTo } = absence;
    await store.transaction(async (tables) => {
      await tables.people.endAbsence(id);
      await tables.journal.write({
        applicationNumber: null,
        actor: username,
        event: 'absence-ended',
        step: null,
        detail: { person, validFrom, validTo },
      });
    });
  };
}
