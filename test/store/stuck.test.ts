import { expect } from 'chai';
import { spawn } from 'node:child_process';
import path from 'node:path';
import { temporaryFolder, withDatabase } from './database.ts';
import { openCase } from './given.ts';

const ROOT = path.resolve(import.meta.dirname, '../..');

describe('npm run stuck: what stands still', function () {
  this.timeout(60_000);
  const database = withDatabase();
  const varDir = temporaryFolder();

  function stuck(...args: string[]): Promise<{ code: number | null; out: string; error: string }> {
    return new Promise((resolve) => {
      const child = spawn(process.execPath, ['--import', 'tsx', 'tools/stuck.ts', ...args], {
        cwd: ROOT,
        env: { ...process.env, DATABASE_URL: database.url, VAR_DIR: varDir },
      });
      let [out, error] = ['', ''];
      child.stdout.on('data', (chunk: Buffer) => (out += chunk.toString()));
      child.stderr.on('data', (chunk: Buffer) => (error += chunk.toString()));
      child.once('exit', (code) => resolve({ code, out, error }));
    });
  }

  it('prints nothing but that while everything is within its term', async () => {
    await database.store.engineWatch.put({ stranded: [], incidents: [] });
    await openCase(database.store);
    expect(await stuck()).to.include({ code: 0, out: 'Tidak ada yang berhenti.\n' });
    expect((await stuck('--semua')).out)
      .to.contain('Mulai di mesin proses')
      .and.contain('Admin');
  });

  it('prints place, owner, term and reason of what is beyond it, for people and for programs', async () => {
    const { applicationNumber } = await openCase(database.store);
    await database.asOwner(
      `update cases set submitted_at = submitted_at - interval '1 hour' where application_number = $1`,
      [applicationNumber],
    );
    const { code, out } = await stuck();
    expect(code).to.equal(1);
    expect(out).to.contain(applicationNumber).and.contain('sudah 1 jam, batas 15 menit').and.contain('mesin proses');
    const places = JSON.parse((await stuck('--json')).out) as Record<string, unknown>[];
    expect(places.map((place) => [place['kind'], place['applicationNumber']])).to.deep.equal([
      ['start', applicationNumber],
    ]);
  });

  it('shows what the watcher saw of the engine, and when nobody has looked', async () => {
    const { applicationNumber } = await openCase(database.store);
    await database.store.engineWatch.put({
      stranded: [],
      incidents: [
        {
          id: '1',
          applicationNumber,
          element: 'deliver-card',
          sentence: 'Admin perlu memeriksanya.',
          since: new Date(),
        },
      ],
    });
    expect((await stuck()).out)
      .to.contain('Pekerjaan berhenti: deliver-card')
      .and.contain('Admin perlu memeriksanya.');
    await database.asOwner(`update engine_watch set seen_at = seen_at - interval '1 hour'`);
    expect((await stuck()).out).to.contain('apakah kantor sedang berjalan?');
    expect((await stuck('--apa')).error).to.contain('Pemakaian');
  });
});
