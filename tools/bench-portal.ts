/**
 * How fast the applicants' pages answer beside an office at work: npm run bench:portal -- [--rate 50] [--seconds 60].
 * A plain Express route is asked at the same rate in the same run; the two take turns. Ends with 0, or with 1 when the
 * 99th percentile of a page is above 500 ms or an answer is no success; 2 for wrong usage. Needs /proc (Linux).
 */
import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { mkdtempSync } from 'node:fs';
import { chmod, rm } from 'node:fs/promises';
import { availableParallelism, loadavg, tmpdir } from 'node:os';
import path from 'node:path';
import { fileURLToPath } from 'node:url';
import { parseArgs } from 'node:util';
import pg from 'pg';
import { pino } from 'pino';
import { Applicant } from '../src/demo/applicant.ts';
import { paperPhoto } from '../src/demo/photos.ts';
import { createStore } from '../src/store/create-store.ts';
import { inventedApplication } from '../test/scenarios/families.ts';
import { between, PARTS, useOf } from './bench/cases/processor-parts.ts';
import { wholeCases } from './bench/cases/whole-cases.ts';
import { openWholeOffice } from './bench/cases/whole-office.ts';
import { toldToStop } from './bench/told-to-stop.ts';
import { atRate, type Answered } from './bench/portal/at-rate.ts';

const MOST_MS = 500;
const TURN_SECONDS = 10;
const progress = (text: string) => void process.stderr.write(`${text}\n`);

interface Page {
  readonly name: string;
  readonly ask: (portal: string, applicant: Applicant) => Promise<Response>;
}

/** What a resident asks for, tracking twice as often as the rest; sending an application is part of the office's work. */
const PAGES: readonly Page[] = [
  { name: 'halaman muka', ask: (portal) => fetch(`${portal}/`) },
  { name: 'formulir pengajuan', ask: (portal) => fetch(`${portal}/ajukan`) },
  { name: 'lacak: berkas dengan PIN', ask: trackPage },
  {
    name: 'lacak: API',
    ask: (portal, { applicationNumber, pin }) =>
      fetch(`${portal}/api/applications/${applicationNumber}`, { headers: { 'X-PIN': pin } }),
  },
  { name: 'lacak: berkas dengan PIN', ask: trackPage },
  { name: 'periksa isian (API)', ask: checkDraft },
];
const DRAFT = JSON.stringify(inventedApplication());

function trackPage(portal: string, { applicationNumber, pin }: Applicant): Promise<Response> {
  const body = new URLSearchParams({ nomor: applicationNumber, pin });
  return fetch(`${portal}/lacak`, { method: 'POST', headers: { Origin: portal }, body });
}
function checkDraft(portal: string): Promise<Response> {
  const headers = { Origin: portal, 'Content-Type': 'application/json' };
  return fetch(`${portal}/api/application-checks`, { method: 'POST', headers, body: DRAFT });
}

const quantile = (values: readonly number[], of: number): number =>
  values.toSorted((one, other) => one - other)[Math.min(values.length - 1, Math.floor(of * values.length))] ?? NaN;
const figures = (answers: readonly Answered[]) => {
  const took = answers.map(({ tookMs }) => tookMs);
  return { p50: quantile(took, 0.5), p95: quantile(took, 0.95), p99: quantile(took, 0.99) };
};

async function plainRoute(): Promise<{ url: string; close(): Promise<void> }> {
  const file = fileURLToPath(import.meta.resolve('./bench/portal/plain-route.ts'));
  const child = spawn(process.execPath, [file], { stdio: ['ignore', 'pipe', 'inherit'] });
  const [port] = (await once(child.stdout, 'data')) as [Buffer];
  return {
    url: `http://127.0.0.1:${port.toString().trim()}/`,
    async close() {
      const ended = once(child, 'exit');
      child.kill();
      await ended;
    },
  };
}

