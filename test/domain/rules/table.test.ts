import { expect } from 'chai';
import { readFileSync } from 'node:fs';
import path from 'node:path';
import { RULES } from '../../../src/domain/rules/table.ts';

/** The rules of the specification, as it was given. */
const CSV = readFileSync(path.resolve(import.meta.dirname, '../cases/rules.csv'), 'utf8');

/** Comma-separated values with quotes (RFC 4180). */
function rowsOf(text: string): Record<string, string>[] {
  const lines = [...text.matchAll(/(?:"(?:[^"]|"")*"|[^"\n])+/g)].map(([line]) => line);
  const cells = lines.map((line) =>
    [...line.matchAll(/(?:^|,)("(?:[^"]|"")*"|[^,]*)/g)].map(([, cell = '']) =>
      cell.replace(/^"|"$/g, '').replaceAll('""', '"'),
    ),
  );
  const [head = [], ...rows] = cells;
  return rows.map((row) => Object.fromEntries(head.map((key, i) => [key.trim(), row[i] ?? ''])));
}

describe('The table of consistency rules', () => {
  const rows = rowsOf(CSV);

  it('has the seventy rules of rules.csv, each once', () => {
    expect(RULES.map(({ id }) => id)).to.deep.equal(rows.map((row) => row['id']));
    expect(RULES).to.have.length(70);
  });

  for (const row of rows)
    it(`${row['id']} ${row['name']}: name, place, severity, source and sentence are those of rules.csv`, () => {
      const rule = RULES.find(({ id }) => id === row['id'])!;
      expect({
        name: rule.name,
        where: rule.where,
        severity: rule.severity,
        source: rule.source,
        sentence_id: rule.sentence,
      }).to.deep.equal({
        name: row['name'],
        where: row['where'],
        severity: row['severity'],
        source: row['source'],
        sentence_id: row['sentence_id'],
      });
    });
});
