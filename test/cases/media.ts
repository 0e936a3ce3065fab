import { mkdirSync, readFileSync, renameSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import type { Archive } from '../../src/archive/archive.ts';
import { createArchive } from '../../src/archive/create-archive.ts';
import { archiveCase } from '../../src/cases/archive-case.ts';
import { checkArchive, holdsCopies } from '../../src/cases/check-archive.ts';
import { fillArchive } from '../../src/cases/fill-archive.ts';
import { createDocuments } from '../../src/documents/create-documents.ts';
import { silent, temporaryFolder, withDatabase } from '../store/database.ts';
import { openCase } from '../store/given.ts';

export const LAYERS = ['server', 'hard-disk', 'flash-disk'];
const WEEK_MS = 7 * 24 * 3_600_000;

/** An archive of three media beside a real database, empty before each test. Call it inside `describe`. */
export function withArchive() {
  const given = { folder: '', reads: [], copies: [] } as unknown as {
    folder: string;
    /** Layer and folder of every copy that was read in full. */
    reads: string[];
    /** The layer of every copy that was written from another one. */
    copies: string[];
    needs: Parameters<typeof archiveCase>[0] & Parameters<typeof fillArchive>[0] & Parameters<typeof checkArchive>[0];
  };
  const database = withDatabase();

  const root = (layer: string) => path.join(given.folder, layer);
  const bag = (layer: string, number: string) => path.join(root(layer), `20${number.slice(3, 5)}`, number);
  const documents = () => path.join(given.folder, 'documents');
  const inDrawer = (layer: string) => renameSync(root(layer), `${root(layer)}.drawer`);
  const back = (layer: string) => renameSync(`${root(layer)}.drawer`, root(layer));
  const flipByte = (file: string) => {
    const bytes = readFileSync(file);
    bytes[5]! ^= 1;
    writeFileSync(file, bytes);
  };
  const states = async (number: string) =>
    Object.fromEntries((await database.store.archiveCopies.of(number)).map(({ layer, state }) => [layer, state]));
  const events = async (number: string) =>
    (await database.store.journal.of(number))
      .filter(({ event }) => event.startsWith('archive-') || event === 'case-archived')
      .map(({ event, detail }) => [event, detail['layer']]);
  const fill = () => fillArchive(given.needs)();
  const check = () => checkArchive(given.needs)();

  beforeEach(async () => {
    given.folder = temporaryFolder();
    for (const layer of LAYERS) mkdirSync(root(layer));
    given.reads = [];
    given.copies = [];
    const real = createArchive({
      layers: LAYERS.map((name) => ({ name, path: root(name), removable: name === 'flash-disk' })),
      key: Buffer.alloc(32, 3),
      holdsCopies: holdsCopies({ store: database.store }),
      logger: silent,
    });
    const counted: Archive = {
      ...real,
      copy: (from, layer) => {
        given.copies.push(layer);
        return real.copy(from, layer);
      },
      faultsOf: (copy) => {
        given.reads.push(`${copy.layer} ${copy.bag}`);
        return real.faultsOf(copy);
      },
    };
    given.needs = {
      store: database.store,
      documents: createDocuments({ folder: documents(), key: Buffer.alloc(32, 1) }),
      archive: counted,
      trustAnchor: () => Promise.resolve(Buffer.from('anchor')),
      settings: { archiveTermMs: WEEK_MS },
      now: () => new Date(),
      logger: silent,
    };
    await database.asOwner('alter table archive_copies disable trigger all'); // earlier tests' cases lie in folders that are gone
    await database.asOwner('delete from archive_copies');
  });

  async function delivered(): Promise<string> {
    const { applicationNumber } = await openCase(database.store);
    const { sha256: signedSha256 } = await given.needs.documents.put(Buffer.from(`%PDF signed ${applicationNumber}`));
    await database.store.cases.change(applicationNumber, { signedSha256, state: 'delivered' });
    await journal(applicationNumber, 'step-late');
    return applicationNumber;
  }
  const journal = (applicationNumber: string, event: string) =>
    database.store.journal.write({ applicationNumber, actor: 'sistem', event, step: 3, detail: {} });
  async function archived(): Promise<string> {
    const applicationNumber = await delivered();
    await archiveCase(given.needs)({ applicationNumber });
    return applicationNumber;
  }
  const packed = (number: string, name: string) =>
    JSON.parse(readFileSync(path.join(bag('server', number), 'data', name), 'utf8')) as unknown;

  return Object.assign(given, {
    database,
    root,
    bag,
    documents,
    inDrawer,
    back,
    flipByte,
    states,
    events,
    fill,
    check,
    delivered,
    journal,
    archived,
    packed,
  });
}
