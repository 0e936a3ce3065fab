import { expect } from 'chai';
import { temporaryFolder, withDatabase } from './database.ts';
import { runTool } from './run-tool.ts';
import { openCase } from './given.ts';

describe('npm run stuck: what stands still', () => {
  const database = withDatabase();
  const varDir = temporaryFolder();

  const stuck = (...args: string[]) => runTool('stuck', { databaseUrl: database.url, varDir }, args);

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
