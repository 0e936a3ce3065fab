/**
 * What does a language still lack? `npm run check:language -- jv [--folder ./templates/language]`
 * Every sentence, page and value that is missing, unknown or does not fit, with its file and key, as the start of the office
 * would refuse it. Ends with 0 (whole), 1 (something lacks) or 2 (could not be asked).
 */
import { parseArgs } from 'node:util';
import { ConfigError } from '../src/config.ts';
import { LANGUAGE_FOLDER, readLanguages } from '../src/office/read-languages.ts';
import { runCommand, Unusable } from './command.ts';

const USAGE = 'Pemakaian: npm run check:language -- <kode bahasa, misalnya jv> [--folder <folder bahasa>]\n';

function main(): number {
  const { code, folder } = readArguments();
  try {
    const language = readLanguages(['id', code], folder).of(code);
    process.stdout.write(`${language.name} (${code}) lengkap. Mulai kantor dengan OFFICE_LANGUAGES=id,${code}.\n`);
    return 0;
  } catch (error) {
    if (!(error instanceof ConfigError)) throw error;
    const faults = error.message.split('\n').slice(1);
    process.stdout.write(`${faults.join('\n')}\n${faults.length} hal perlu dilengkapi.\n`);
    return 1;
  }
}

function readArguments() {
  try {
    const { positionals, values } = parseArgs({ allowPositionals: true, options: { folder: { type: 'string' } } });
    const [code, ...others] = positionals;
    if (code === undefined || others.length > 0) throw new Unusable(USAGE);
    return { code, folder: values.folder ?? LANGUAGE_FOLDER };
  } catch {
    throw new Unusable(USAGE);
  }
}

runCommand(() => new Promise((resolve) => resolve(main())));
