import type { TestDatabase } from '../store/database.ts';

export interface WorkedAt {
  readonly applicationNumber: string;
  readonly element: string;
  readonly decidedBy: string;
  /** Of the office's zone, "09:00": the first look, and the decision. A minute before, the task came. */
  readonly from: string;
  readonly to: string;
}

/**
 * Sets a decision and the looks before it to hours of this day behind the store's back, so that what is measured in office
 * hours does not depend on the hour at which the test runs.
 */
export async function workedAt(database: TestDatabase, day: string, work: WorkedAt): Promise<void> {
  const { applicationNumber, element, decidedBy } = work;
  const [from, to] = [`${day}T${work.from}:00+07:00`, `${day}T${work.to}:00+07:00`];
  for (const table of ['journal', 'decisions'])
    await database.asOwner(`alter table ${table} disable trigger ${table}_append_only`);
  await database.asOwner('alter table decisions disable trigger decisions_sealed_only');
  await database.asOwner(
    `update journal set at = $3 where application_number = $1 and actor = $2 and event like '%-viewed'`,
    [applicationNumber, decidedBy, from],
  );
  await database.asOwner(
    `update work_list set created_at = $3::timestamptz - interval '1 minute' where application_number = $1 and element = $2`,
    [applicationNumber, element, from],
  );
  await database.asOwner(`update decisions set recorded_at = $3 where application_number = $1 and element = $2`, [
    applicationNumber,
    element,
    to,
  ]);
}
