import { createHmac } from 'node:crypto';
import type { ProcessEngine } from '../../process/process.ts';
import type { Store } from '../../store/store.ts';
import type { Dependencies } from '../dependencies.ts';
import { requireAuditor } from '../audit-case.ts';

/** What the auditor's questions stand on. */
export interface AuditDependencies extends Pick<
  Dependencies,
  'store' | 'documents' | 'verifier' | 'anchors' | 'archive' | 'calendar' | 'now'
> {
  readonly engine: Pick<ProcessEngine, 'history'>;
  /**
   * 32 bytes. The journal names a NIK that was asked for by a keyed hash: equal ones can be recognised, none can be
   * read.
   */
  readonly markKey: Buffer;
}

/** A question as the journal keeps it. */
export interface Asked {
  /** Kebab-case name of the question. */
  readonly question: string;
  readonly applicationNumber?: string;
  /** Codes, days and user names; never a search term that is personal data. */
  readonly detail?: Readonly<Record<string, unknown>>;
}

/** More rows than a person reads; what is cut is said on the page. */
const MOST_ROWS = 5_000;

export interface Listed<Row> {
  readonly rows: readonly Row[];
  /** There are more than are shown. */
  readonly cut: boolean;
}

/**
 * Lets the auditor ask, and nobody else: the question is journalled before it is answered, a refused attempt too.
 * Throws Failure WRONG_ROLE or UNKNOWN_OFFICER.
 */
export async function inquire<T>(
  { store }: { readonly store: Store },
  username: string,
  { question, applicationNumber, detail = {} }: Asked,
  work: () => Promise<T>,
): Promise<T> {
  await requireAuditor(store, username, applicationNumber ?? null);
  await store.journal.write({
    applicationNumber: applicationNumber ?? null,
    actor: username,
    event: 'audit-asked',
    step: null,
    detail: { question, ...detail },
  });
  return work();
}

/** Equal NIKs have equal marks; the NIK cannot be read from one. */
export function markOf({ markKey }: Pick<AuditDependencies, 'markKey'>, nik: string): string {
  return createHmac('sha256', markKey).update(nik).digest('hex').slice(0, 16);
}

/** Asks for one row more than is shown, to know whether there are more. */
export async function upTo<Row>(
  ask: (limit: number) => Promise<Row[]>,
  most: number = MOST_ROWS,
): Promise<Listed<Row>> {
  const rows = await ask(most + 1);
  return { rows: rows.slice(0, most), cut: rows.length > most };
}

export type NameOf = (username: string) => string;

/** Names of the people of the office by their user names. */
export async function names({ store }: { readonly store: Pick<Store, 'people'> }): Promise<NameOf> {
  const people = new Map((await store.people.all()).map(({ username, name }) => [username, name]));
  return (username) => people.get(username) ?? username;
}
