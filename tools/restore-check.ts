/**
 * Does a restored office fit together? `npm run restore:check [-- --json]`
 * Reads every document that the database names, and compares the archive's copies with the media that are there
 * (docs/restore.md). Needs the database alone, whether or not the office is open; changes nothing. Ends with 0 (it
 * does), 1 (something is missing or unknown) or 2 (could not be asked).
 */
import { existsSync } from 'node:fs';
import path from 'node:path';
import { pino } from 'pino';
import { createArchive } from '../src/archive/create-archive.ts';
import { checkRestored, restoredSentence, type RestoredVerdict } from '../src/cases/check-restored.ts';
import { loadConfig } from '../src/config/config.ts';
import { createDocuments } from '../src/documents/create-documents.ts';
import { MARKER } from '../src/documents/open-documents.ts';
import { openRestoredOffice } from '../src/store/restored-office.ts';
import { argumentsOf, runCommand, Unusable } from './command.ts';
import { officeDatabase } from './office-database.ts';

const USAGE = 'Pemakaian: npm run restore:check [-- --json]\n';

async function main(): Promise<number> {
  const json = readArguments();
  const config = loadConfig();
  const { documentsDir, archive: layers, secrets } = config;
  if (!existsSync(path.join(documentsDir, MARKER)))
    throw new Unusable(
      `Folder dokumen ${documentsDir} tidak ada, atau bukan folder dokumen kantor (tanpa berkas ${MARKER}). Pulihkan folder itu seutuhnya, atau periksa DOCUMENTS_DIR.\n`,
    );
  const logger = pino({ level: 'silent' });
  const office = await openRestoredOffice({
    url: await officeDatabase(config),
    logger,
  });
  try {
    const verdict = await checkRestored({
      office,
      documents: createDocuments({ folder: documentsDir, key: Buffer.from(secrets.documentKey, 'base64') }),
      archive: createArchive({
        layers,
        key: Buffer.from(secrets.archiveKey, 'base64'),
        // A folder without a mark is no medium here, or looking would mark it.
        holdsCopies: () => Promise.resolve(true),
        logger,
      }),
    });
    process.stdout.write(json ? `${JSON.stringify(verdict, null, 2)}\n` : inWords(verdict));
    return verdict.findings.length === 0 ? 0 : 1;
  } finally {
    await office.close();
  }
}

const readArguments = (): boolean =>
  argumentsOf(USAGE, { options: { json: { type: 'boolean', default: false } } }).values.json;

const TIME = new Intl.DateTimeFormat('id-ID', { dateStyle: 'long', timeStyle: 'short', timeZone: 'Asia/Jakarta' });

function inWords({ databaseUntil, documents, copies, away, findings }: RestoredVerdict): string {
  const { named, damaged } = documents;
  const listed = findings.filter(({ code }) => code !== 'LAYER_UNMARKED').length;
  const hidden = damaged + copies.missing + copies.unknown - listed;
  return [
    findings.length === 0 ? 'COCOK' : 'BELUM COCOK',
    `  Basis data: ${databaseUntil === null ? 'belum ada catatan' : `sampai ${TIME.format(databaseUntil)} WIB`}.`,
    `  Dokumen: ${named} disebut basis data, ${damaged} tidak ada atau tidak terbaca.`,
    `  Arsip: ${copies.present} salinan ada, ${copies.missing} tidak ada, ${copies.unknown} tidak dikenal basis data.`,
    ...(away.length === 0 ? [] : [`  Tidak dilihat, medianya tidak terpasang: ${away.join(', ')}.`]),
    ...(named > 0 && damaged === named
      ? ['  Tidak satu pun dokumen ditemukan: periksa DOCUMENT_KEY dan DOCUMENTS_DIR.']
      : findings.map((found) => `  ${restoredSentence(found)}`)),
    ...(hidden > 0 ? [`  Dan ${hidden} lagi.`] : []),
    '',
  ].join('\n');
}

runCommand(main);
