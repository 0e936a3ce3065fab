/**
 * How many cards the office makes in a second, beside the plain way and Typst, in one run: npm run bench:documents --
 * [--count 2000] [--plain 10] [--json] Ends with 0 when the goals are reached (50 times the plain way, 0.4 times Typst,
 * flat memory), 1 when not, 2 for wrong usage.
 */
import { mkdtempSync, readFileSync } from 'node:fs';
import { rm } from 'node:fs/promises';
import { availableParallelism, cpus, loadavg, tmpdir } from 'node:os';
import path from 'node:path';
import { parseArgs } from 'node:util';
import { pino } from 'pino';
import { findChromium } from '../src/card/chromium/find-chromium.ts';
import { loadConfig } from '../src/config/config.ts';
import { ensureTestPki, TEST_PASSPHRASE, TEST_SIGNERS } from '../src/signing/certificates.ts';
import { createP12Signer } from '../src/signing/p12/p12.ts';
import { createVerifier } from '../src/signing/verifier/verifier.ts';
import { slope, type MemorySample } from './bench/memory.ts';
import { openRenderer, ourWay, type OurRate } from './bench/our-way.ts';
import { plainP12, plainWay } from './bench/plain-way.ts';
import type { Rate } from './bench/processor.ts';
import { openTypst } from './bench/typst.ts';
import { MissingProgram } from './oracles/verdict.ts';

const GOALS = { plain: 50, typst: 0.4, growth: 20 } as const;
/** The machine is seldom quiet: what is compared takes turns. */
const ROUNDS = 3;

const perSecond = ({ documents, seconds }: Rate) => documents / seconds;
const sum = (rates: readonly Rate[]): Rate =>
  rates.reduce(
    (total, rate) => ({
      documents: total.documents + rate.documents,
      seconds: total.seconds + rate.seconds,
      processor:
        total.processor === undefined || rate.processor === undefined ? undefined : total.processor + rate.processor,
    }),
    { documents: 0, seconds: 0, processor: 0 },
  );
/** Milliseconds of the processor for one card: what a card costs, also on a machine that has other work. */
const cost = ({ documents, processor }: Rate) => (processor === undefined ? undefined : (1000 * processor) / documents);
const timesCheaper = (one: Rate, other: Rate | undefined) => {
  const [ours, theirs] = [cost(one), other === undefined ? undefined : cost(other)];
  return ours === undefined || theirs === undefined ? undefined : theirs / ours;
};
const progress = (text: string) => void process.stderr.write(`${text}\n`);

async function measure(count: number, plainCount: number, folder: string) {
  const logger = pino({ level: 'silent' });
  const { cacheDir, chromium: executablePath } = loadConfig();
  const { files } = await ensureTestPki(path.join(folder, 'certificates'));
  const lists = files.revocationLists.map((file) => readFileSync(file));
  const verifier = createVerifier({
    trustAnchors: [readFileSync(files.rootPem, 'utf8')],
    acceptedSigners: TEST_SIGNERS,
    revocationLists: () => lists,
  });
  const signer = createP12Signer({ p12File: files.signerP12, verifier });
  const chromium = await findChromium({ cacheDir, logger, executablePath });
  const typst = await openTypst({ cacheDir, progress }, folder).catch((error: unknown) => {
    if (!(error instanceof MissingProgram)) throw error;
    progress(`Tanpa Typst: ${error.message}`);
    return undefined;
  });
  const p12 = await plainP12(path.join(folder, 'certificates'), TEST_PASSPHRASE);
  const whole = { chromium, logger, signer, passphrase: TEST_PASSPHRASE, count };

  const rendered: Rate[] = [];
  const archivable: Rate[] = [];
  const typeset: Rate[] = [];
  const plain: Rate[] = [];
  const each = Math.max(20, Math.min(200, Math.floor(count / ROUNDS)));
  const renderer = await openRenderer(chromium, logger);
  for (let round = 0; round < ROUNDS; round += 1) {
    progress(`Membandingkan, putaran ${round + 1} dari ${ROUNDS}`);
    rendered.push(await renderer.render(round * each, each));
    if (typst !== undefined) typeset.push(await typst(round * each, each));
    archivable.push(await renderer.renderArchivable(round * each, each));
    plain.push(
      await plainWay(
        { chromium, p12, passphrase: TEST_PASSPHRASE },
        round * plainCount,
        Math.ceil(plainCount / ROUNDS),
      ),
    );
  }
  await renderer.close();
  progress(`Mencetak dan menandatangani ${count} kartu, satu pekerja`);
  const one = await ourWay({ ...whole, workers: 1 });
  progress(`Mencetak dan menandatangani ${count} kartu, dua pekerja`);
  const two = await ourWay({ ...whole, workers: 2 });
  return {
    one,
    two,
    plain: sum(plain),
    rendered: sum(rendered),
    archivable: sum(archivable),
    typst: typeset.length === 0 ? undefined : sum(typeset),
  };
}

type Measured = Awaited<ReturnType<typeof measure>>;

