/**
 * Asks independent validators about the office's documents: npm run oracles -- [--json] [--available] [--keep folder]
 * Ends with 0 when every verdict is the expected one, 1 when not or when a validator is missing (--available: does
 * without it), 2 for wrong usage.
 */
import { mkdir, mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { parseArgs } from 'node:util';
import { loadConfig } from '../../src/config/config.ts';
import { compare, tableOf, titleOf } from './comparison.ts';
import { makeDocuments, type Documents } from './documents.ts';
import { openings } from './validators.ts';
import { MissingProgram, VALIDATORS, type Laid, type ValidatorName, type Verdict } from './verdict.ts';

const USAGE =
  'Pemakaian: npm run oracles -- [--json] [--available] [--keep folder]\n  --json       hasil untuk mesin\n  --available  pemeriksa yang tidak ada dilewati\n  --keep       simpan semua dokumen di folder ini\n';

async function main(): Promise<number> {
  const values = readArguments();
  if (values === undefined) {
    process.stderr.write(USAGE);
    return 2;
  }
  const progress = (text: string) => void process.stderr.write(`${text}\n`);
  const folder =
    values.keep === undefined ? await mkdtemp(path.join(tmpdir(), 'kk-oracles-')) : path.resolve(values.keep);
  try {
    const { cacheDir, chromium } = loadConfig();
    await mkdir(folder, { recursive: true });
    progress('Mencetak dan menandatangani kartu');
    const made = await makeDocuments({ cacheDir, chromium, folder });
    const laid = await layOut(made, folder);
    const { verdicts, missing } = await askAll(made, laid, { cacheDir, progress });
    const rows = compare(made.documents, verdicts);
    const disagreements = rows.flatMap(({ document, cells }) =>
      cells.filter(({ agrees }) => !agrees).map((cell) => ({ document, ...cell })),
    );
    const agrees = disagreements.length === 0 && (missing.size === 0 || values.available);
    if (values.json)
      process.stdout.write(`${JSON.stringify({ agrees, missing: Object.fromEntries(missing), rows }, null, 2)}\n`);
    else {
      process.stdout.write(
        `\n${tableOf(
          rows,
          VALIDATORS.filter((name) => verdicts.has(name)),
        )}\n\n`,
      );
      for (const { document, validator, words, expected } of disagreements)
        process.stdout.write(
          `(!) ${document}: ${titleOf(validator)} menjawab "${words}", seharusnya ${expected ? 'sah' : 'tolak'}\n`,
        );
      for (const [name, remedy] of missing) process.stdout.write(`${titleOf(name)} tidak ditanya. ${remedy}\n`);
      process.stdout.write(agrees ? 'Semua putusan sesuai harapan.\n' : 'Belum semua putusan sesuai harapan.\n');
    }
    return agrees ? 0 : 1;
  } finally {
    if (values.keep === undefined) await rm(folder, { recursive: true, force: true });
  }
}

function readArguments() {
  try {
    return parseArgs({
      options: {
        json: { type: 'boolean', default: false },
        available: { type: 'boolean', default: false },
        keep: { type: 'string' },
      },
    }).values;
  } catch {
    return undefined;
  }
}

async function layOut({ documents }: Documents, folder: string): Promise<Laid[]> {
  return Promise.all(
    documents.map(async (document, index) => {
      const file = path.join(
        folder,
        `${String(index + 1).padStart(2, '0')}-${document.name.replace(/[^\w-]+/g, '-')}.pdf`,
      );
      await writeFile(file, document.bytes);
      return { document, file };
    }),
  );
}

/** One after the other: each may fill the machine, and a slow one must not run into its limit because of the rest. */
async function askAll(
  { verifier, trust }: Documents,
  laid: readonly Laid[],
  installation: { readonly cacheDir: string; readonly progress: (text: string) => void },
) {
  const open = openings(verifier);
  const verdicts = new Map<ValidatorName, ReadonlyMap<string, Verdict>>();
  const missing = new Map<ValidatorName, string>();
  for (const name of VALIDATORS) {
    const asked = laid.filter(({ document }) => document.expected[name] !== undefined);
    try {
      const validator = await open[name](installation);
      const begun = performance.now();
      const later = asked.filter(({ document }) => document.listsAreGone);
      const now = asked.filter((one) => !later.includes(one));
      verdicts.set(
        name,
        new Map([
          ...(await validator.judge(now, trust)),
          ...(later.length > 0 ? await validator.judge(later, { ...trust, listFiles: [] }) : []),
        ]),
      );
      installation.progress(
        `${titleOf(name)}: ${asked.length} dokumen, ${((performance.now() - begun) / 1000).toFixed(1)} detik`,
      );
    } catch (error) {
      if (!(error instanceof MissingProgram)) throw error;
      missing.set(name, error.message);
    }
  }
  return { verdicts, missing };
}

process.exitCode = await main();
