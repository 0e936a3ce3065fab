/**
 * `npm run demo`: one application through all ten steps of the open office, with a printed timeline; opens an office of
 * its own when none is open.
 */
import { createHash } from 'node:crypto';
import { existsSync, mkdirSync, readFileSync, readdirSync, renameSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { loadConfig, type Config } from '../config/config.ts';
import { describeOffice } from '../office/office-file.ts';
import { createProgress } from '../office/progress.ts';
import { findOffice, type FoundOffice } from './find-office.ts';
import { inventedFamily } from './invented-family.ts';
import { walkThrough, type TimelineRow, type Walk } from './walk.ts';

const say = (line: string) => void process.stdout.write(`${line}\n`);

/** Loaded only when it is needed: the whole office takes seconds to read. */
async function openOwn(config: Config): Promise<FoundOffice> {
  const { openOffice } = await import('../office.ts');
  const { openLog } = await import('../office/log.ts');
  const own = await openOffice(config, {
    progress: createProgress(say),
    logger: openLog(path.join(config.varDir, 'logs', 'office.log'), config.logLevel),
  });
  return { office: describeOffice(config, own.engineInfo), close: () => own.close() };
}

function printRow({ step, name, who, sopMinutes, measuredMs }: TimelineRow): void {
  say(
    `  ${String(step).padStart(2)}  ${name.padEnd(42)}${who.padEnd(18)}${`${sopMinutes} menit`.padStart(8)}${`${(measuredMs / 1000).toFixed(1)} s`.padStart(10)}`,
  );
}

/** The walk's papers under var/demo, and what stands where in latest.json. */
function keep(config: Config, walk: Walk): string {
  const { applicationNumber, signedPdf, timeline, history } = walk;
  const folder = path.join(config.varDir, 'demo');
  mkdirSync(folder, { recursive: true, mode: 0o700 });
  const signed = path.join(folder, `${applicationNumber}.pdf`);
  writeFileSync(signed, signedPdf, { mode: 0o600 });
  const archive = config.archive.flatMap(({ path: layer }) => bagsOf(layer, applicationNumber));
  const bag = archive[0];
  if (bag === undefined) throw new Error('Berkas tidak ditemukan di arsip.');
  const archived = readFileSync(path.join(bag, 'data', 'kk-signed.pdf'));
  const sha256 = (bytes: Buffer) => createHash('sha256').update(bytes).digest('hex');
  if (sha256(archived) !== sha256(signedPdf)) throw new Error('KK di arsip berbeda dari KK yang diunduh.');
  const approvedPdf = path.join(bag, 'data', 'kk-draft.pdf');
  const latest = path.join(folder, 'latest.json');
  const content = {
    applicationNumber,
    signedPdf: signed,
    approvedPdf,
    trustAnchor: config.signing.trustAnchorFile,
    crls: config.signing.crlFiles,
    archive,
    timeline,
    history: history.map(({ elementId, name, who, startedAt, endedAt }) => ({
      elementId,
      name,
      who,
      startedAt,
      endedAt,
    })),
  };
  writeFileSync(`${latest}.new`, `${JSON.stringify(content, null, 2)}\n`, { mode: 0o600 });
  renameSync(`${latest}.new`, latest);
  return [
    `  KK bertanda tangan   ${signed}`,
    ...archive.map((copy) => `  arsip                ${copy}`),
    `  ringkasan            ${latest}`,
  ].join('\n');
}

function bagsOf(layer: string, applicationNumber: string): string[] {
  if (!existsSync(layer)) return [];
  return readdirSync(layer, { recursive: true, encoding: 'utf8' })
    .filter((name) => path.basename(name) === applicationNumber)
    .map((name) => path.join(layer, name));
}

let close = () => Promise.resolve();
try {
  const config = loadConfig();
  const found = await findOffice(config.varDir, () => openOwn(config), say);
  close = found.close;
  const { office } = found;
  say(
    `\n  ${'#'.padStart(2)}  ${'langkah SOP IKMT-PP-01-07'.padEnd(42)}${'siapa'.padEnd(18)}${'SOP'.padStart(8)}${'terukur'.padStart(10)}`,
  );
  const walk = await walkThrough(office, inventedFamily(), printRow);
  const total = walk.timeline.reduce((sum, row) => sum + row.measuredMs, 0);
  say(
    `\n  Permohonan ${walk.applicationNumber} selesai: sepuluh langkah dalam ${(total / 1000).toFixed(1)} s (SOP: 15 menit).\n`,
  );
  say(keep(config, walk));
  say(`  jalan berkas          ${office.portal}/auditor/berkas/${walk.applicationNumber}`);
} catch (error) {
  say(`\nDemo gagal: ${error instanceof Error ? error.message : String(error)}`);
  process.exitCode = 1;
} finally {
  await close();
}
process.exit();
