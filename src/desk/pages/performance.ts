import type { Request, RequestHandler } from 'express';
import type { Grain } from '../../cases/performance/measure-performance.ts';
import type { ShownPerformance } from '../../cases/performance/show-performance.ts';
import { documentLabel } from '../../domain/document-kinds.ts';
import type { Period } from '../../domain/period.ts';
import { plainDateOf } from '../../domain/plain-date.ts';
import { csvOf } from '../../web/csv.ts';
import { barChart } from '../charts.ts';
import { show, text, type Kit } from '../kit.ts';
import { STATE_LABELS } from '../labels.ts';
import { ageLabels, bucketLabel, performanceRows, RETURN_LABELS } from '../performance-labels.ts';

/** /meja/kinerja: how the office did, by day or week, for Kasi/Kabid and the head. */
export function performancePage(kit: Kit): RequestHandler {
  return async (request, response) => {
    const { period, grain } = askedFor(request);
    const shown = await kit.cases.performance(kit.callers.of(request), period, grain);
    show(
      kit,
      response,
      { template: 'performance', title: 'Kinerja', page: 'performance', officer: shown.officer },
      content(shown),
    );
  };
}

/** /meja/kinerja.csv: the same as a file. */
export function performanceFile(kit: Kit): RequestHandler {
  return async (request, response) => {
    const { period, grain } = askedFor(request);
    const shown = await kit.cases.performance(kit.callers.of(request), period, grain);
    response
      .attachment(`kinerja-${period.validFrom}-${period.validTo}.csv`)
      .type('text/csv; charset=utf-8')
      .send(csvOf(performanceRows(shown)));
  };
}

const FOUR_WEEKS_MS = 27 * 86_400_000;

/** What the address asks for; without one the last four weeks. */
function askedFor(request: Request): { period: Period; grain: Grain } {
  const today = new Date();
  const day = (name: string, otherwise: Date) => text(request.query[name]).slice(0, 10) || plainDateOf(otherwise);
  return {
    period: {
      validFrom: day('dari', new Date(today.getTime() - FOUR_WEEKS_MS)),
      validTo: day('sampai', today),
    },
    grain: request.query['per'] === 'minggu' ? 'week' : 'day',
  };
}

function content(shown: ShownPerformance): Record<string, unknown> {
  const { buckets, totals, steps, backlog, ages, returns, missing, grain, period } = shown;
  const labels = buckets.map(({ begins }) => bucketLabel(begins));
  const per = grain === 'week' ? 'setiap minggu' : 'setiap hari';
  return {
    period,
    byWeek: grain === 'week',
    totals,
    lateShare: totals.measured === 0 ? '–' : `${Math.round((100 * totals.late) / totals.measured)} %`,
    cut: shown.cut,
    flowChart: barChart({
      title: `Permohonan masuk dan selesai ${per}; angkanya ada pada tabel di bawah`,
      labels,
      series: [
        { label: 'masuk', look: 'first', values: buckets.map(({ submitted }) => submitted) },
        { label: 'selesai', look: 'second', values: buckets.map(({ archived }) => archived) },
      ],
    }),
    openChart: barChart({
      title: `Berkas yang masih terbuka di akhir ${grain === 'week' ? 'minggu' : 'hari'}; angkanya ada pada tabel di bawah`,
      labels,
      series: [{ label: 'terbuka', look: 'first', values: buckets.map(({ open }) => open) }],
    }),
    stepChart: barChart({
      title: 'Waktu pengerjaan setiap langkah dibandingkan dengan SOP, dalam menit; angkanya ada pada tabel di bawah',
      size: 'whole',
      labels: steps.map(({ step }) => `langkah ${step}`),
      series: [
        { label: 'SOP', look: 'second', values: steps.map(({ sopMinutes }) => sopMinutes) },
        { label: 'median', look: 'first', values: steps.map(({ median }) => median ?? 0) },
        { label: '90 persen', look: 'alert', values: steps.map(({ ninetieth }) => ninetieth ?? 0) },
      ],
    }),
    steps: steps.map((step) => ({
      ...step,
      isLate: step.late > 0,
      median: minutesText(step.median),
      ninetieth: minutesText(step.ninetieth),
      longest: minutesText(step.longest),
      medianWait: minutesText(step.medianWait),
    })),
    buckets: buckets.map((bucket) => ({ ...bucket, label: bucketLabel(bucket.begins) })),
    backlog: backlog.map((one) => ({ ...one, label: STATE_LABELS[one.state], oldest: minutesText(one.oldestMinutes) })),
    ages: ageLabels().map((label, i) => ({ label, count: ages[i] ?? 0 })),
    returns: returns.map(({ kind, count }) => ({ label: RETURN_LABELS[kind], count })),
    missing: missing.map(({ paper, count }) => ({ label: documentLabel(paper), count })),
  };
}

/** "0,4 menit", "12 menit", "3 jam 20 menit" of office time; "–" for what was not measured. */
function minutesText(minutes: number | null): string {
  if (minutes === null) return '–';
  if (minutes < 10) return `${minutes.toLocaleString('id-ID', { maximumFractionDigits: 1 })} menit`;
  const whole = Math.round(minutes);
  if (whole < 60) return `${whole} menit`;
  return whole % 60 === 0 ? `${whole / 60} jam` : `${Math.floor(whole / 60)} jam ${whole % 60} menit`;
}
