import { Type, type Static } from '@sinclair/typebox';
import type { Variables } from '../domain/process.ts';
import type { UserTask } from './engine.ts';
import { RestError, type ZeebeRest } from './rest.ts';
import { checker } from './schema.ts';

const NOT_FOUND = 404;
/** The engine's INVALID_STATE: somebody holds the task already. */
const HELD = 409;
const PAGE = 100;
/** More open tasks than this are not shown on one page by anybody. */
const MOST_PAGES = 50;

const Found = Type.Object({
  // 8.6 says `key`, later versions `userTaskKey`.
  key: Type.Optional(Type.String()),
  userTaskKey: Type.Optional(Type.String()),
  elementId: Type.String(),
  processInstanceKey: Type.String(),
  assignee: Type.Optional(Type.Union([Type.String(), Type.Null()])),
  state: Type.String(),
  creationDate: Type.String(),
  completionDate: Type.Optional(Type.Union([Type.String(), Type.Null()])),
});
const Page = Type.Object({
  items: Type.Array(Found),
  page: Type.Object({ lastSortValues: Type.Optional(Type.Union([Type.Array(Type.Unknown()), Type.Null()])) }),
});

const checkPage = checker(Page, 'answer to the search for user tasks');

export interface UserTasks {
  ofInstance(processInstanceKey: string): Promise<UserTask[]>;
  open(): Promise<UserTask[]>;
  /** Answers false when the task is not open any more. */
  unassign(userTaskKey: string): Promise<boolean>;
  /** Answers false when somebody holds the task, or it is not open any more. */
  give(userTaskKey: string, username: string): Promise<boolean>;
  complete(userTaskKey: string, username: string, variables: Partial<Variables>): Promise<void>;
}

export function createUserTasks(rest: ZeebeRest): UserTasks {
  async function search(filter: Record<string, string>): Promise<UserTask[]> {
    const tasks: UserTask[] = [];
    let searchAfter: unknown[] | undefined;
    for (let page = 0; page < MOST_PAGES; page++) {
      const answer = checkPage(
        await rest.call('POST', '/v2/user-tasks/search', {
          filter,
          sort: [{ field: 'creationDate', order: 'desc' }],
          page: { limit: PAGE, ...(searchAfter === undefined ? {} : { searchAfter }) },
        }),
      );
      tasks.push(...answer.items.map(toUserTask));
      searchAfter = answer.page.lastSortValues ?? undefined;
      if (answer.items.length < PAGE || searchAfter === undefined || searchAfter.length === 0) break;
    }
    return tasks;
  }

  return {
    // The engine silently ignores a filter it does not know, so the answer is filtered once more.
    ofInstance: async (processInstanceKey) =>
      (await search({ processInstanceKey })).filter((task) => task.processInstanceKey === processInstanceKey),
    open: async () => (await search({ state: 'CREATED' })).filter((task) => task.state === 'CREATED'),
    unassign: (userTaskKey) => unless([NOT_FOUND], rest.call('DELETE', addressOf(userTaskKey, 'assignee'))),
    give: (userTaskKey, username) =>
      unless(
        [NOT_FOUND, HELD],
        rest.call('POST', addressOf(userTaskKey, 'assignment'), {
          assignee: username,
          allowOverride: false,
          action: 'assign',
        }),
      ),
    async complete(userTaskKey, username, variables) {
      await rest.call('POST', addressOf(userTaskKey, 'assignment'), {
        assignee: username,
        allowOverride: true,
        action: 'assign',
      });
      await rest.call('POST', addressOf(userTaskKey, 'completion'), { variables, action: 'complete' });
    },
  };
}

async function unless(expected: readonly number[], command: Promise<unknown>): Promise<boolean> {
  try {
    await command;
    return true;
  } catch (error) {
    if (error instanceof RestError && expected.includes(error.status)) return false;
    throw error;
  }
}

/** Numbers only: it becomes part of an address. */
function addressOf(userTaskKey: string, command: 'assignment' | 'assignee' | 'completion'): string {
  if (!/^\d+$/.test(userTaskKey)) throw new TypeError('userTaskKey must be a number');
  return `/v2/user-tasks/${userTaskKey}/${command}`;
}

function toUserTask(found: Static<typeof Found>): UserTask {
  return {
    userTaskKey: found.userTaskKey ?? found.key ?? '',
    elementId: found.elementId,
    processInstanceKey: found.processInstanceKey,
    assignee: found.assignee ?? null,
    state: stateOf(found.state),
    createdAt: new Date(found.creationDate),
    completedAt: found.completionDate ? new Date(found.completionDate) : null,
  };
}

/** Every state between creation and end (ASSIGNING, COMPLETING ... of later versions) is still an open task. */
function stateOf(state: string): UserTask['state'] {
  return state === 'COMPLETED' || state === 'CANCELED' ? state : 'CREATED';
}