function judge({ one, two, plain, rendered, archivable, typst }: Measured) {
  const growth = ({ memory }: OurRate) => slope(memory, ({ office, browser }: MemorySample) => office + browser);
  const peak = ({ memory }: OurRate) => Math.max(...memory.map(({ office, browser }) => office + browser));
  const ratios = {
    plainOneWorker: perSecond(one) / perSecond(plain),
    plainTwoWorkers: perSecond(two) / perSecond(plain),
    typst: typst === undefined ? undefined : perSecond(rendered) / perSecond(typst),
    typstWithArchive: typst === undefined ? undefined : perSecond(archivable) / perSecond(typst),
    processor: { plain: timesCheaper(one, plain), typst: timesCheaper(rendered, typst) },
  };
  const memory = {
    oneWorker: { peakMB: peak(one), growthKB: growth(one) },
    twoWorkers: { peakMB: peak(two), growthKB: growth(two) },
  };
  const reached = {
    plain: Math.max(ratios.plainOneWorker, ratios.plainTwoWorkers) >= GOALS.plain,
    typst: ratios.typst === undefined || ratios.typst >= GOALS.typst,
    memory: memory.twoWorkers.growthKB <= GOALS.growth && memory.oneWorker.growthKB <= GOALS.growth,
  };
  return { ratios, memory, reached, allReached: Object.values(reached).every(Boolean) };
}

function tableOf(measured: Measured, { ratios, memory, reached }: ReturnType<typeof judge>): string {
  const { one, two, plain, rendered, archivable, typst } = measured;
  const row = (name: string, rate: Rate, ratio: number | undefined, against: string) =>
    `| ${name} | ${rate.documents} | ${perSecond(rate).toFixed(1)} | ${((1000 * rate.seconds) / rate.documents).toFixed(0)} | ${cost(rate)?.toFixed(0) ?? ''} | ${ratio === undefined ? '' : `${ratio.toFixed(2)} x ${against}`} |`;
  const kept = ({ peakMB, growthKB }: (typeof memory)['oneWorker']) =>
    `puncak ${peakMB.toFixed(0)} MB, tumbuh ${growthKB.toFixed(1)} kB per kartu`;
  const word = (ok: boolean) => (ok ? 'tercapai' : 'BELUM tercapai');
  return [
    '| jalan | kartu | per detik | ms | ms prosesor | perbandingan |',
    '|---|---|---|---|---|---|',
    row('kantor, 1 pekerja: cetak, PDF/A, pratinjau, tanda tangan, periksa', one, ratios.plainOneWorker, 'cara biasa'),
    row('kantor, 2 pekerja', two, ratios.plainTwoWorkers, 'cara biasa'),
    row('cara biasa: Chromium baru tiap kartu, P12Signer; tanpa PDF/A dan pemeriksaan', plain, undefined, ''),
    row('kantor, 1 pekerja, mencetak saja', rendered, ratios.typst, 'Typst'),
    row('kantor, 1 pekerja, mencetak sampai PDF/A', archivable, ratios.typstWithArchive, 'Typst'),
    ...(typst === undefined ? [] : [row('Typst, 1 utas, PDF/A', typst, undefined, '')]),
    '',
    `Menurut waktu prosesor: ${ratios.processor.plain?.toFixed(1) ?? '?'} x cara biasa, ${ratios.processor.typst?.toFixed(2) ?? '?'} x Typst (mencetak saja).`,
    `Memori kantor dan peramban: 1 pekerja ${kept(memory.oneWorker)}; 2 pekerja ${kept(memory.twoWorkers)}.`,
    `Sasaran: >= ${GOALS.plain} x cara biasa ${word(reached.plain)}; >= ${GOALS.typst} x Typst ${word(reached.typst)}; memori datar (<= ${GOALS.growth} kB per kartu) ${word(reached.memory)}.`,
    '',
  ].join('\n');
}

function readArguments(): { count: number; plain: number; json: boolean } | undefined {
  try {
    const { values } = parseArgs({
      options: {
        count: { type: 'string', default: '2000' },
        plain: { type: 'string', default: '12' },
        json: { type: 'boolean', default: false },
      },
    });
    const [count, plain] = [Number(values.count), Number(values.plain)];
    return Number.isInteger(count) && count > 0 && Number.isInteger(plain) && plain > 0
      ? { count, plain, json: values.json }
      : undefined;
  } catch {
    return undefined;
  }
}

async function main(): Promise<number> {
  const given = readArguments();
  if (given === undefined) {
    process.stderr.write('Pemakaian: npm run bench:documents -- [--count 2000] [--plain 12] [--json]\n');
    return 2;
  }
  const folder = mkdtempSync(path.join(tmpdir(), 'kk-bench-'));
  const load = () => loadavg()[0]?.toFixed(1);
  const machine = {
    processors: availableParallelism(),
    model: cpus()[0]?.model.trim(),
    node: process.version,
    loadBefore: load(),
  };
  try {
    const measured = await measure(given.count, given.plain, folder);
    const verdict = judge(measured);
    if (given.json)
      process.stdout.write(
        `${JSON.stringify({ machine: { ...machine, loadAfter: load() }, measured, ...verdict }, null, 2)}\n`,
      );
    else
      process.stdout.write(
        `\n${tableOf(measured, verdict)}Mesin: ${machine.processors} inti (${machine.model}), Node ${machine.node}, beban ${machine.loadBefore} -> ${load()}.\n`,
      );
    return verdict.allReached ? 0 : 1;
  } finally {
    await rm(folder, { recursive: true, force: true });
  }
}

process.exitCode = await main();
