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

const LOOKED_AT = `
  select distinct application_number as "applicationNumber" from journal
  where application_number = any(:numbers) and event = 'case-viewed' and actor <> :than
    and at > clock_timestamp() - make_interval(mins => :minutes)`;

/** Questions of who saw what. */
export function viewInquiries(rows: Rows): Pick<Inquiries, 'listViews' | 'lookedAtBy'> {
  return {
    lookedAtBy: async ({ than, minutes }, applicationNumbers) => {
      const found = await rows<{ applicationNumber: string }>(LOOKED_AT, {
        than,
        minutes,
        numbers: [...applicationNumbers],
      });
      return new Set(found.map(({ applicationNumber }) => applicationNumber));
    },
    listViews: (applicationNumbers) => rows<ListView>(LISTS, { numbers: [...applicationNumbers] }),
  };
}
