import { readdirSync, readFileSync } from 'node:fs';
import path from 'node:path';
import type { Model } from '../../src/process/process.ts';

const ROOT = path.resolve(import.meta.dirname, '../..');

/** The model of the office: diagram, decision tables, forms; always the same object, which an engine reads once. */
export function officeModel(): Model {
  return (office ??= modelIn('bpmn', 'forms'));
}
let office: Model | undefined;

/** Every diagram, table and form of these folders, named from the root. */
function modelIn(...folders: readonly string[]): Model {
  const resources = folders.flatMap((folder) =>
    readdirSync(path.join(ROOT, folder))
      .filter((name) => /\.(bpmn|dmn|form)$/.test(name))
      .sort()
      .map((name) => ({ name, content: readFileSync(path.join(ROOT, folder, name), 'utf8') })),
  );
  return { resources };
}
