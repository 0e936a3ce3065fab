import { cpSync, mkdirSync, symlinkSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { temporaryFolder } from './store/database.ts';

const ROOT = path.resolve(import.meta.dirname, '..');

/** A folder with our `start.mjs`, our compiler, and these files under `tools/`; nothing is installed. */
export function smallProject(tools: Readonly<Record<string, string>>): string {
  const project = temporaryFolder();
  mkdirSync(path.join(project, 'tools'));
  for (const own of ['start.mjs', 'tools/compile.mjs']) cpSync(path.join(ROOT, own), path.join(project, own));
  writeFileSync(path.join(project, 'tsconfig.json'), '{ "include": ["tools"] }');
  for (const [name, text] of Object.entries(tools)) writeFileSync(path.join(project, 'tools', name), text);
  return project;
}

/** With our packages. */
export function installed(project: string): string {
  symlinkSync(path.join(ROOT, 'node_modules'), path.join(project, 'node_modules'));
  return project;
}
