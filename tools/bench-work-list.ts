/**
 * How fast lists and searches of the desk answer with 5 000 open and 200 000 ended cases: npm run bench:work-list --
 * [--open 5000] [--ended 200000] [--runs 40] Fills a database of its own on a PostgreSQL of its own, both removed
 * afterwards. Ends with 0, or with 1 when a list takes more than 200 ms (95th percentile) or a table that grows is read
 * through; 2 for wrong usage.
 */
import { chmodSync, mkdtempSync } from 'node:fs';
import { rm } from 'node:fs/promises';
import { loadavg, tmpdir } from 'node:os';
import path from 'node:path';
import { parseArgs } from 'node:util';
import pg from 'pg';
import { pino } from 'pino';
import { PAGE_SIZE } from '../src/cases/list-work.ts';
import { WAITS_LONG_MINUTES, officeTimeBefore } from '../src/domain/office-age.ts';
import { USUAL_CALENDAR } from '../src/domain/office-calendar.ts';
import type { OfficerRole } from '../src/domain/process.ts';
import { OWN_WORK, searchExpression, type WorkQuery } from '../src/domain/work-query.ts';
import type { Asker } from '../src/store/case-index.ts';
import type { Store } from '../src/store/store.ts';
import { createStore } from '../src/store/create-store.ts';
import { startPostgres } from '../src/store/postgres/start-postgres.ts';
import { fillCases, type Size } from './bench/fill-cases.ts';
import { planShape, type PlanShape } from './bench/plan-shape.ts';

const MOST_MS = 200;
const progress = (text: string) => void process.stderr.write(`${text}\n`);

interface Question {
  readonly name: string;
  readonly ask: (index: Store['caseIndex'], run: number) => Promise<unknown>;
}

const asker = (username: string, ...lanes: OfficerRole[]): Asker => ({
  username,
  lanes,
  absent: ['petugas.3'],
  keptFrom: [],
  lateBefore: officeTimeBefore(USUAL_CALENDAR, new Date(), WAITS_LONG_MINUTES),
});
const ENTRY = asker('petugas.1', 'petugas-entri');
const HEAD = asker('petugas.9', 'kasi', 'kepala-dinas', 'petugas-entri');

/** Every list and filter of the page, and searches for what is seldom and for what very many have. */
function questionsOf(sample: { number: string; nik: string; kk: string; phone: string; name: string }): Question[] {
  const own = (name: string, query: Partial<WorkQuery> = {}, who = ENTRY): Question => ({
    name,
    ask: (index, run) => index.ownWork(who, { ...OWN_WORK, ...query, page: query.page ?? 1 + (run % 3) }, PAGE_SIZE),
  });
  const find = (name: string, text: string | null, query: Partial<WorkQuery> = {}): Question => ({
    name,
    ask: (index) => {
      const expression = text === null ? null : searchExpression(text)!;
      return index.find(ENTRY, { ...OWN_WORK, scope: 'all', ...query, expression }, PAGE_SIZE);
    },
  });
  return [
    own('pekerjaan saya'),
    own('pekerjaan saya, tiga jalur (empat mata)', {}, HEAD),
    own('pekerjaan saya, halaman 100', { page: 100 }),
    own('pekerjaan saya, kalurahan dan alasan', { kalurahan: '34.02.06.2002', reason: 'hilang' }),
    own('pekerjaan saya, kembali', { condition: 'returned' }),
    own('pekerjaan saya, lebih dari sehari, menurut nama', { condition: 'late', sort: 'name' }),
    { name: 'kabar: ada yang baru?', ask: (index) => index.pulse(ENTRY) },
    find('semua berkas terbuka', null, { scope: 'open' }),
    find('semua berkas terbuka, langkah', null, { scope: 'open', element: 'verify-draft' }),
    find('cari nomor permohonan', sample.number),
    find('cari NIK', sample.nik),
    find('cari awal NIK satu kapanewon', sample.nik.slice(0, 6)),
    find('cari No. KK', sample.kk),
    find('cari telepon', sample.phone),
    find('cari nama lengkap', sample.name),
    find('cari nama yang paling banyak', 'siti'),
    find('cari nama yang paling banyak, selesai', 'sri', { scope: 'ended' }),
    find('cari nama yang paling banyak, menurut nama', 'siti', { sort: 'name' }),
    find('cari nama yang tidak ada', 'zulkarnaen'),
    find('selesai, terbaru', null, { scope: 'ended' }),
    find('selesai, terlama', null, { scope: 'ended', sort: 'oldest', page: 30 }),
    find('selesai, kalurahan dan alasan', null, { scope: 'ended', kalurahan: '34.02.06.2002', reason: 'rusak' }),
    find('selesai, petugas', null, { scope: 'ended', officer: 'petugas.2' }),
    find('selesai, petugas, kalurahan dan alasan', null, {
      scope: 'ended',
      officer: 'petugas.2',
      kalurahan: '34.02.06.2002',
      reason: 'baru',
    }),
    find('semua, kalurahan', null, { kalurahan: '34.02.09.2001' }),
  ];
}

interface Measured {
  readonly name: string;
  readonly p50: number;
  readonly p95: number;
  readonly statements: number;
  readonly shape: PlanShape;
}

