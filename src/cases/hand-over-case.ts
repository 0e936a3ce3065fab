import { hasEnded } from '../domain/case-state.ts';
import type { Person } from '../domain/authority.ts';
import { offDuty } from '../domain/duty.ts';
import { plainDateOf } from '../domain/plain-date.ts';
import { isOfEntryOfficer } from '../domain/user-tasks.ts';
import type { CaseRecord } from '../store/store.ts';
import type { Dependencies } from './dependencies.ts';
import type { IdentifiedOfficer } from './identify-officer.ts';
import { NotNow } from './not-possible.ts';
import { openToPassOn, refusal } from './open-case.ts';

type Needs = Pick<Dependencies, 'store' | 'engine' | 'now' | 'logger'>;

/** Colleagues on duty to whom the entry officer may give this case; empty for anybody else, and when it is too late. */
export function colleaguesFor(
  { person }: Pick<IdentifiedOfficer, 'person'>,
  record: CaseRecord,
  people: readonly Person[],
  absent: ReadonlySet<string>,
): { username: string; name: string }[] {
  const over = record.signedSha256 !== null || hasEnded(record.state);
  if (over || record.entryOfficer !== person.username) return [];
  return people
    .filter(
      (other) =>
        other.active &&
        other.username !== person.username &&
        other.roles.includes('petugas-entri') &&
        !absent.has(other.username),
    )
    .map(({ username, name }) => ({ username, name }));
}

/**
 * The entry officer gives a case with its open task to a colleague of the lane. From then on it is the colleague's: the
 * record of the case goes before the engine's assignee, which `alignAssignments` corrects where it is not moved here.
 */
export function handOverCase(needs: Needs) {
  const { store, engine, logger } = needs;
  return async (username: string, applicationNumber: string, toUsername: string): Promise<void> => {
    const { identified, record } = await openToPassOn(needs, username, applicationNumber, 'case-handed-over');
    if (record.entryOfficer !== username)
      throw await refusal(
        needs,
        { username, event: 'act-refused', asked: 'case-handed-over', applicationNumbers: [applicationNumber] },
        'ASSIGNED_TO_ANOTHER',
      );
    const { roster } = identified;
    const colleagues = colleaguesFor(identified, record, roster.people, offDuty(roster, plainDateOf(needs.now())));
    if (!colleagues.some((colleague) => colleague.username === toUsername))
      throw new NotNow('Pilih rekan petugas entri yang aktif dan sedang bertugas.');
    await store.transaction(async (tables) => {
      await tables.cases.change(applicationNumber, { entryOfficer: toUsername });
      await tables.journal.write({
        applicationNumber,
        actor: username,
        event: 'case-handed-over',
        step: 3,
        detail: { to: toUsername },
      });
    });
    try {
      for (const { taskId, element, assignee } of await store.workList.open({ applicationNumber }))
        if (isOfEntryOfficer(element)) await engine.tasks.assign(taskId, { from: assignee, to: toUsername });
    } catch (error) {
      logger.warn(
        { applicationNumber, error: error instanceof Error ? error.name : 'unknown' },
        'the open task of a handed-over case is moved later',
      );
    }
  };
}
