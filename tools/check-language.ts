/**
 * What does a language still lack? `npm run check:language -- jv [--folder ./templates/language]`
 * Every sentence, page and value that is missing, unknown or does not fit, with its file and key, as the start of the
 * office would refuse it. Ends with 0 (whole), 1 (something lacks) or 2 (could not be asked).
 */
import { existsSync } from 'node:fs';
import { ConfigError } from '../src/config/values.ts';
import { LANGUAGE_FOLDER, readLanguages } from '../src/office/read-languages.ts';
import { argumentsOf, runCommand, Unusable } from './command.ts';

const USAGE = 'Pemakaian: npm run check:language -- <kode bahasa, misalnya jv> [--folder <folder bahasa>]\n';

function main(): number {
  const { code, folder } = readArguments();
  try {
    const language = readLanguages(['id', code], folder).of(code);
    const codes = [...new Set(['id', code])].join();
    process.stdout.write(`${language.name} (${code}) lengkap. Mulai kantor dengan OFFICE_LANGUAGES=${codes}.\n`);
    return 0;
  } catch (error) {
    if (!(error instanceof ConfigError)) throw error;
    const faults = error.message.split('\n').slice(1);
    process.stdout.write(`${faults.join('\n')}\n${faults.length} hal perlu dilengkapi.\n`);
    return 1;
  }
}

function readArguments() {
  const { positionals, values } = argumentsOf(USAGE, {
    allowPositionals: true,
    options: { folder: { type: 'string', default: LANGUAGE_FOLDER } },
  });
  const [code, ...others] = positionals;
  if (code === undefined || others.length > 0) throw new Unusable(USAGE);
  if (!/^[a-z]{2,3}$/.test(code))
    throw new Unusable(`Kode bahasa "${code}" tidak lazim: dua atau tiga huruf kecil, misalnya jv.\n${USAGE}`);
  if (!existsSync(values.folder)) throw new Unusable(`Folder ${values.folder} tidak ada.\n${USAGE}`);
  return { code, folder: values.folder };
}

runCommand(() => new Promise((resolve) => resolve(main())));
