import type { Inquiries, ListView } from '../inquiries.ts';

type Rows = <T>(sql: string, values: Readonly<Record<string, unknown>>) => Promise<T[]>;

/** A question mark that knex leaves alone: PostgreSQL's "holds one of". */
const LISTS = `
  select at, actor, array(
      select number from jsonb_array_elements_text(detail->'numbers') as number where number = any(:numbers)
    ) as "applicationNumbers"
  from journal
  where event = 'work-list-viewed' and detail->'numbers' \\?| :numbers
  order by id`;

/** Questions of who saw what. */
export function viewInquiries(rows: Rows): Pick<Inquiries, 'listViews'> {
  return {
    listViews: (applicationNumbers) => rows<ListView>(LISTS, { numbers: [...applicationNumbers] }),
  };
}
