import { expect } from 'chai';
import { spawn } from 'node:child_process';
import { writeFileSync } from 'node:fs';
import path from 'node:path';
import { plainDateOf } from '../../src/domain/plain-date.ts';
import { temporaryFolder, withDatabase } from './database.ts';
import { openCase } from './given.ts';
import { program } from '../program.ts';

const ROOT = path.resolve(import.meta.dirname, '../..');

describe('npm run sop:report: how the office did, as CSV', () => {
  const database = withDatabase();
  const varDir = temporaryFolder();

  function report(args: readonly string[], env: Record<string, string> = {}) {
    return new Promise<{ code: number | null; out: string; error: string }>((resolve) => {
      const child = spawn(process.execPath, [program('tools/sop-report.ts'), ...args], {
        cwd: ROOT,
        env: { ...process.env, DATABASE_URL: database.url, VAR_DIR: varDir, ...env },
      });
      let [out, error] = ['', ''];
      child.stdout.on('data', (chunk: Buffer) => (out += chunk.toString()));
      child.stderr.on('data', (chunk: Buffer) => (error += chunk.toString()));
      child.once('exit', (code) => resolve({ code, out, error }));
    });
  }

  it('prints steps, days, backlog and returns of the period', async () => {
    await openCase(database.store);
    const today = plainDateOf(new Date());
    const { code, out } = await report(['--dari', today, '--sampai', today]);
    expect(code).to.equal(0);
    expect(out).to.contain('7. Menandatangani secara elektronik;1;0').and.contain(`${today};1;0;0;0;0;0;1;0;0`);
    expect(out).to.contain('Baru masuk;1;');
  });

  it('refuses what cannot be asked, and a calendar that cannot be, with the remedy', async () => {
    expect((await report(['--dari', '2026-02-30'])).error).to.contain('Pemakaian: npm run sop:report');
    const file = path.join(varDir, 'calendar.json');
    writeFileSync(file, '{"jam": {"monday": []}, "libur": []}');
    const { code, error } = await report([], { OFFICE_CALENDAR_FILE: file });
    expect([code, error.includes('"monday" bukan nama hari')]).to.deep.equal([2, true]);
  });
});
