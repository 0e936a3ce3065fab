/**
 * Tells the process owner what is wrong with diagram, tables and forms before anybody deploys them: `npm run
 * check:diagram`. Needs no engine. Ends with 0, 1 (there is a fault) or 2 (could not be asked).
 */
import path from 'node:path';
import { checkModel } from '../src/office/model-check/check-model.ts';
import type { Finding } from '../src/office/model-check/finding.ts';
import { translateModel } from '../src/process/operaton/translate/translate.ts';
import { ModelRefused } from '../src/process/process.ts';
import { PLACEHOLDER_BASE_URL, readModel } from '../src/process/read-model.ts';
import { lintDiagram } from './check-diagram/lint-diagram.ts';
import { runCommand, Unusable, wordsOf } from './command.ts';

const USAGE = 'Pemakaian: npm run check:diagram [-- <folder dengan bpmn/ dan forms/>]\n';

async function main(): Promise<number> {
  const [folder = path.resolve(import.meta.dirname, '..')] = wordsOf(USAGE, 1);
  const model = await readModel({ folder, baseUrl: PLACEHOLDER_BASE_URL }).catch(() => undefined);
  if (model === undefined)
    throw new Unusable(
      `Di ${folder} tidak ada folder bpmn/ dan forms/. Jalankan perintah ini dari folder kantor.\n${USAGE}`,
    );
  const contract = await checkModel(model);
  const untranslatable = await translateModel(model).then(
    () => [],
    (error: unknown) => {
      if (error instanceof ModelRefused) return error.findings;
      throw error;
    },
  );
  const faulty = new Set(contract.filter(({ weight }) => weight === 'fault').map(place));
  const translation = untranslatable.map((finding) => ({ ...finding, weight: 'fault' as const }));
  const lint = await Promise.all(
    model.resources.filter(({ name }) => name.endsWith('.bpmn')).map(({ name, content }) => lintDiagram(name, content)),
  );
  // What the contract says about an element says more than the translator's or the rule of thumb's complaint.
  const others = [...translation, ...lint.flat()];
  const findings = [...contract, ...others.filter((finding) => !faulty.has(place(finding)))];
  const faults = findings.filter(({ weight }) => weight === 'fault');

  for (const file of new Set(findings.map((finding) => finding.file))) {
    process.stdout.write(`\n${file}\n`);
    for (const finding of findings) if (finding.file === file) process.stdout.write(`${lineOf(finding)}\n`);
  }
  process.stdout.write(
    faults.length === 0
      ? `\nDiagram, tabel, dan formulir lolos pemeriksaan${findings.length === 0 ? '' : `, dengan ${findings.length} saran`}.\n`
      : `\n${faults.length} kesalahan. Perbaiki dahulu; selama ada kesalahan, perubahan ini belum boleh dipakai.\n`,
  );
  return faults.length === 0 ? 0 : 1;
}

function place({ file, element }: Finding): string {
  return `${file}\0${/\(([^()]*)\)$/.exec(element ?? '')?.[1] ?? element}`;
}

function lineOf({ weight, element, sentence }: Finding): string {
  const mark = weight === 'fault' ? '  SALAH' : '  saran';
  return element === null ? `${mark}  ${sentence}` : `${mark}  ${element}\n         ${sentence}`;
}

runCommand(main);
