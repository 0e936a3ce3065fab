import type { Absence } from '../domain/duty.ts';
import { mayRecordAbsence } from '../domain/duty.ts';
import { alignAssignments } from './align-assignments.ts';
import type { Dependencies } from './dependencies.ts';
import { identifyOfficer } from './identify-officer.ts';
import { NotNow } from './not-possible.ts';
import { refusal } from './open-case.ts';
import { requirePeriod } from './period-remedies.ts';

type Needs = Pick<Dependencies, 'store' | 'engine' | 'now' | 'logger'>;

/**
 * Writes down that an officer is absent; what they hold goes back to the group of its lane. Throws NotNow with the
 * remedy.
 */
export function recordAbsence(needs: Needs) {
  return async (username: string, { person, validFrom, validTo }: Absence): Promise<void> => {
    const { person: recorder } = await identifyOfficer(needs, username);
    const absentee = await needs.store.people.find(person);
    if (absentee === undefined) throw new NotNow('Pilih petugas yang tidak bertugas.');
    if (!mayRecordAbsence(recorder, absentee))
      throw await refusal(
        needs,
        { username, event: 'act-refused', asked: 'absence-recorded', applicationNumbers: [null] },
        'WRONG_ROLE',
      );
    requirePeriod({ validFrom, validTo }, needs.now());
    await needs.store.transaction(async (tables) => {
      await tables.people.recordAbsence({ person, validFrom, validTo, recordedBy: username });
      await tables.journal.write({
        applicationNumber: null,
        actor: username,
        event: 'absence-recorded',
        step: null,
        detail: { person, validFrom, validTo },
      });
    });
    // At once where the engine answers; otherwise the office does it within half a minute.
    await alignAssignments(needs)().catch((error: unknown) =>
      needs.logger.warn(
        { error: error instanceof Error ? error.name : 'unknown' },
        'tasks of an absent officer are freed later',
      ),
    );
  };
}
