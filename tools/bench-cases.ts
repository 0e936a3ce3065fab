/**
 * What a whole case costs, beside its unavoidable parts done alone in the same run: npm run bench:cases -- [--count
 * 200] [--lanes 8] [--json] Ends with 0 when the goals are reached, 1 when not, 2 for wrong usage. Needs /proc (Linux).
 */
import { mkdtempSync } from 'node:fs';
import { chmod, rm } from 'node:fs/promises';
import { availableParallelism, cpus, loadavg, tmpdir } from 'node:os';
import path from 'node:path';
import { parseArgs } from 'node:util';
import { measure, type BarePart, type Measured } from './bench/cases/measure.ts';
import { PARTS } from './bench/cases/processor-parts.ts';

const GOALS = { ratio: 0.7, p50: 150, p99: 500 } as const;
const LABELS: Readonly<Record<BarePart, string>> = {
  process: 'proses saja: mesin dan PostgreSQL, pekerja dan orang yang tidak berbuat apa-apa',
  card: 'kartu saja: cetak, PDF/A, pratinjau, tanda tangan, periksa',
  photos: 'foto saja: tiga foto dibersihkan',
};

function quantile(values: readonly number[], of: number): number {
  const sorted = values.toSorted((one, other) => one - other);
  return sorted[Math.min(sorted.length - 1, Math.floor(of * sorted.length))] ?? NaN;
}

function judge({ whole, bare, nextTaskMs }: Measured) {
  const sum = (of: 'seconds' | 'processor') => Object.values(bare).reduce((total, cost) => total + cost[of], 0);
  const ratio = { byClock: sum('seconds') / whole.seconds, byProcessor: sum('processor') / whole.processor };
  const latencyOf = (times: readonly number[]) => {
    const [p50, p99] = [quantile(times, 0.5), quantile(times, 0.99)];
    return { p50, p99, reached: p50 <= GOALS.p50 && p99 <= GOALS.p99 };
  };
  const latency = { together: latencyOf(nextTaskMs.together), alone: latencyOf(nextTaskMs.alone) };
  const reached = {
    ratio: ratio.byClock >= GOALS.ratio,
    latency: latency.together.reached && latency.alone.reached,
  };
  return { ratio, latency, casesPerMinute: 60 / whole.seconds, reached };
}

function tableOf({ whole, bare, growth, peakMB }: Measured, verdict: ReturnType<typeof judge>, lanes: number): string {
  const { ratio, latency, casesPerMinute, reached } = verdict;
  const row = (name: string, seconds: number, processor: number) =>
    `| ${name} | ${(1000 * seconds).toFixed(0)} | ${(1000 * processor).toFixed(0)} |`;
  const word = (ok: boolean) => (ok ? 'tercapai' : 'BELUM tercapai');
  const milliseconds = ({ p50, p99, reached: ok }: (typeof latency)['alone']) =>
    `p50 ${p50.toFixed(0)} ms, p99 ${p99.toFixed(0)} ms: ${word(ok)}`;
  const names = { engine: 'mesin', database: 'PostgreSQL', browser: 'Chromium (kartu)', office: 'program kantor' };
  return [
    '| satu berkas | ms | ms prosesor |',
    '|---|---|---|',
    row('seluruh berkas, sepuluh langkah', whole.seconds, whole.processor),
    ...PARTS.map((part) => `| · ${names[part]} | | ${(1000 * whole.parts[part]).toFixed(0)} |`),
    ...(Object.keys(LABELS) as BarePart[]).map((part) => row(LABELS[part], bare[part].seconds, bare[part].processor)),
    '',
    `Bagian yang tak terhindarkan: ${ratio.byClock.toFixed(2)} dari waktu seluruh berkas, ${ratio.byProcessor.toFixed(2)} dari waktu prosesornya (sasaran >= ${GOALS.ratio}: ${word(reached.ratio)}).`,
    `${casesPerMinute.toFixed(1)} berkas per menit.`,
    `Dari keputusan ke tugas berikutnya (langkah 2 ke 3), sasaran p50 ${GOALS.p50} ms dan p99 ${GOALS.p99} ms:`,
    `· satu per satu: ${milliseconds(latency.alone)}`,
    `· ${lanes} berkas sekaligus: ${milliseconds(latency.together)}`,
    `Memori paling tinggi ${peakMB.toFixed(0)} MB; tumbuh per berkas: ${PARTS.map((part) => `${names[part]} ${growth.memoryKB[part].toFixed(0)} kB`).join(', ')}.`,
    `Di cakram per berkas: PostgreSQL ${growth.databaseKB.toFixed(0)} kB, dokumen ${growth.documentsKB.toFixed(0)} kB, arsip ${growth.archiveKB.toFixed(0)} kB.`,
    '',
  ].join('\n');
}

function readArguments(): { count: number; lanes: number; json: boolean } | undefined {
  try {
    const { values } = parseArgs({
      options: {
        count: { type: 'string', default: '200' },
        lanes: { type: 'string', default: '8' },
        json: { type: 'boolean', default: false },
      },
    });
    const [count, lanes] = [Number(values.count), Number(values.lanes)];
    const whole = (value: number) => Number.isInteger(value) && value > 0;
    return whole(count) && whole(lanes) ? { count, lanes, json: values.json } : undefined;
  } catch {
    return undefined;
  }
}

async function main(): Promise<number> {
  const given = readArguments();
  if (given === undefined) {
    process.stderr.write('Pemakaian: npm run bench:cases -- [--count 200] [--lanes 8] [--json]\n');
    return 2;
  }
  const load = () => loadavg()[0]?.toFixed(1);
  const loadBefore = load();
  const folder = mkdtempSync(path.join(tmpdir(), 'kk-bench-'));
  // PostgreSQL may run under an account of its own.
  await chmod(folder, 0o711);
  try {
    const measured = await measure({
      ...given,
      folder,
      portOffset: Number(process.env['PORT_OFFSET'] ?? '700'),
      progress: (text) => void process.stderr.write(`${text}\n`),
    });
    const verdict = judge(measured);
    const machine = {
      processors: availableParallelism(),
      model: cpus()[0]?.model.trim(),
      node: process.version,
      loadBefore,
      loadAfter: load(),
    };
    process.stdout.write(
      given.json
        ? `${JSON.stringify({ machine, ...given, measured, ...verdict }, null, 2)}\n`
        : `\n${tableOf(measured, verdict, given.lanes)}${given.count} berkas, ${given.lanes} sekaligus. Mesin: ${machine.processors} inti (${machine.model}), Node ${machine.node}, beban ${loadBefore} -> ${machine.loadAfter}.\n`,
    );
    return Object.values(verdict.reached).every(Boolean) ? 0 : 1;
  } finally {
    await rm(folder, { recursive: true, force: true });
  }
}

process.exitCode = await main();