async function measure(
  index: Store['caseIndex'],
  url: string,
  { name, ask }: Question,
  runs: number,
): Promise<Measured> {
  const statements: { sql: string; values: unknown[] }[] = [];
  const restore = listenToStatements((sql, values) => statements.push({ sql, values }));
  await ask(index, 0).finally(restore);
  const explained = await explain(url, statements.at(-1)!);
  const times: number[] = [];
  for (let run = 0; run < runs; run += 1) {
    const begin = performance.now();
    await ask(index, run);
    times.push(performance.now() - begin);
  }
  times.sort((a, b) => a - b);
  const at = (part: number) => times[Math.ceil(part * times.length) - 1]!;
  return { name, p50: at(0.5), p95: at(0.95), statements: statements.length, shape: planShape(explained) };
}

/** What the driver is asked, until the answer of this is called. */
function listenToStatements(hear: (sql: string, values: unknown[]) => void): () => void {
  const driver = pg.Client.prototype as unknown as Record<'query', (...args: unknown[]) => unknown>;
  const query = driver['query'];
  driver['query'] = function (this: unknown, ...args: unknown[]) {
    const [asked] = args as [{ text?: string; values?: unknown[] }];
    if (typeof asked === 'object' && asked.text !== undefined) hear(asked.text, asked.values ?? []);
    return query.apply(this, args);
  };
  return () => {
    driver['query'] = query;
  };
}

async function explain(url: string, { sql, values }: { sql: string; values: unknown[] }): Promise<unknown> {
  const client = new pg.Client({ connectionString: url });
  await client.connect();
  try {
    const { rows } = await client.query<{ 'QUERY PLAN': unknown }>(`explain (format json) ${sql}`, values);
    return rows[0]!['QUERY PLAN'];
  } finally {
    await client.end();
  }
}

async function sampleOf(url: string) {
  const client = new pg.Client({ connectionString: url });
  await client.connect();
  try {
    const { rows } = await client.query<{ number: string; nik: string; kk: string; phone: string; name: string }>(
      `select application_number as number, application->'applicant'->>'nik' as nik, kk_number as kk, application->'applicant'->>'whatsapp' as phone,
         application->'members'->1->>'name' as name from cases where state = 'archived' order by submitted_at offset 1000 limit 1`,
    );
    return rows[0]!;
  } finally {
    await client.end();
  }
}

function tableOf(measured: readonly Measured[]): string {
  return [
    '| daftar | p50 ms | p95 ms | pernyataan SQL | jalan |',
    '|---|---|---|---|---|',
    ...measured.map(
      ({ name, p50, p95, statements, shape }) =>
        `| ${name} | ${p50.toFixed(1)} | ${p95.toFixed(1)} | ${statements} | ${shape.reads.join(', ')} |`,
    ),
  ].join('\n');
}

function readArguments(): (Size & { runs: number }) | undefined {
  try {
    const { values } = parseArgs({
      options: {
        open: { type: 'string', default: '5000' },
        ended: { type: 'string', default: '200000' },
        runs: { type: 'string', default: '40' },
      },
    });
    const [open, ended, runs] = [Number(values.open), Number(values.ended), Number(values.runs)];
    // Fewer rows than this are read through rightly, and the verdict would mean nothing.
    return [open, ended, runs].every(Number.isInteger) && open >= 500 && ended >= 5_000 && runs >= 5
      ? { open, ended, runs }
      : undefined;
  } catch {
    return undefined;
  }
}

async function main(): Promise<number> {
  const given = readArguments();
  if (given === undefined) {
    progress(
      'Pemakaian: npm run bench:work-list -- [--open 5000] [--ended 200000] [--runs 40]; paling sedikit 500, 5000 dan 5.',
    );
    return 2;
  }
  const folder = mkdtempSync(path.join(tmpdir(), 'kk-bench-'));
  chmodSync(folder, 0o711);
  const logger = pino({ level: 'silent' });
  const postgres = await startPostgres({ dataDir: path.join(folder, 'pg'), logger, progress, durable: false });
  try {
    const store = await createStore({ url: postgres.url, logger });
    try {
      await fillCases(postgres.url, given, progress);
      const measured: Measured[] = [];
      for (const question of questionsOf(await sampleOf(postgres.url)))
        measured.push(await measure(store.caseIndex, postgres.url, question, given.runs));
      const slow = measured.filter(({ p95 }) => p95 > MOST_MS).map(({ name }) => name);
      const through = measured.filter(({ shape }) => shape.sequential.length > 0).map(({ name }) => name);
      const many = measured.filter(({ statements }) => statements !== 1).map(({ name }) => name);
      const word = (wrong: readonly string[]) => (wrong.length === 0 ? 'tercapai' : `BELUM: ${wrong.join('; ')}`);
      process.stdout.write(
        [
          '',
          tableOf(measured),
          '',
          `${given.open} berkas terbuka, ${given.ended} selesai, ${given.runs} kali tiap daftar; PostgreSQL ${postgres.version}, beban mesin ${loadavg()[0]?.toFixed(1)}.`,
          `p95 <= ${MOST_MS} ms: ${word(slow)}`,
          `satu pernyataan per halaman: ${word(many)}`,
          `tidak ada tabel besar yang dibaca habis: ${word(through)}`,
          '',
        ].join('\n'),
      );
      return slow.length + through.length + many.length === 0 ? 0 : 1;
    } finally {
      await store.close();
    }
  } finally {
    await postgres.stop();
    await rm(folder, { recursive: true, force: true });
  }
}

process.exitCode = await main();
