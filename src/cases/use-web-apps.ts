import type { OfficerRole } from '../domain/process.ts';
import type { TaskId } from '../domain/work-list.ts';
import type { Dependencies } from './dependencies.ts';
import { identifyOfficer } from './identify-officer.ts';

/**
 * An officer at the engine's web apps: which lists of tasks they find there, and whether they see the engine itself.
 */
export interface WebAppUser {
  readonly username: string;
  /** Lanes held today, as a stand-in too. */
  readonly lanes: readonly OfficerRole[];
  readonly isAdmin: boolean;
}

type Needs = Pick<Dependencies, 'store' | 'now'>;

/** Throws Refusal UNKNOWN_OFFICER for a user name that the office does not know, or no longer. */
export function identifyWebAppUser(needs: Needs) {
  return async (username: string): Promise<WebAppUser> => {
    const { officer } = await identifyOfficer(needs, username);
    return { username, lanes: officer.roles.map(({ role }) => role), isAdmin: officer.isAdmin };
  };
}

/** The case of a user task; undefined for a task that the office has never seen. */
export function caseOfTask({ store }: Pick<Needs, 'store'>) {
  return async (task: TaskId): Promise<string | undefined> => (await store.workList.find(task))?.applicationNumber;
}

/** What somebody tried at the web apps and may not, in the form "POST task/-/delegate": no ids, no content. */
export interface WebAppAttempt {
  readonly act: string;
  /** The task it was about; null: none. */
  readonly task: TaskId | null;
}

/** Journals an attempt at the web apps that was refused. */
export function noteWebAppRefusal({ store }: Pick<Needs, 'store'>) {
  return async (username: string, { act, task }: WebAppAttempt): Promise<void> => {
    const item = task === null ? undefined : await store.workList.find(task);
    await store.journal.write({
      applicationNumber: item?.applicationNumber ?? null,
      actor: username,
      event: 'act-refused',
      step: null,
      detail: { asked: 'web-app', act, because: 'NOT_OPEN_HERE', task: item?.taskId ?? null },
    });
  };
}
