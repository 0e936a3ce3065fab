import type { AuditCases } from '../../cases/audit/create-audit-cases.ts';
import type { Reason } from '../../domain/application.ts';
import type { Span } from '../../store/inquiries.ts';

export const FIELD_NAMES = ['nik', 'berkas', 'petugas', 'alasan', 'dari', 'sampai'] as const;
export type FieldName = (typeof FIELD_NAMES)[number];

/** The form, read. What a question does not ask for is null; the span is the whole of the days given. */
export interface Given {
  readonly nik: string | null;
  readonly applicationNumber: string | null;
  readonly officer: string | null;
  readonly reason: Reason | null;
  readonly span: Span;
}

export type Cell = string | number | Date | null | { readonly case: string } | { readonly hash: string };

export interface Table {
  readonly caption: string;
  readonly columns: readonly string[];
  readonly rows: readonly (readonly Cell[])[];
  /** What stands in place of an empty table. */
  readonly empty: string;
}

/** An answer on one page; the same goes into the file. */
export interface Sheet {
  /** One sentence. */
  readonly summary: string;
  /** good: as it must be · alert: something is not as it must be · plain: a list, no verdict. */
  readonly verdict: 'good' | 'alert' | 'plain';
  readonly tables: readonly Table[];
  /** More than one page holds. */
  readonly cut: boolean;
}

export interface Question {
  /** Part of the address. */
  readonly slug: string;
  readonly title: string;
  /** What one reads from the answer. */
  readonly help: string;
  readonly group: 'Data pribadi' | 'Berkas' | 'Waktu dan jumlah' | 'Pembuktian' | 'Orang';
  readonly fields: readonly FieldName[];
  /** Fields of `fields` without which it cannot be asked; of nik and berkas one is enough. */
  readonly needs: readonly FieldName[];
  ask(audit: AuditCases, username: string, given: Given): Promise<Sheet>;
}

export const PERIOD = ['dari', 'sampai'] as const satisfies readonly FieldName[];

export const list = (
  summary: string,
  table: Table,
  { cut = false, verdict = 'plain' }: { cut?: boolean; verdict?: Sheet['verdict'] } = {},
): Sheet => ({ summary, verdict, tables: [table], cut });

/** "3 berkas", "tidak ada berkas". */
export const count = (length: number, noun: string): string =>
  length === 0 ? `tidak ada ${noun}` : `${length} ${noun}`;
