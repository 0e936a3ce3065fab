import { expect } from 'chai';
import { spawnSync } from 'node:child_process';
import { cpSync, existsSync, mkdirSync, renameSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { loadConfig, type Config } from '../../../src/config/config.ts';
import { until } from '../../../src/demo/until.ts';
import { DEMO_PASSPHRASE } from '../../../src/office/demo-people.ts';
import { openLog } from '../../../src/office/log.ts';
import { openOffice } from '../../../src/office.ts';
import { localBinaries } from '../../../src/store/postgres/local-binaries.ts';
import { startPostgres, type RunningPostgres } from '../../../src/store/postgres/start-postgres.ts';
import { query, silent, temporaryFolder } from '../../store/database.ts';
import { runTool } from '../../store/run-tool.ts';
import { Berkas, type PeopledOffice } from '../berkas.ts';
import { externalTracesOf, ONCE } from '../once.ts';
import { peopleOf } from '../people.ts';

const quietly = Object.assign(() => undefined, { during: <T>(_: string, work: () => Promise<T>) => work() });
/** What docs/restore.md asks for; a machine without them cannot do what it says. */
const programs = localBinaries().find(({ folder }) => existsSync(path.join(folder, 'pg_dump')))?.folder;

/** The office of docs/restore.md: backed up while it works, lost with its machine, restored in another folder. */
describe('An office that is restored goes on where the backup was, with services that saw more', function () {
  this.timeout(600_000);
  const folder = temporaryFolder();
  const [lost, restored, backup] = ['lost', 'restored', 'backup'].map((name) => path.join(folder, name)) as [
    string,
    string,
    string,
  ];
  let office: PeopledOffice;
  let server: RunningPostgres | undefined;
  after(async () => {
    await office?.close();
    await server?.stop();
  });

  const settings = (varDir: string, more: Readonly<Record<string, string>> = {}): Config =>
    loadConfig({
      ...process.env,
      VAR_DIR: varDir,
      // Beside the office of all scenarios.
      PORT_OFFSET: String(Number(process.env['PORT_OFFSET'] ?? '50') + 5),
      SIGNING_ATTEMPTS: '1000',
      ...more,
    });
  const opens = async (config: Config): Promise<PeopledOffice> => {
    const logger = openLog(path.join(config.varDir, 'logs', 'office.log'), 'info');
    return { ...(await openOffice(config, { progress: quietly, logger, healthKept: () => 0 })), ...peopleOf(config) };
  };
  const runs = (program: string, ...args: readonly string[]) => {
    const { status, stderr } = spawnSync(path.join(programs!, program), args, { encoding: 'utf8' });
    expect([status, stderr], program).to.deep.equal([0, '']);
  };
  const copies = (parts: readonly string[], from: string, to: string) => {
    for (const part of parts) cpSync(path.join(from, part), path.join(to, part), { recursive: true });
  };
  const tool = (name: 'restore-check' | 'journal-verify', ...args: string[]) =>
    runTool(name, { databaseUrl: office.postgres.url, varDir: restored }, args);

  it('every case is where it was, nothing is entered twice, and who has to know is told', async function () {
    if (programs === undefined) this.skip();
    office = await opens(settings(lost));
    const [examined, ready] = [await Berkas.submit(office), await Berkas.submit(office)];
    await examined.isOpenedBy(office.sri);
    await ready.reachesTheHead();
    await examined.task('examine-application');

    await until('the head of the journal written down', () => Promise.resolve(existsSync(path.join(lost, 'anchors'))));

    // The backup: the database first, then what it names.
    mkdirSync(backup);
    runs('pg_dump', '--format=custom', `--file=${path.join(backup, 'kantor.dump')}`, office.postgres.url);
    copies(['documents', 'anchors', 'secrets.json'], lost, backup);

    // What the backup does not know.
    await examined.isFoundComplete();
    await examined.task('request-print');
    await office.agus.signs([ready.number], DEMO_PASSPHRASE);
    await ready.isFinished();
    const late = await Berkas.submit(office);
    expect(await externalTracesOf(ready)).to.deep.equal(ONCE);
    await office.close();

    // Another machine, on which the media and the services are the same. Only they are taken from the lost one.
    server = await startPostgres({
      ...{ dataDir: path.join(folder, 'server'), logger: silent, progress: () => undefined, durable: false },
    });
    await query(server.url, 'create role kk_app; create role kk_engine; grant kk_app, kk_engine to current_user');
    runs('pg_restore', '--exit-on-error', `--dbname=${server.url}`, path.join(backup, 'kantor.dump'));
    mkdirSync(path.join(restored, 'archive', 'server'), { recursive: true });
    writeFileSync(path.join(restored, 'archive', 'server', '.lapisan'), 'server\n');
    copies(['documents', 'anchors', 'secrets.json'], backup, restored);
    for (const outlives of ['simulators', 'certificates', 'archive/hard-disk', 'archive/flash-disk'])
      renameSync(path.join(lost, outlives), path.join(restored, outlives));
    Object.assign(office, await opens(settings(restored, { DATABASE_URL: server.url })));

    expect(await tool('journal-verify')).to.include({ code: 0 });
    expect(JSON.parse((await tool('restore-check', '--json')).out)).to.deep.include({
      findings: ['hard-disk', 'flash-disk'].map((layer) => ({
        code: 'COPY_UNKNOWN',
        bag: `20${ready.number.slice(3, 5)}/${ready.number}`,
        layer,
      })),
    });
    expect(await office.engine.runningCases()).to.have.all.keys(examined.number, ready.number);
    expect(await office.store.cases.find(late.number), 'its applicant has to apply again').to.equal(undefined);

    // SIAK has the entry, and knows our reference.
    await examined.isFoundComplete();
    await examined.task('request-print');
    expect((await externalTracesOf(examined)).entries).to.equal(1);
    expect((await examined.journal).filter(({ event }) => event === 'siak-entered')).to.have.length(1);

    // The head's approval is lost, so nothing signs; they approve again, and the card goes out again.
    await ready.task('approve-signing');
    await office.agus.signs([ready.number], DEMO_PASSPHRASE);
    await ready.isFinished();
    expect(await externalTracesOf(ready)).to.deep.equal({ ...ONCE, cards: 2 });
    const copiesOf = await office.store.archiveCopies.of(ready.number);
    expect(copiesOf.map(({ state }) => state)).to.deep.equal(['stored', 'stored', 'stored']);
    for (const { bag } of copiesOf) expect(bag, 'beside the copy of before').to.contain(`${ready.number}-v2`);
    await until('nothing unknown', async () => (await tool('restore-check')).code === 0);
    expect(await tool('journal-verify')).to.include({ code: 0 });
  });
});
