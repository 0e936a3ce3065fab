import type { Person } from '../../domain/authority.ts';
import type { CaseRecord } from '../../store/store.ts';
import { NotNow } from '../cases.ts';
import type { DeskCases } from '../desk.ts';
import { openCase, refusal, type Attendant } from './access.ts';
import type { DeskMeans } from './means.ts';
import { absentToday } from './on-duty.ts';
import { stepOfTask } from './tasks.ts';

/** Colleagues on duty to whom the keeper may give this case; nobody when it is not his, or too late. */
export function colleaguesFor(
  { person }: Attendant,
  record: CaseRecord,
  people: readonly Person[],
  absent: ReadonlySet<string>,
): { username: string; name: string }[] {
  const over = record.signedSha256 !== null || record.state === 'closed' || record.state === 'withdrawn';
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

/** The keeper of a case gives it, with its open task, to a colleague of his lane; from then on it is the colleague's.
 *  A task that the search does not show yet is left to `giveTasksToKeepers`. */
export function handOver(means: DeskMeans): DeskCases['handOver'] {
  const { store, engine, logger } = means;
  return async (username, applicationNumber, toUsername) => {
    const { attendant, record } = await openCase(means, username, applicationNumber, 'case-viewed');
    if (record.entryOfficer !== username)
      throw await refusal(
        means,
        { username, event: 'act-refused', asked: 'case-handed-over', applicationNumbers: [applicationNumber] },
        'NOT_KEEPER',
      );
    const colleagues = colleaguesFor(attendant, record, await store.people.all(), await absentToday(means));
    if (!colleagues.some((colleague) => colleague.username === toUsername))
      throw new NotNow('Pilih rekan petugas entri yang aktif dan sedang bertugas.');
    const { processInstanceKey } = record;
    // The engine first: repeating that is harmless, and until our own record names the colleague the keeper can try again.
    if (processInstanceKey !== null) await engine.nameKeeper(processInstanceKey, toUsername);
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
    // From here on it is the colleague's: what the former keeper completes is refused, and a task that is not moved now is given to him within a minute.
    if (processInstanceKey !== null)
      await moveTasks(means, processInstanceKey, toUsername).catch((error: unknown) =>
        logger.warn(
          { applicationNumber, error: error instanceof Error ? error.name : 'unknown' },
          'open task of a handed-over case not moved',
        ),
      );
  };
}

async function moveTasks({ engine }: DeskMeans, processInstanceKey: string, toUsername: string): Promise<void> {
  const ofStep3 = (await engine.userTasks(processInstanceKey)).filter(
    (task) => task.state === 'CREATED' && stepOfTask(task.elementId) === 3,
  );
  for (const { userTaskKey } of ofStep3) await engine.passTask(userTaskKey, toUsername);
}
