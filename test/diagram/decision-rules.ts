import { readFileSync, readdirSync } from 'node:fs';
import path from 'node:path';

const FOLDER = path.resolve(import.meta.dirname, '../../bpmn');

/** Ids of all rules of all decision tables, in the order of the files. */
export function readDecisionRules(): Promise<string[]> {
  const files = readdirSync(FOLDER).filter((name) => name.endsWith('.dmn'));
  return Promise.resolve(
    files.flatMap((name) =>
      [...readFileSync(path.join(FOLDER, name), 'utf8').matchAll(/<rule id="([^"]+)"/g)].map((match) => match[1]!),
    ),
  );
}
