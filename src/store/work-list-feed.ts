import type { Knex } from 'knex';
import type { Logger } from 'pino';
import type { TakenBack, WorkListFeed } from '../domain/work-list.ts';
import { openDatabase } from './database.ts';
import { ensureLogins } from './logins.ts';

export interface OpenWorkListFeed extends WorkListFeed {
  close(): Promise<void>;
}

/**
 * The functions of migrations 015 and 100 for engines that run outside the database's transaction: the memory engine of the
 * tests, and Zeebe by its listener jobs. A repeated call changes nothing. `url` is the owner's, as for `createStore`.
 */
export async function openWorkListFeed({ url, logger }: { url: string; logger: Logger }): Promise<OpenWorkListFeed> {
  const { application } = await ensureLogins(url);
  const database: Knex = openDatabase({ url: application, logger, connections: 4, statementTimeoutMs: 15_000 });
  return {
    async created({ task, caseNumber, elementId, lane, assignee, createdAt }) {
      await database.raw('select task_created(?, ?, ?, ?, ?, ?)', [
        task,
        caseNumber,
        elementId,
        lane,
        assignee,
        createdAt,
      ]);
    },
    async assigned(task, assignee) {
      await database.raw('select task_assigned(?, ?)', [task, assignee]);
    },
    async ended(task, how) {
      await database.raw('select task_ended(?, ?)', [task, how]);
    },
    async decisionTakesEffect(task) {
      const { rows } = await database.raw<{ rows: { answer: Record<string, unknown> | null }[] }>(
        'select decision_takes_effect(?) as answer',
        [task],
      );
      return rows[0]!.answer ?? undefined;
    },
    async takingBackTakesEffect(task) {
      const { rows } = await database.raw<{ rows: { back: TakenBack | null }[] }>(
        'select taking_back_takes_effect(?) as back',
        [task],
      );
      return rows[0]!.back ?? undefined;
    },
    close: () => database.destroy(),
  };
}
