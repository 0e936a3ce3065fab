import { spawn } from 'node:child_process';
import path from 'node:path';
import { program } from '../program.ts';

const ROOT = path.resolve(import.meta.dirname, '../..');

/** Runs a command of `tools/` on this database, as `npm run` does, and answers what it said and how it ended. */
export function runTool(
  tool: string,
  { databaseUrl, varDir }: { readonly databaseUrl: string; readonly varDir: string },
  args: readonly string[],
): Promise<{ code: number | null; out: string; error: string }> {
  return new Promise((resolve) => {
    const child = spawn(process.execPath, [program(`tools/${tool}.ts`), ...args], {
      cwd: ROOT,
      env: { ...process.env, DATABASE_URL: databaseUrl, VAR_DIR: varDir },
    });
    let [out, error] = ['', ''];
    child.stdout.on('data', (chunk: Buffer) => (out += chunk.toString()));
    child.stderr.on('data', (chunk: Buffer) => (error += chunk.toString()));
    child.once('exit', (code) => resolve({ code, out, error }));
  });
}