async function measure(folder: string, rate: number, seconds: number): Promise<number> {
  const told = toldToStop();
  progress('Membuka kantor');
  const office = await openWholeOffice(path.join(folder, 'office'), Number(process.env['PORT_OFFSET'] ?? '700'));
  const [plain, store] = await Promise.all([
    plainRoute(),
    createStore({ url: office.databaseUrl, logger: pino({ level: 'silent' }) }),
  ]);
  const database = new pg.Client({ connectionString: office.databaseUrl });
  await database.connect();
  let stopped = false;
  let work: Promise<number> | undefined;
  try {
    const photos = {
      'f-1-06': await paperPhoto('F-1.06', 1),
      'kk-lama': await paperPhoto('Kartu Keluarga', 2),
      ijazah: await paperPhoto('Ijazah', 3),
    };
    const applicants: Applicant[] = [];
    for (let index = 0; index < 10; index++) {
      const applicant = new Applicant(office.file.portal);
      const response = await applicant.applies(inventedApplication(), photos);
      if (!response.ok) throw new Error(`the portal refuses: ${response.status}`);
      applicants.push(applicant);
    }
    const cases = wholeCases(office.file, store, photos);
    await cases.carry(2, 2);
    work = (async () => {
      let carried = 0;
      for (; !stopped; carried += 2) await cases.carry(2, 2);
      return carried;
    })();
    const answers = new Map<string, Answered[]>();
    const alone: Answered[] = [];
    const used = Object.fromEntries(PARTS.map((part) => [part, 0]));
    for (let done = 0; done < seconds; done += TURN_SECONDS) {
      told.throwIfAborted();
      progress(`${done} dari ${seconds} detik`);
      // One address of a neighbourhood may not ask so often; here it stands for all of them.
      await database.query('delete from limits');
      const before = useOf(office.pid);
      const taken = await atRate(rate, TURN_SECONDS, (index) =>
        PAGES[index % PAGES.length]!.ask(office.file.portal, applicants[index % applicants.length]!),
      );
      for (const [part, more] of Object.entries(between(before, useOf(office.pid)))) used[part]! += more;
      taken.forEach((answer, index) => {
        const { name } = PAGES[index % PAGES.length]!;
        answers.set(name, [...(answers.get(name) ?? []), answer]);
      });
      alone.push(...(await atRate(rate, TURN_SECONDS, () => fetch(plain.url))));
    }
    stopped = true;
    const carried = await work;
    const base = figures(alone);
    const all = [...answers.values()].flat();
    const row = (name: string, { p50, p95, p99 }: typeof base) =>
      `| ${name} | ${[p50, p95, p99].map((value) => value.toFixed(1)).join(' | ')} | ${(p50 / base.p50).toFixed(1)} | ${(p99 / base.p99).toFixed(1)} |`;
    const wrong = all.filter(({ status }) => status !== 200).length;
    const slow = [...answers].filter(([, of]) => figures(of).p99 > MOST_MS).map(([name]) => name);
    process.stdout.write(
      [
        '',
        '| halaman pemohon | p50 ms | p95 ms | p99 ms | p50 : rute polos | p99 : rute polos |',
        '|---|---|---|---|---|---|',
        ...[...answers].map(([name, of]) => row(name, figures(of))),
        row('semuanya', figures(all)),
        row('satu rute polos Express', base),
        '',
        `${rate} permintaan per detik selama ${seconds} detik, bergiliran dengan rute polos; di sampingnya kantor menyelesaikan ${carried} berkas.`,
        `Waktu prosesor selama giliran kantor: ${PARTS.map((part) => `${part} ${used[part]!.toFixed(1)} s`).join(', ')}.`,
        `Bukan 200: ${wrong}. Sasaran p99 <= ${MOST_MS} ms: ${slow.length === 0 ? 'tercapai' : `BELUM tercapai (${slow.join(', ')})`}.`,
        `Mesin: ${availableParallelism()} inti, Node ${process.version}, beban ${loadavg()[0]?.toFixed(1)}.`,
        '',
      ].join('\n'),
    );
    return slow.length > 0 || wrong > 0 ? 1 : 0;
  } finally {
    stopped = true;
    await work?.catch(() => undefined);
    await database.end();
    await store.close();
    await plain.close();
    await office.close();
  }
}

async function main(): Promise<number> {
  const { rate, seconds } = readArguments();
  if (!(Number.isInteger(rate) && rate > 0 && Number.isInteger(seconds) && seconds > 0)) {
    process.stderr.write('Pemakaian: npm run bench:portal -- [--rate 50] [--seconds 60]\n');
    return 2;
  }
  const folder = mkdtempSync(path.join(tmpdir(), 'kk-bench-'));
  // PostgreSQL may run under an account of its own.
  await chmod(folder, 0o711);
  try {
    return await measure(folder, rate, seconds);
  } finally {
    await rm(folder, { recursive: true, force: true });
  }
}

function readArguments(): { rate: number; seconds: number } {
  try {
    const { values } = parseArgs({
      options: { rate: { type: 'string', default: '50' }, seconds: { type: 'string', default: '60' } },
    });
    return { rate: Number(values.rate), seconds: Number(values.seconds) };
  } catch {
    return { rate: NaN, seconds: NaN };
  }
}

process.exitCode = await main();
