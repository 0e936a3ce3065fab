import { expect } from 'chai';
import { spawnSync } from 'node:child_process';
import { cpSync, existsSync, mkdirSync, readdirSync, renameSync, rmSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { createArchive } from '../../src/archive/create-archive.ts';
import { createJournalAnchors } from '../../src/archive/journal-anchors.ts';
import { archiveCase } from '../../src/cases/archive-case.ts';
import { holdsCopies } from '../../src/cases/check-archive.ts';
import type { RestoredVerdict } from '../../src/cases/check-restored.ts';
import { putWords } from '../../src/cases/message-words.ts';
import { openDocuments } from '../../src/documents/open-documents.ts';
import { keepPrivate } from '../../src/office/private-files.ts';
import { createStore } from '../../src/store/create-store.ts';
import { localBinaries } from '../../src/store/postgres/local-binaries.ts';
import { startPostgres, type RunningPostgres } from '../../src/store/postgres/start-postgres.ts';
import { DOCUMENT_COLUMNS } from '../../src/store/restored-office.ts';
import { query, silent, temporaryFolder, withDatabase } from './database.ts';
import { openCase } from './given.ts';
import { runTool } from './run-tool.ts';

const KEYS = { documentKey: 1, linkKey: 2, sessionKey: 3, archiveKey: 4 } as const;
const keyOf = (name: keyof typeof KEYS) => Buffer.alloc(32, KEYS[name]);
const LAYERS = ['server', 'hard-disk', 'flash-disk'];

/** What pg_dump and pg_restore of docs/restore.md need; undefined: this machine has them not, the office does not bring them. */
const programs = localBinaries().find(({ folder }) => existsSync(path.join(folder, 'pg_dump')))?.folder;
function run(program: string, ...args: readonly string[]): void {
  const { status, stderr } = spawnSync(path.join(programs!, program), args, { encoding: 'utf8' });
  expect(stderr, program).to.equal('');
  expect(status, program).to.equal(0);
}

/** The folder of an office, as far as it outlives its machine or is backed up; the engine's part is in test/scenarios. */
class Machine {
  readonly varDir: string;
  readonly #servers: RunningPostgres[] = [];
  constructor(varDir: string) {
    this.varDir = varDir;
    keepPrivate(varDir);
  }

  in(...names: readonly string[]): string {
    return path.join(this.varDir, ...names);
  }

  keepsKeys(): void {
    const keys = Object.entries(KEYS).map(([name, value]) => [name, Buffer.alloc(32, value).toString('base64')]);
    writeFileSync(this.in('secrets.json'), JSON.stringify(Object.fromEntries(keys)));
  }

  async server(): Promise<RunningPostgres> {
    const server = await startPostgres({
      ...{ dataDir: this.in('postgres'), logger: silent, progress: () => undefined, durable: false },
    });
    this.#servers.push(server);
    return server;
  }

  async stops(): Promise<void> {
    for (const server of this.#servers.splice(0)) await server.stop();
  }

  /** Opens the store and lets the work be done with what the office has around it. */
  async office(url: string, work: (office: Awaited<ReturnType<Machine['around']>>) => Promise<void>): Promise<void> {
    const office = await this.around(url);
    try {
      await work(office);
    } finally {
      await office.store.close();
    }
  }

  async around(url: string) {
    const store = await createStore({ url, logger: silent, key: keyOf('documentKey') });
    const layers = LAYERS.map((name) => ({
      name,
      path: this.in('archive', name),
      removable: name === 'flash-disk',
    }));
    return {
      store,
      documents: await openDocuments({
        folder: this.in('documents'),
        key: keyOf('documentKey'),
        named: async () => (await store.papers.newest(20)).map(({ sha256 }) => sha256),
      }),
      archive: createArchive({
        ...{ layers, key: keyOf('archiveKey'), logger: silent },
        holdsCopies: holdsCopies({ store }),
      }),
      anchors: createJournalAnchors({
        folder: this.in('anchors'),
        archiveFolder: this.in('archive', 'server'),
        key: keyOf('archiveKey'),
      }),
      trustAnchor: () => Promise.resolve(Buffer.from('anchor')),
      now: () => new Date(),
    };
  }

  tool(name: 'restore-check' | 'journal-verify', databaseUrl: string, ...args: string[]) {
    return runTool(name, { databaseUrl, varDir: this.varDir }, args);
  }

  async checked(url: string): Promise<RestoredVerdict> {
    return JSON.parse((await this.tool('restore-check', url, '--json')).out) as RestoredVerdict;
  }
}

type Office = Awaited<ReturnType<Machine['around']>>;

/** A case with a paper and a message, signed, sent and archived. */
async function archivedCase(office: Office): Promise<string> {
  const { store, documents } = office;
  const { applicationNumber } = await openCase(store);
  const { sha256 } = await documents.put(Buffer.from(`%PDF ijazah of ${applicationNumber}`));
  const paper = { kind: 'ijazah', sha256, mediaType: 'application/pdf', bytes: 40, source: 'portal' } as const;
  await store.papers.add({ applicationNumber, ...paper });
  const content = await putWords({ documents }, { text: 'Sudah selesai?' });
  const message = { direction: 'in', purpose: 'question', status: 'received', errorCode: null } as const;
  await store.messages.add({ applicationNumber, ...message, sid: `SM-${applicationNumber}`, content });
  const { sha256: signedSha256 } = await documents.put(Buffer.from(`%PDF signed ${applicationNumber}`));
  await store.cases.change(applicationNumber, { signedSha256, state: 'delivered' });
  await store.journal.write({ applicationNumber, actor: 'sistem', event: 'step-late', step: 3, detail: {} });
  await archiveCase(office)({ applicationNumber });
  return applicationNumber;
}

/** Names of the roles in which an office may own its database. */
const OWNERS = {
  'of its own server': (server: RunningPostgres) => Promise.resolve(server.url),
  'that an administrator made on a server of the office': async (server: RunningPostgres) => {
    await query(server.url, `create role kantor login createrole password 'rahasia'`);
    await query(server.url, 'create database kantor owner kantor');
    return server.url.replace(/\/\/[^@]+@/, '//kantor:rahasia@').replace(/[^/]+$/, 'kantor');
  },
};

describe('An office that lost its machine', function () {
  this.timeout(240_000);
  let lost: Machine;
  let fresh: Machine;
  let backup: string;
  const machines: Machine[] = [];

  beforeEach(() => {
    const folder = temporaryFolder();
    [lost, fresh, backup] = [
      new Machine(path.join(folder, 'lost')),
      new Machine(path.join(folder, 'fresh')),
      path.join(folder, 'backup'),
    ];
    machines.push(lost, fresh);
    for (const layer of LAYERS) mkdirSync(lost.in('archive', layer), { recursive: true });
    lost.keepsKeys();
    mkdirSync(backup);
  });
  afterEach(async () => {
    for (const machine of machines.splice(0)) await machine.stops();
  });

  /** Documents, anchors and keys: after the database, for it names what is in them. */
  const backsUpFolders = () => {
    for (const part of ['documents', 'anchors', 'secrets.json'])
      cpSync(lost.in(part), path.join(backup, part), { recursive: true });
  };
  const restoresFolders = () => {
    for (const part of ['documents', 'anchors', 'secrets.json'])
      cpSync(path.join(backup, part), fresh.in(part), { recursive: true });
    // The media outlive the machine; the first layer was on it.
    mkdirSync(fresh.in('archive', 'server'), { recursive: true });
    for (const layer of LAYERS.slice(1)) renameSync(lost.in('archive', layer), fresh.in('archive', layer));
  };

  for (const [owner, addressOn] of Object.entries(OWNERS))
    it(`is whole again from a dump of the database ${owner}, and says what came after it`, async function () {
      if (programs === undefined) this.skip();
      const before = await addressOn(await lost.server());
      let [known, later] = ['', ''];
      await lost.office(before, async (office) => {
        known = await archivedCase(office);
        await office.anchors.write('2026-11-26', await office.store.journal.head());
        run('pg_dump', '--format=custom', `--file=${path.join(backup, 'kantor.dump')}`, before);
        backsUpFolders();
        later = await archivedCase(office);
        await office.anchors.write('2026-11-27', await office.store.journal.head());
      });
      await lost.stops();

      const after = await addressOn(await fresh.server());
      await query(after, 'create role kk_app; create role kk_engine; grant kk_app, kk_engine to current_user');
      run('pg_restore', '--exit-on-error', `--dbname=${after}`, path.join(backup, 'kantor.dump'));
      restoresFolders();
      writeFileSync(fresh.in('archive', 'server', '.lapisan'), 'server\n');

      await fresh.office(after, async ({ store, documents }) => {
        expect((await store.cases.get(known)).state).to.equal('archived');
        expect((await documents.get((await store.papers.of(known))[0]!.sha256)).toString()).to.contain(known);
        expect(await store.cases.find(later)).to.equal(undefined);
      });
      expect((await fresh.tool('journal-verify', after)).out)
        .to.contain('JURNAL UTUH')
        .and.contain('1 penanda');
      const kept = await fresh.tool('journal-verify', after, '--anchors', lost.in('anchors'));
      expect(kept.out, 'a later day proves what is gone').to.contain('2026-11-27.json: ujung jurnal dipotong');
      const { code, out } = await fresh.tool('restore-check', after);
      expect(code).to.equal(1);
      expect(out).to.contain('BELUM COCOK').and.contain('Dokumen: 13 disebut basis data, 0 tidak ada');
      const verdict = await fresh.checked(after);
      expect(verdict.findings).to.deep.equal([
        { code: 'COPY_MISSING', applicationNumber: known, layer: 'server' },
        ...LAYERS.slice(1).map((layer) => ({ code: 'COPY_UNKNOWN', bag: `20${later.slice(3, 5)}/${later}`, layer })),
      ]);

      // Where the first layer outlived the machine, what it knows of later entries of the journal is put aside.
      rmSync(fresh.in('archive', 'server'), { recursive: true });
      renameSync(lost.in('archive', 'server'), fresh.in('archive', 'server'));
      expect((await fresh.tool('journal-verify', after)).out).to.contain('ujung jurnal dipotong');
      const bag = `20${later.slice(3, 5)}/${later}`;
      expect((await fresh.checked(after)).findings).to.deep.include({ code: 'COPY_UNKNOWN', bag, layer: 'server' });
      for (const layer of LAYERS) {
        mkdirSync(fresh.in('archive', layer, '.sesudah-cadangan'));
        renameSync(fresh.in('archive', layer, bag), fresh.in('archive', layer, '.sesudah-cadangan', later));
      }
      expect(await fresh.tool('journal-verify', after)).to.include({ code: 0 });
      expect(await fresh.tool('restore-check', after)).to.include({ code: 0 });
    });

  it('is whole again from a copy of its stopped server', async () => {
    const { url, dataDir } = await lost.server();
    let known = '';
    await lost.office(url, async (office) => {
      known = await archivedCase(office);
      await office.anchors.write('2026-11-26', await office.store.journal.head());
    });
    await lost.stops();
    backsUpFolders();

    // Root's server lies outside of a folder that its account cannot pass, and `postgres.place` says where.
    const isElsewhere = dataDir !== lost.in('postgres');
    const place = isElsewhere ? `${dataDir}-restored` : fresh.in('postgres');
    if (isElsewhere) writeFileSync(fresh.in('postgres.place'), place);
    expect(spawnSync('cp', ['-a', dataDir!, place]).status).to.equal(0);
    restoresFolders();
    renameSync(lost.in('archive', 'server'), fresh.in('archive', 'server'));
    const { url: after } = await fresh.server();
    await fresh.office(after, async ({ store }) => {
      expect((await store.cases.get(known)).state).to.equal('archived');
    });
    expect(await fresh.tool('journal-verify', after)).to.include({ code: 0 });
    const { code, out } = await fresh.tool('restore-check', after);
    expect([code, out.split('\n')[0]]).to.deep.equal([0, 'COCOK']);
  });
});

describe('npm run restore:check', () => {
  const database = withDatabase();
  const machine = new Machine(path.join(temporaryFolder(), 'var'));
  let number: string;
  before(async () => {
    for (const layer of LAYERS) mkdirSync(machine.in('archive', layer), { recursive: true });
    machine.keepsKeys();
    await machine.office(database.url, async (office) => {
      number = await archivedCase(office);
      const message = { direction: 'in', purpose: 'question', status: 'received', errorCode: null } as const;
      const content = await putWords(office, { text: 'Siapa ini?' });
      await office.store.messages.add({ applicationNumber: null, phone: '+62811', ...message, sid: 'SM-0', content });
    });
  });
  const check = (...args: string[]) => machine.tool('restore-check', database.url, ...args);
  const findings = async () => (await machine.checked(database.url)).findings;
  const without = async (part: string, look: () => Promise<void>) => {
    renameSync(machine.in(part), machine.in('aside'));
    try {
      await look();
    } finally {
      rmSync(machine.in(part), { recursive: true, force: true });
      renameSync(machine.in('aside'), machine.in(part));
    }
  };

  it('finds nothing at an office that is whole, and says until when its database goes', async () => {
    const { code, out } = await check();
    expect(code, out).to.equal(0);
    expect(out)
      .to.match(/^COCOK\n {2}Basis data: sampai \d+ \S+ \d{4}/)
      .and.contain('Arsip: 3 salinan ada, 0 tidak ada, 0 tidak dikenal');
  });

  it('refuses a folder that is not the one of the documents', () =>
    without('documents', async () => {
      const { code, error } = await check();
      expect([code, error]).to.deep.equal([
        2,
        `Folder dokumen ${machine.in('documents')} tidak ada, atau bukan folder dokumen kantor (tanpa berkas .dokumen). Pulihkan folder itu seutuhnya, atau periksa DOCUMENTS_DIR.\n`,
      ]);
    }));

  it('names what the database knows and the folder does not, by its case', () =>
    without('documents', async () => {
      mkdirSync(machine.in('documents'));
      writeFileSync(machine.in('documents', '.dokumen'), '');
      const columns = ['archive_packages.contents_sha256', 'cases.signed_sha256', 'messages.content', 'papers.sha256'];
      expect(await findings()).to.deep.equal([
        ...columns.map((column) => ({ code: 'DOCUMENT_DAMAGED', applicationNumber: number, column })),
        { code: 'DOCUMENT_DAMAGED', applicationNumber: null, column: 'messages.content' },
      ]);
      const { code, out } = await check();
      expect(code).to.equal(1);
      expect(out).to.contain('BELUM COCOK').and.contain('periksa DOCUMENT_KEY dan DOCUMENTS_DIR');
    }));

  it('tells a medium that is away from a folder without its medium, and from one that lost a copy', () =>
    without('archive/flash-disk', async () => {
      expect(await machine.checked(database.url)).to.deep.include({ away: ['flash-disk'], findings: [] });
      mkdirSync(machine.in('archive', 'flash-disk'));
      expect(await findings()).to.deep.equal([{ code: 'LAYER_UNMARKED', layer: 'flash-disk' }]);
      expect(readdirSync(machine.in('archive', 'flash-disk')), 'it marks nothing').to.deep.equal([]);
      writeFileSync(machine.in('archive', 'flash-disk', '.lapisan'), 'flash-disk');
      expect(await findings()).to.deep.equal([
        { code: 'COPY_MISSING', applicationNumber: number, layer: 'flash-disk' },
      ]);
    }));

  it('asks every column that names a document', async () => {
    const hashes = await database.asOwner(`
      select c.conrelid::regclass::text || '.' || a.attname as column from pg_constraint c
        join pg_attribute a on a.attrelid = c.conrelid and a.attnum = any(c.conkey)
      where c.connamespace = 'public'::regnamespace and c.contype = 'c' and pg_get_constraintdef(c.oid) like '%{64}%'`);
    const asked = Object.entries(DOCUMENT_COLUMNS).flatMap(([table, columns]) =>
      columns.map((column) => `${table}.${column}`),
    );
    expect(
      hashes.map(({ column }) => column).filter((column) => !asked.includes(column as string)),
      'message_files and found_cards are asked in their own way',
    ).to.have.members(['message_files.sha256', 'found_cards.sha256', ...NO_DOCUMENTS]);
  });

  it('says how it is used', async () => {
    expect(await check('--apa')).to.include({ code: 2, error: 'Pemakaian: npm run restore:check [-- --json]\n' });
  });
});

/** Hashes of what lies elsewhere, or of a document that another column names. */
const NO_DOCUMENTS: readonly string[] = [
  ...['archive_copies.sha256', 'archive_packages.signed_sha256', 'case_subjects.subject', 'cases.request_sha256'],
  ...['decisions.draft_sha256', 'grant_holders.draft_sha256', 'journal.hash', 'journal.previous_hash'],
  ...['judgements.draft_sha256', 'links.token_sha256', 'people.nik_hash', 'screen_signatures.amended_sha256'],
  ...['screen_signatures.content_sha256', 'signing_items.draft_sha256', 'touched_cards.card'],
  ...['uploads.id', 'uploads.signed_content'],
];
