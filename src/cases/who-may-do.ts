import type { Decision, Person } from '../domain/authority.ts';
import { offDuty } from '../domain/duty.ts';
import type { FailureCode } from '../domain/failures.ts';
import { judgeTask } from '../domain/judge-decision.ts';
import { plainDateOf } from '../domain/plain-date.ts';
import { stepOfTask } from '../domain/user-tasks.ts';
import type { TaskId } from '../domain/work-list.ts';
import type { Roster } from '../store/people.ts';
import type { Store, WorkItem } from '../store/store.ts';
import type { Dependencies } from './dependencies.ts';
import { tiesToWork, type TiesToWork } from './ties-to-work.ts';

type Needs = Pick<Dependencies, 'now'> & {
  readonly store: Pick<Store, 'accounts' | 'workTies'>;
  readonly settings: Pick<Dependencies['settings'], 'linkKey'>;
};

/** Names of those who may do a task in somebody's place, whoever holds it now. */
export interface Others {
  readonly present: readonly string[];
  /** Not on duty today. */
  readonly absent: readonly string[];
}

interface Asked {
  readonly applicationNumber: string;
  readonly element: string;
  /** Decisions in force. */
  readonly history: readonly Decision[];
}
interface Office {
  readonly roster: Roster;
  readonly locked: ReadonlySet<string>;
  readonly ties: TiesToWork;
  readonly today: string;
}

/** Refusals that lie in the person: somebody else may. */
const OF_THE_PERSON: readonly FailureCode[] = ['OWN_FAMILY', 'RENEWED_ACCESS', 'FOUR_EYES', 'OWN_ENTRY'];
export const isOfThePerson = (because: FailureCode | null): boolean =>
  because !== null && OF_THE_PERSON.includes(because);

/** Answers who may do what somebody may not; nothing is read while there is no such task. */
export async function othersFor(
  needs: Needs,
  roster: Roster,
  tasks: readonly { readonly blocked: FailureCode | null }[],
): Promise<(asked: Asked) => Others> {
  if (!tasks.some(({ blocked }) => isOfThePerson(blocked))) return () => ({ present: [], absent: [] });
  const office = await officeOf(needs, roster);
  const absent = offDuty(roster, office.today);
  return (asked) => {
    const able = whoMayDo(office, asked);
    const names = (isAbsent: boolean) =>
      able.filter(({ username }) => absent.has(username) === isAbsent).map(({ name }) => name);
    return { present: names(false), absent: names(true) };
  };
}

/**
 * Those of all open tasks that nobody of the office may do, present or not: they wait until an admin or the head acts.
 * `ties`: of everybody in the roster to all of them.
 */
export async function tasksOfNobody(
  needs: Needs,
  roster: Roster,
  open: readonly Pick<WorkItem, 'taskId' | 'applicationNumber' | 'element'>[],
  ties?: TiesToWork,
): Promise<ReadonlySet<TaskId>> {
  const [decided, office] = await Promise.all([needs.store.workTies.history(), officeOf(needs, roster, ties)]);
  return new Set(
    open
      .filter(({ applicationNumber, element }) => {
        const history = decided.filter((one) => one.applicationNumber === applicationNumber);
        return (
          stepOfTask(element) !== undefined && whoMayDo(office, { applicationNumber, element, history }).length === 0
        );
      })
      .map(({ taskId }) => taskId),
  );
}

async function officeOf(needs: Needs, roster: Roster, ties?: TiesToWork): Promise<Office> {
  const [accounts, tied] = await Promise.all([needs.store.accounts.all(), ties ?? tiesToWork(needs, roster.people)]);
  return {
    roster,
    locked: new Set(accounts.filter(({ lockedAt }) => lockedAt !== null).map(({ username }) => username)),
    ties: tied,
    today: plainDateOf(needs.now()),
  };
}

function whoMayDo({ roster, locked, ties, today }: Office, { applicationNumber, element, history }: Asked): Person[] {
  const { people, delegations } = roster;
  return people.filter((person) => {
    const claim = { person, element, assignee: null, entryOfficer: null, history, delegations, today };
    const own = ties.of(person.username, applicationNumber);
    return !locked.has(person.username) && judgeTask({ ...claim, absent: new Set<string>(), ties: own }).allowed;
  });
}
