import type { View } from '../../src/cases/audit/views.ts';

const TIME = new Intl.DateTimeFormat('id-ID', { dateStyle: 'short', timeStyle: 'medium', timeZone: 'Asia/Jakarta' });
const HEAD = ['Waktu (WIB)', 'Petugas', 'Berkas', 'Yang dilihat', 'Dasar'];

/** Columns as wide as their widest cell; the last one runs on. */
export function asTable(views: readonly View[]): string {
  const rows = views.map(({ at, officer, applicationNumber, what, ground, refused }) => [
    TIME.format(new Date(at)),
    officer,
    applicationNumber,
    what,
    ground ?? `DITOLAK: ${refused ?? ''}`,
  ]);
  const widths = HEAD.map((_, column) => Math.max(...[HEAD, ...rows].map((row) => row[column]?.length ?? 0)));
  const line = (cells: readonly string[]) =>
    cells.map((cell, column) => (column === cells.length - 1 ? cell : cell.padEnd(widths[column] ?? 0))).join('  ');
  return [line(HEAD), widths.map((width) => '-'.repeat(Math.min(width, 40))).join('  '), ...rows.map(line), ''].join(
    '\n',
  );
}
