/**
 * Who saw this person's data? `npm run audit -- --nik <16 digits>` or `--berkas <number>`, with `--json` for a machine.
 * Reads the journal of the office's database, whether or not the rest of the office runs. Ends with 0, 1 (no such case)
 * or 2 (could not be asked).
 */
import { pino } from 'pino';
import { loadConfig } from '../src/config/config.ts';
import { readApplicationNumber } from '../src/domain/application-number.ts';
import { maskNik } from '../src/domain/nik.ts';
import { openDisclosures, type Disclosures } from '../src/store/disclosures.ts';
import { viewsOf, type View } from '../src/cases/audit/views.ts';
import { asTable } from './audit/table.ts';
import { argumentsOf, runCommand, Unusable } from './command.ts';
import { officeDatabase } from './office-database.ts';

const USAGE = 'Pemakaian: npm run audit -- --nik <16 angka> | --berkas <nomor permohonan> [--json]\n';

async function main(): Promise<number> {
  const { nik, berkas, json } = readArguments();
  const config = loadConfig();
  const disclosures = await openDisclosures({
    url: await officeDatabase(config),
    logger: pino({ level: 'silent' }),
  });
  try {
    const cases = nik === undefined ? await oneCase(disclosures, berkas) : await disclosures.casesOfPerson(nik);
    const views = await viewsOf(disclosures, cases);
    const about = nik === undefined ? cases.join() : `NIK ${maskNik(nik)}`;
    process.stdout.write(
      json
        ? `${JSON.stringify({ ...(nik === undefined ? {} : { nik: maskNik(nik) }), cases, views }, null, 2)}\n`
        : inWords(about, cases, views),
    );
    return cases.length === 0 ? 1 : 0;
  } finally {
    await disclosures.close();
  }
}

function readArguments(): { nik: string | undefined; berkas: string; json: boolean } {
  const { values: given } = argumentsOf(USAGE, {
    options: { nik: { type: 'string' }, berkas: { type: 'string' }, json: { type: 'boolean', default: false } },
  });
  if ((given.nik === undefined) === (given.berkas === undefined)) throw new Unusable(USAGE);
  // The text that was typed is not repeated: it may be most of a NIK.
  if (given.nik !== undefined && !/^\d{16}$/.test(given.nik))
    throw new Unusable(`NIK terdiri atas 16 angka.\n${USAGE}`);
  const berkas = given.berkas === undefined ? '' : readApplicationNumber(given.berkas);
  if (berkas === undefined)
    throw new Unusable(`Nomor permohonan tidak terbaca; contoh yang benar: KK-261122-7Q4F2M.\n${USAGE}`);
  return { nik: given.nik, berkas, json: given.json };
}

async function oneCase(disclosures: Disclosures, applicationNumber: string): Promise<string[]> {
  return (await disclosures.caseExists(applicationNumber)) ? [applicationNumber] : [];
}

function inWords(about: string, cases: readonly string[], views: readonly View[]): string {
  if (cases.length === 0) return 'Tidak ada berkas yang memuat data itu.\n';
  const seen = views.filter(({ refused }) => refused === null);
  const heading = `Siapa melihat data ${about}: ${seen.length} kali dilihat oleh ${new Set(seen.map(({ username }) => username)).size} petugas dalam ${cases.length} berkas, ${views.length - seen.length} upaya ditolak.\n`;
  return views.length === 0 ? heading : `${heading}\n${asTable(views)}`;
}

runCommand(main);
