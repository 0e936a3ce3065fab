import { createHash } from 'node:crypto';
import { VALIDATORS, type OracleDocument, type ValidatorName, type Verdict } from './verdict.ts';

export type Verdicts = ReadonlyMap<ValidatorName, ReadonlyMap<string, Verdict>>;

/** One document with what each validator said and should have said. */
export interface Row {
  readonly document: string;
  readonly sha256: string;
  readonly cells: readonly Cell[];
}
export interface Cell extends Verdict {
  readonly validator: ValidatorName;
  readonly expected: boolean;
  readonly agrees: boolean;
}

/** Rows in the order of the documents; validators that were not asked have no cell. */
export function compare(documents: readonly OracleDocument[], verdicts: Verdicts): readonly Row[] {
  return documents.map((document) => ({
    document: document.name,
    sha256: createHash('sha256').update(document.bytes).digest('hex'),
    cells: VALIDATORS.flatMap((validator) => {
      const expected = document.expected[validator];
      const verdict = verdicts.get(validator)?.get(document.name);
      if (expected === undefined || verdict === undefined) return [];
      const rightFormat = validator !== 'dss' || document.format === undefined || verdict.words === document.format;
      return [{ validator, ...verdict, expected, agrees: verdict.accepts === expected && rightFormat }];
    }),
  }));
}

const TITLES: Readonly<Record<ValidatorName, string>> = {
  office: 'kantor',
  dss: 'DSS',
  pyhanko: 'pyHanko',
  openssl: 'openssl',
  verapdf: 'veraPDF',
  qpdf: 'qpdf',
};

export function titleOf(validator: ValidatorName): string {
  return TITLES[validator];
}

/** Table in Markdown; a verdict that is not the expected one is marked. */
export function tableOf(rows: readonly Row[], asked: readonly ValidatorName[]): string {
  const lines = rows.map(({ document, cells }) => [
    document,
    ...asked.map((validator) => {
      const cell = cells.find((one) => one.validator === validator);
      if (cell === undefined) return '';
      const format = validator === 'dss' && cell.accepts ? ` ${cell.words.replaceAll('PAdES-BASELINE-', 'B-')}` : '';
      return `${cell.accepts ? 'sah' : 'tolak'}${format}${cell.agrees ? '' : ' (!)'}`;
    }),
  ]);
  const table = [['dokumen', ...asked.map(titleOf)], ...lines];
  const widths = (table[0] ?? []).map((_, column) => Math.max(...table.map((line) => line[column]?.length ?? 0)));
  const drawn = table.map((line) => `| ${line.map((text, column) => text.padEnd(widths[column] ?? 0)).join(' | ')} |`);
  return [drawn[0], `|${widths.map((width) => '-'.repeat(width + 2)).join('|')}|`, ...drawn.slice(1)].join('\n');
}
