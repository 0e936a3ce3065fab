import type { ReturnKind } from '../cases/audit/list-returns.ts';
import { AGE_BOUNDS, type Performance } from '../cases/performance/measure-performance.ts';
import type { PlainDate } from '../domain/family-card.ts';
import { documentLabel } from '../domain/document-kinds.ts';
import { STATE_LABELS } from '../domain/labels.ts';
import { printedDate } from '../domain/plain-date.ts';
import type { CsvCell } from '../web/csv.ts';

export const RETURN_LABELS: Record<ReturnKind, string> = {
  incomplete: 'Belum lengkap',
  invalid: 'Data tidak valid',
  rejected: 'Draf dikembalikan Kepala Dinas',
  refused: 'Ditolak: tidak dapat dipenuhi',
  closed: 'Ditutup karena lewat batas waktu',
  withdrawn: 'Dibatalkan pemohon',
  'came-back': 'Kembali ke petugas',
  'signing-failed': 'Tanda tangan gagal',
};

/** "kurang dari 1 hari kerja", "1 sampai 3 hari kerja", ..., "5 hari kerja atau lebih". */
export function ageLabels(): string[] {
  const between = AGE_BOUNDS.slice(1).map((bound, i) => `${AGE_BOUNDS[i]} sampai ${bound} hari kerja`);
  return [`kurang dari ${AGE_BOUNDS[0]} hari kerja`, ...between, `${AGE_BOUNDS.at(-1)} hari kerja atau lebih`];
}

/** "24-11" for a day, "minggu 23-11" for a week. */
export const bucketLabel = (begins: PlainDate): string => printedDate(begins).slice(0, 5);

/** The whole page as rows of a file; `npm run sop:report` prints the same. */
export function performanceRows(shown: Performance): CsvCell[][] {
  const { period, grain, buckets, totals, steps, backlog, ages, returns, missing } = shown;
  const tenths = (value: number | null) => (value === null ? null : Math.round(value * 10) / 10);
  return [
    ['Kinerja penerbitan KK', `${period.validFrom} sampai ${period.validTo}`],
    [],
    [
      'Langkah',
      'Menit SOP',
      'Dikerjakan',
      'Terukur',
      'Melewati SOP',
      'Median (menit)',
      '90 persen (menit)',
      'Terlama (menit)',
      'Median antre (menit kerja)',
    ],
    ...steps.map((step) => [
      `${step.step}. ${step.title}`,
      step.sopMinutes,
      step.visits,
      step.measured,
      step.late,
      tenths(step.median),
      tenths(step.ninetieth),
      tenths(step.longest),
      tenths(step.medianWait),
    ]),
    [],
    [
      grain === 'week' ? 'Minggu mulai' : 'Hari',
      'Masuk',
      'Ditandatangani',
      'Selesai diarsipkan',
      'Ditutup',
      'Dibatalkan',
      'Ditolak',
      'Terbuka di akhir',
      'Langkah terukur',
      'Melewati SOP',
    ],
    ...buckets.map((bucket) => [bucket.begins, ...numbersOf(bucket)]),
    ['Jumlah', ...numbersOf(totals)],
    [],
    ['Terbuka sekarang', 'Berkas', 'Tertua (menit kerja)'],
    ...backlog.map(({ state, count, oldestMinutes }) => [STATE_LABELS[state], count, Math.round(oldestMinutes)]),
    [],
    ['Umur yang terbuka (tanpa yang menunggu pemohon)', 'Berkas'],
    ...ageLabels().map((label, i) => [label, ages[i] ?? 0]),
    [],
    ['Dikembalikan, ditolak, ditutup', 'Kejadian'],
    ...returns.map(({ kind, count }) => [RETURN_LABELS[kind], count]),
    [],
    ['Dokumen yang diminta lagi', 'Kali'],
    ...missing.map(({ paper, count }) => [documentLabel(paper), count]),
  ];
}

function numbersOf(counted: Performance['totals']): number[] {
  const { submitted, signed, archived, closed, withdrawn, refused, open, measured, late } = counted;
  return [submitted, signed, archived, closed, withdrawn, refused, open, measured, late];
}
