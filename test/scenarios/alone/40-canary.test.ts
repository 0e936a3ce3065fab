import { expect } from 'chai';
import { spawn, type ChildProcess } from 'node:child_process';
import { once } from 'node:events';
import { existsSync, mkdirSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { VARIABLES } from '../../../src/domain/process.ts';
import { DEMO_PASSPHRASE } from '../../../src/office/demo-people.ts';
import type { Berkas } from '../berkas.ts';
import { CANARY_FAMILY, CONTROL, PERSONAL, PERSONAL_BUT_PHONE, spellings, WRONG_PASSPHRASE } from '../canary.ts';
import { canaryCases } from '../canary-cases.ts';
import { scan, type Scanned, type Trace } from '../scan.ts';
import { theOffice, type TestOffice } from '../the-office.ts';
import { fileNames, inFiles, pdfMetadata, processes, tables, engineAnswers } from '../traces.ts';
import { describeOnEmbedded } from '../embedded.ts';

const PASSPHRASES = [...spellings(WRONG_PASSPHRASE), ...spellings(DEMO_PASSPHRASE)];

/** Scans, reports how much, and proves that the scan can find: the control has been where personal data must not be. */
async function clean(
  traces: AsyncIterable<Trace> | Iterable<Trace>,
  needles: readonly string[],
  control: string = CONTROL,
): Promise<Scanned> {
  const scanned = await scan(traces, [...needles, control.toLowerCase()]);
  console.log(`        ${scanned.pieces} pieces, ${(scanned.bytes / 1e6).toFixed(1)} MB`);
  expect(
    scanned.found.filter((line) => line.endsWith(control.toLowerCase())),
    'the scan finds its control',
  ).not.to.be.empty;
  expect(scanned.found.filter((line) => !line.endsWith(control.toLowerCase()))).to.deep.equal([]);
  return scanned;
}

describeOnEmbedded('No personal data where it does not belong', () => {
  let office: TestOffice;
  let berkas: Berkas;
  let control: ChildProcess | undefined;

  before(async function () {
    this.timeout(900_000);
    office = await theOffice();
    ({ berkas } = await canaryCases());
  });

  after(() => control?.kill());

  it("not in any table of the engine's schema", async function () {
    this.timeout(600_000);
    const { pieces } = await clean(engineTables(office), [...PERSONAL, ...PASSPHRASES, CONTROL], berkas.number);
    expect(pieces).to.be.greaterThan(500);
  });

  it("every variable in the engine's records is on the list of process variables", async () => {
    const names = new Set<string>();
    for await (const { where, content } of engineAnswers(office))
      if (where === 'engine variable-instance') names.add((JSON.parse(String(content)) as { name: string }).name);
    expect([...names]).to.include('applicationNumber');
    expect([...names].filter((name) => !(name in VARIABLES))).to.deep.equal([]);
  });

  it('not in what the engine answers at its interface, incidents included', async function () {
    this.timeout(600_000);
    await clean(engineAnswers(office), [...PERSONAL, ...PASSPHRASES], berkas.number);
    await clean(engineAnswers(office), [], 'CARD_UNPRINTABLE');
  });

  it("not in any log, nor in the engine's own files, nor in the documents at rest", async function () {
    this.timeout(600_000);
    const { varDir } = office.config;
    writeFileSync(path.join(varDir, 'logs', 'control.log'), `${CONTROL}\n`);
    const folders = ['logs', 'documents', 'engine', 'certificates']
      .map((name) => path.join(varDir, name))
      .concat(`${office.postgres.dataDir}.log`)
      .filter((folder) => existsSync(folder));
    await clean(inFiles(...folders), [...PERSONAL, ...PASSPHRASES]);
  });

  it("not in the name of any file, the archive's included", async () => {
    const folder = path.join(office.config.varDir, 'documents', 'zz');
    mkdirSync(folder, { recursive: true });
    writeFileSync(path.join(folder, CONTROL), '');
    await clean(fileNames(office.config.varDir), PERSONAL);
    for (const layer of office.config.archive) await clean(fileNames(layer.path), PERSONAL, berkas.number);
  });

  it('not on the command line or in the environment of any process of the office', async () => {
    control = spawn(process.execPath, ['-e', 'setTimeout(() => {}, 60_000)', CONTROL], {
      stdio: 'ignore',
      env: { CONTROL },
    });
    await once(control, 'spawn');
    await clean(processes(), [...PERSONAL, ...PASSPHRASES]);
  });

  it('in WhatsApp only the number itself: no name, no NIK, no number of a card', async () => {
    const messages = await office.phones.messages(berkas.phone);
    expect(messages).to.have.length.greaterThan(1);
    await clean(
      messages.map(({ sid, text }) => ({ where: sid, content: text })),
      [...PERSONAL_BUT_PHONE, ...PASSPHRASES],
    );
  });

  it("not in decisions, effects and messages, nor in the journal: not even the officer's words", async () => {
    await clean(tables(office, 'decisions', 'effects'), [...PERSONAL, ...PASSPHRASES, CONTROL], berkas.number);
    // Who wrote is known by the number alone; the words are encrypted documents.
    const talk = tables(office, 'messages', 'message_files', 'conversations');
    await clean(talk, [...PERSONAL_BUT_PHONE, ...PASSPHRASES], berkas.number);
    await clean(tables(office, 'journal'), [...PERSONAL, ...PASSPHRASES, CONTROL], berkas.number);
  });

  it('and the passphrase nowhere in the whole database', async () => {
    const { pieces } = await clean(tables(office), PASSPHRASES, berkas.number);
    expect(pieces).to.be.greaterThan(50);
    // The family itself is there, and the scan sees it.
    await clean(tables(office, 'cases'), [], CANARY_FAMILY.kkNumber);
  });

  it('nor in the properties of the card that everybody can open beside its page', async () => {
    const pdf = await berkas.applicant.downloads();
    await clean(pdfMetadata(pdf), PERSONAL, 'Kartu Keluarga');
  });
});

/** Every row of the schema that the embedded engine owns. */
async function* engineTables(office: TestOffice): AsyncGenerator<Trace> {
  for await (const trace of tables(office)) if (trace.where.startsWith('engine.')) yield trace;
}
