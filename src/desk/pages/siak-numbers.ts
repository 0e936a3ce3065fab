import type { CaseFile } from '../../cases/view-case.ts';
import type { Given } from './given.ts';

/** The numbers that SIAK gives: fields while the entry is typed, then what was typed, with what is odd about it. */
export function siakNumbersView(
  { siak, task }: Pick<CaseFile, 'siak' | 'task'>,
  typed?: Given['siakNumbers'],
): Record<string, unknown> {
  const typing = task?.element === 'enter-siak-manually' && task.blocked === null;
  const rows = siak.numbers.map(({ placeholder, kind, name, number, odd }, i) => ({
    id: `nomor-${i + 1}`,
    field: `nomor:${placeholder}`,
    label: kind === 'kk' ? `Nomor KK baru, kepala keluarga ${name}` : `NIK ${name}`,
    short: kind === 'kk' ? 'Nomor KK baru' : `NIK ${name}`,
    number: typed?.[placeholder] ?? number,
    odd,
  }));
  const known = typing ? [] : rows.filter(({ number }) => number !== '');
  return {
    numberFields: typing ? rows : [],
    numbersTyped: known,
    numbersOdd: known.filter(({ odd }) => odd.length > 0),
  };
}
