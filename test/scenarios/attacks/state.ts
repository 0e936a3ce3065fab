import pg from 'pg';
import type { TestOffice } from '../the-office.ts';

/** What an attack could have changed, as text; read in the database, not through an interface that is attacked. */
const WHAT_A_CASE_IS = {
  'work list': `select t::text as line from public.work_list t where application_number = $1`,
  decisions: `select t::text as line from public.decisions t where application_number = $1`,
  judgements: `select t::text as line from public.judgements t where application_number = $1`,
  case: `select t::text as line from public.cases t where application_number = $1`,
  instance: `select concat_ws(' ', id_, business_key_, suspension_state_, proc_def_id_) as line
    from engine.act_ru_execution where business_key_ = $1 and parent_id_ is null`,
  tasks: `select t::text as line from engine.act_ru_task t join engine.act_ru_execution e on e.id_ = t.proc_inst_id_
    where e.business_key_ = $1`,
  'candidates of tasks': `select l::text as line from engine.act_ru_identitylink l
    join engine.act_ru_task t on t.id_ = l.task_id_ join engine.act_ru_execution e on e.id_ = t.proc_inst_id_
    where e.business_key_ = $1`,
  variables: `select v::text as line from engine.act_ru_variable v
    join engine.act_ru_execution e on e.id_ = v.proc_inst_id_ where e.business_key_ = $1`,
  // A timer of the SOP may fall due meanwhile and be gone; what is left must not be touched.
  'jobs stopped': `select j.id_ as line from engine.act_ru_job j join engine.act_ru_execution e on e.id_ = j.process_instance_id_
    where e.business_key_ = $1 and (j.retries_ < 1 or j.retries_ > 5 or j.suspension_state_ <> 1)`,
} as const;

/** Belongs to no case: nobody may have added or taken away any of it. */
const WHAT_THE_ENGINE_HOLDS = {
  deployments: `select id_ as line from engine.act_re_deployment`,
  definitions: `select concat_ws(' ', id_, suspension_state_) as line from engine.act_re_procdef`,
  'tasks beside the diagram': `select id_ as line from engine.act_ru_task where proc_inst_id_ is null`,
  users: `select id_ as line from engine.act_id_user`,
  groups: `select id_ as line from engine.act_id_group`,
  memberships: `select concat_ws(' ', user_id_, group_id_) as line from engine.act_id_membership`,
  authorizations: `select id_ as line from engine.act_ru_authorization`,
  filters: `select id_ as line from engine.act_ru_filter`,
  comments: `select id_ as line from engine.act_hi_comment`,
  'jobs of strangers': `select id_ as line from engine.act_ru_ext_task where worker_id_ = 'penyusup'`,
} as const;

export interface RefusedAct {
  readonly event: string;
  readonly actor: string;
  readonly act: string | null;
}

/** Looks at the office's data directly, not through its interfaces. */
export class Witness {
  readonly #database: pg.Client;

  private constructor(database: pg.Client) {
    this.#database = database;
  }

  static async of({ postgres }: TestOffice): Promise<Witness> {
    const database = new pg.Client({ connectionString: postgres.url });
    await database.connect();
    return new Witness(database);
  }

  close(): Promise<void> {
    return this.#database.end();
  }

  /** The state of a case and of the engine, by kind of row. */
  async stateOf(number: string): Promise<Record<string, string[]>> {
    const state: Record<string, string[]> = {};
    for (const [what, query] of Object.entries(WHAT_A_CASE_IS)) state[what] = await this.#lines(query, [number]);
    for (const [what, query] of Object.entries(WHAT_THE_ENGINE_HOLDS)) state[what] = await this.#lines(query);
    return state;
  }

  /** Ids of the engine that belong to the open task. */
  async engineIdsOf(number: string, task: string): Promise<Record<'instance' | 'execution' | 'job', string>> {
    const { rows } = await this.#database.query<Record<'instance' | 'execution' | 'job', string>>(
      `select t.proc_inst_id_ as instance, t.execution_id_ as execution,
         coalesce((select min(j.id_) from engine.act_ru_job j where j.process_instance_id_ = t.proc_inst_id_), 'tidak-ada') as job
       from engine.act_ru_task t where t.id_ = $1`,
      [task],
    );
    if (rows[0] === undefined) throw new Error(`the engine has no task of ${number}`);
    return rows[0];
  }

  async model(): Promise<Record<'definition' | 'deployment', string>> {
    const { rows } = await this.#database.query<Record<'definition' | 'deployment', string>>(
      `select id_ as definition, deployment_id_ as deployment from engine.act_re_procdef order by version_ desc limit 1`,
    );
    return rows[0]!;
  }

  /** Newest entry of the journal. */
  async journalEnd(): Promise<string> {
    return (await this.#lines(`select coalesce(max(id), 0)::text as line from public.journal`))[0]!;
  }

  /** What was refused since: at this case, or one of these acts at the web apps with no case at all. */
  async refusedSince(id: string, number: string, acts: readonly string[]): Promise<RefusedAct[]> {
    const { rows } = await this.#database.query<RefusedAct>(
      `select event, actor, detail->>'act' as act from public.journal
       where id > $1 and event in ('decision-refused', 'act-refused')
         and (application_number = $2 or (application_number is null and detail->>'asked' = 'web-app' and detail->>'act' = any($3)))`,
      [id, number, acts],
    );
    return rows;
  }

  async #lines(query: string, values: readonly string[] = []): Promise<string[]> {
    const { rows } = await this.#database.query<{ line: string }>(query, [...values]);
    return rows.map(({ line }) => line).sort();
  }
}
