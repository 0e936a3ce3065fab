import { writeFile } from 'node:fs/promises';
import path from 'node:path';
import { pythonEnvironment, python, type Installation } from '../oracles/installation.ts';
import { run } from '../oracles/run.ts';
import { typstCardAt } from './cards.ts';
import type { Rate } from './processor.ts';

const WARM_UP = 5;
const HERE = import.meta.dirname;

/**
 * Typst of PyPI renders the same cards, one after the other in one thread, to PDF/A-2b. Throws MissingProgram when it
 * cannot be had.
 */
export async function openTypst(
  installation: Installation,
  folder: string,
): Promise<(from: number, count: number) => Promise<Rate>> {
  const environment = await pythonEnvironment(installation, 'typst', path.join(HERE, 'requirements.txt'));
  return async (from, count) => {
    const file = path.join(folder, 'cards.json');
    await writeFile(
      file,
      JSON.stringify(Array.from({ length: count + WARM_UP }, (_, index) => typstCardAt(from + index))),
    );
    const { answer, output } = await run(
      python(environment),
      [path.join(HERE, 'typst_rate.py'), path.join(HERE, 'card.typ'), file],
      { timeoutMs: 600_000 },
    );
    const result: unknown = JSON.parse(answer.trim() || 'null');
    if (typeof result !== 'object' || result === null || !('seconds' in result) || typeof result.seconds !== 'number')
      throw new Error(`Typst: ${output.slice(-300)}`);
    return {
      documents: count,
      seconds: result.seconds,
      processor: 'processor' in result && typeof result.processor === 'number' ? result.processor : undefined,
    };
  };
}
