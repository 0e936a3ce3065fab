/**
 * Is the journal whole? `npm run journal:verify [-- --json] [--anchors folder] [--archive folder] [--public-key file]`
 * Recomputes the chain in the office's database and compares it with every head that was written down outside of it:
 * the signed daily files (`var/anchors`, or a copy that was kept elsewhere) and the bags of the archive's first layer.
 * Changes nothing. Ends with 0 (whole), 1 (not whole) or 2 (could not be asked).
 */
import { createPublicKey } from 'node:crypto';
import { readdir, readFile } from 'node:fs/promises';
import { pino } from 'pino';
import { createJournalAnchors, DAILY_FILE } from '../src/archive/journal-anchors.ts';
import { findingSentence, noteSentence, verifyJournal, type JournalVerdict } from '../src/cases/verify-journal.ts';
import { loadConfig } from '../src/config/config.ts';
import { plainDateOf } from '../src/domain/plain-date.ts';
import { openJournal } from '../src/store/read-journal.ts';
import { argumentsOf, runCommand, Unusable } from './command.ts';
import { officeDatabase } from './office-database.ts';

const USAGE =
  'Pemakaian: npm run journal:verify [-- --json] [--anchors folder] [--archive folder] [--public-key berkas.pem]\n';

async function main(): Promise<number> {
  const { json, anchors: anchorFolder, archive, 'public-key': publicKey } = readArguments();
  const config = loadConfig();
  const { anchorsDir, archive: layers, secrets } = config;
  await requireHolds(anchorFolder, 'penanda harian jurnal', DAILY_FILE);
  await requireHolds(archive, 'arsip', /^\d{4}$/);
  const anchors = createJournalAnchors({
    folder: anchorFolder ?? anchorsDir,
    archiveFolder: archive ?? layers[0]?.path ?? '',
    key: publicKey === undefined ? Buffer.from(secrets.archiveKey, 'base64') : await readKey(publicKey),
  });
  const journal = await openJournal({
    url: await officeDatabase(config),
    logger: pino({ level: 'silent' }),
  });
  try {
    const verdict = await verifyJournal(journal, anchors, plainDateOf(new Date()));
    process.stdout.write(json ? `${JSON.stringify(verdict, null, 2)}\n` : inWords(verdict));
    return verdict.findings.length === 0 ? 0 : 1;
  } finally {
    await journal.close();
  }
}

const readArguments = () =>
  argumentsOf(USAGE, {
    options: {
      json: { type: 'boolean', default: false },
      anchors: { type: 'string' },
      archive: { type: 'string' },
      'public-key': { type: 'string' },
    },
  }).values;

async function readKey(file: string): Promise<string> {
  const text = await readFile(file, 'utf8').catch(() => {
    throw new Unusable(`Berkas ${file} tidak dapat dibaca. Periksa nama dan izinnya.\n`);
  });
  if (!isPublicKey(text))
    throw new Unusable(`Berkas ${file} bukan kunci publik kantor (PEM, Ed25519). Pakai berkas yang disimpan dahulu.\n`);
  return text;
}

function isPublicKey(text: string): boolean {
  try {
    return createPublicKey(text).asymmetricKeyType === 'ed25519';
  } catch {
    return false;
  }
}

/**
 * A folder that was named on the command line and holds nothing to compare with would only seem to prove something: a
 * mistyped name, a medium that is not mounted.
 */
async function requireHolds(folder: string | undefined, what: string, name: RegExp): Promise<void> {
  if (folder === undefined) return;
  const names = await readdir(folder).catch(() => []);
  if (!names.some((one) => name.test(one)))
    throw new Unusable(
      `Folder ${folder} tidak ada atau tidak memuat ${what}. Periksa namanya, dan apakah medianya terpasang.\n`,
    );
}

function inWords({ length, hash, anchors, findings, notes }: JournalVerdict): string {
  const heading = findings.length === 0 ? 'JURNAL UTUH' : 'JURNAL TIDAK UTUH';
  return [
    `${heading}: ${length} catatan, dicocokkan dengan ${anchors} penanda di luar basis data.`,
    `  Ujung rantai: ${hash}`,
    ...(anchors === 0
      ? ['  Belum ada penanda di luar basis data; rantai yang ditulis ulang seluruhnya tidak akan ketahuan.']
      : []),
    ...findings.map((found) => `  ${findingSentence(found)}`),
    ...notes.map((note) => `  ${noteSentence(note)}`),
    '',
  ].join('\n');
}

runCommand(main);
