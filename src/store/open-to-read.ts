import type { Logger } from 'pino';
import { NO_KEY } from './column-seal.ts';
import { openReadingDatabase } from './reading-database.ts';
import type { Store } from './store.ts';
import { sealed } from './store-error.ts';
import { accountsTable } from './tables/accounts.ts';
import { archiveCopiesTable } from './tables/archive-copies.ts';
import { casesTable } from './tables/cases.ts';
import { dutiesTable } from './tables/duties.ts';
import { engineWatchTable } from './tables/engine-watch.ts';
import { inquiriesTable } from './tables/inquiries.ts';
import { outboxTable } from './tables/outbox.ts';
import { peopleTable } from './tables/people.ts';
import { workListTable } from './tables/work-list.ts';
import { workTiesTable } from './tables/work-ties.ts';

/** Tables of the office, to be read by a command beside a running office; prepares nothing and opens no application. */
export type ReadOffice = Pick<
  Store,
  | 'cases'
  | 'people'
  | 'accounts'
  | 'inquiries'
  | 'workList'
  | 'workTies'
  | 'archiveCopies'
  | 'duties'
  | 'outbox'
  | 'engineWatch'
> & { close(): Promise<void> };

export async function openToRead({ url, logger }: { url: string; logger: Logger }): Promise<ReadOffice> {
  const database = await openReadingDatabase({ url, logger });
  return {
    cases: sealed(casesTable(database, NO_KEY)),
    people: sealed(peopleTable(database)),
    accounts: sealed(accountsTable(database)),
    workTies: sealed(workTiesTable(database)),
    inquiries: sealed(inquiriesTable(database, NO_KEY)),
    workList: sealed(workListTable(database, NO_KEY)),
    archiveCopies: sealed(archiveCopiesTable(database)),
    duties: sealed(dutiesTable(database)),
    outbox: sealed(outboxTable(database)),
    engineWatch: sealed(engineWatchTable(database)),
    close: () => database.destroy(),
  };
}
