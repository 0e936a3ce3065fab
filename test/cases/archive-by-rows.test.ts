import { expect } from 'chai';
import { mkdirSync, readFileSync, readdirSync, renameSync, rmSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { setTimeout } from 'node:timers/promises';
import type { Archive } from '../../src/archive/archive.ts';
import { createArchive } from '../../src/archive/create-archive.ts';
import { archiveCase, copyKey } from '../../src/cases/archive-case.ts';
import { archiveCheckHealth, archiveHealth, checkArchive, holdsCopies } from '../../src/cases/check-archive.ts';
import { fillArchive } from '../../src/cases/fill-archive.ts';
import { createDocuments } from '../../src/documents/create-documents.ts';
import { Failure } from '../../src/domain/failures.ts';
import { sickMedium } from '../archive/sick-medium.ts';
import { silent, temporaryFolder, withDatabase } from '../store/database.ts';
import { errorOf, openCase, putOfficer } from '../store/given.ts';

const LAYERS = ['server', 'hard-disk', 'flash-disk'];
const WEEK_MS = 7 * 24 * 3_600_000;

describe('The archive by its rows', () => {
  const database = withDatabase();
  let folder: string;
  let reads: string[];
  let copies: string[];
  let needs: Parameters<typeof archiveCase>[0] & Parameters<typeof fillArchive>[0] & Parameters<typeof checkArchive>[0];

  const root = (layer: string) => path.join(folder, layer);
  const bag = (layer: string, number: string) => path.join(root(layer), `20${number.slice(3, 5)}`, number);
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
  const fill = () => fillArchive(needs)();
  const check = () => checkArchive(needs)();

  beforeEach(async () => {
    folder = temporaryFolder();
    for (const layer of LAYERS) mkdirSync(root(layer));
    reads = [];
    copies = [];
    const real = createArchive({
      layers: LAYERS.map((name) => ({ name, path: root(name), removable: name === 'flash-disk' })),
      key: Buffer.alloc(32, 3),
      holdsCopies: holdsCopies({ store: database.store }),
      logger: silent,
    });
    const counted: Archive = {
      ...real,
      copy: (from, layer) => {
        copies.push(layer);
        return real.copy(from, layer);
      },
      faultsOf: (copy) => {
        reads.push(`${copy.layer} ${copy.bag}`);
        return real.faultsOf(copy);
      },
    };
    needs = {
      store: database.store,
      documents: createDocuments({ folder: path.join(folder, 'documents'), key: Buffer.alloc(32, 1) }),
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
    const { sha256: signedSha256 } = await needs.documents.put(Buffer.from(`%PDF signed ${applicationNumber}`));
    await database.store.cases.change(applicationNumber, { signedSha256, state: 'delivered' });
    await journal(applicationNumber, 'step-late');
    return applicationNumber;
  }
  const journal = (applicationNumber: string, event: string) =>
    database.store.journal.write({ applicationNumber, actor: 'sistem', event, step: 3, detail: {} });
  async function archived(): Promise<string> {
    const applicationNumber = await delivered();
    await archiveCase(needs)({ applicationNumber });
    return applicationNumber;
  }
  const packed = (number: string, name: string) =>
    JSON.parse(readFileSync(path.join(bag('server', number), 'data', name), 'utf8')) as unknown;

  it('puts the case on every medium, as an effect of its own each, and says so', async () => {
    const number = await archived();
    expect(await states(number)).to.deep.equal({ server: 'stored', 'hard-disk': 'stored', 'flash-disk': 'stored' });
    for (const layer of LAYERS) {
      const effect = await database.store.effects.find(`archive:${number}:${layer}`);
      expect(effect).to.include({ kind: 'archive-copy', state: 'done', reference: bag(layer, number) });
    }
    expect((await database.store.cases.get(number)).state).to.equal('archived');
    expect(await events(number)).to.deep.equal([['case-archived', undefined]]);
    const row = (await database.store.journal.of(number)).at(-1);
    expect(row).to.deep.include({ actor: 'sistem', step: 10 });
    expect(row!.detail).to.deep.include({ stored: LAYERS, absent: [] });
  });

  it('keeps the steps that took longer than the SOP allows, and the end of the whole journal', async () => {
    const number = await delivered();
    const head = await database.store.journal.head();
    await archiveCase(needs)({ applicationNumber: number });
    expect((packed(number, 'journal.json') as { event: string }[]).map(({ event }) => event)).to.include('step-late');
    expect(packed(number, 'journal-head.json')).to.deep.equal(head);
  });

  it('packs what the office knew when archiving began, under names that say nothing of the family', async () => {
    const number = await delivered();
    const { store } = database;
    for (const [kind, mediaType] of [
      ['ijazah', 'image/jpeg'],
      ['kk-lama', 'application/pdf'],
    ] as const) {
      const bytes = Buffer.from(`${kind} of ${number}`);
      const { sha256 } = await needs.documents.put(bytes);
      await store.papers.add({
        applicationNumber: number,
        kind,
        sha256,
        mediaType,
        bytes: bytes.length,
        source: 'portal',
      });
    }
    const message = (direction: 'in' | 'out', purpose: string, sid: string | null) =>
      store.messages.add({ applicationNumber: number, direction, purpose, sid, status: 'sent', errorCode: null });
    await message('out', 'received', `SM-${number}`);
    await message('in', 'question', null);
    const waiting = await message('out', 'waits', null);
    await journal(number, 'archive-damaged'); // of an archive of before: it is not part of how the case was decided
    const note = (text: string) => store.caseNotes.add({ applicationNumber: number, author: 'sri.wahyuni', text });
    await putOfficer(store);
    await note('first');
    await note('second');
    const killed = { ...store, transaction: () => Promise.reject(new Error('the office was killed here')) };
    await errorOf(archiveCase({ ...needs, store: killed })({ applicationNumber: number }));
    await store.messages.change(waiting.id, { sid: `SM-waits-${number}`, sentAt: new Date() });
    await message('in', 'late', `SM-late-${number}`);
    await message('out', 'late', `SM-later-${number}`);
    await note('late');
    await journal(number, 'note-added');
    await archiveCase(needs)({ applicationNumber: number });
    expect(readdirSync(path.dirname(bag('server', number))), 'the same package').to.deep.equal([number]);

    const data = path.join(bag('server', number), 'data');
    expect(readdirSync(data, { recursive: true, encoding: 'utf8' }).sort()).to.deep.equal([
      'case.json',
      'decisions.json',
      'journal-head.json',
      'journal.json',
      'kk-signed.pdf',
      'messages.json',
      'notes.json',
      'papers',
      'papers/01-ijazah.jpg',
      'papers/02-kk-lama.pdf',
      'trust.pem',
    ]);
    const record = await store.cases.get(number);
    expect(packed(number, 'case.json')).to.deep.equal({
      applicationNumber: number,
      reason: record.reason,
      elements: record.elements,
      application: record.application,
      siakReference: null,
      draftSha256: null,
      signedSha256: record.signedSha256,
      submittedAt: record.submittedAt.toISOString(),
    });
    const names = (file: string, field: string) =>
      (packed(number, file) as Record<string, unknown>[]).map((one) => one[field]);
    expect(names('messages.json', 'purpose')).to.deep.equal(['received', 'question']);
    expect(Object.keys((packed(number, 'messages.json') as object[])[0]!)).to.deep.equal([
      'direction',
      'purpose',
      'sid',
      'at',
    ]);
    expect(names('notes.json', 'text')).to.deep.equal(['first', 'second']);
    expect(names('notes.json', 'author')).to.deep.equal(['sri.wahyuni', 'sri.wahyuni']);
    expect(names('journal.json', 'event')).to.include('step-late').and.not.include('note-added');
    expect(names('journal.json', 'event')).to.not.include('archive-damaged');
  });

  it('packs the same when the job comes again after a kill, whatever was journalled meanwhile', async () => {
    const number = await delivered();
    const store = {
      ...database.store,
      transaction: () => Promise.reject(new Error('the office was killed here')),
    };
    await errorOf(archiveCase({ ...needs, store })({ applicationNumber: number }));
    expect(await states(number)).to.deep.equal({});
    await journal(number, 'step-late');
    await archiveCase(needs)({ applicationNumber: number });
    await archiveCase(needs)({ applicationNumber: number });
    for (const layer of LAYERS) expect(readdirSync(path.dirname(bag(layer, number))), layer).to.deep.equal([number]);
    expect(await events(number)).to.deep.equal([['case-archived', undefined]]);
  });

  describe('when the job comes again after the package was laid and the office was killed', () => {
    let number: string;
    let manifest: Buffer;
    const laid = () => readFileSync(path.join(bag('server', number), 'manifest-sha256.txt'));
    const killed = () => ({ ...database.store, transaction: () => Promise.reject(new Error('killed here')) });
    beforeEach(async () => {
      number = await delivered();
      await errorOf(archiveCase({ ...needs, store: killed() })({ applicationNumber: number }));
      manifest = laid();
    });
    const changes: Readonly<Record<string, () => Promise<unknown> | void>> = {
      'the applicant chose another language': () => database.store.cases.change(number, { language: 'jv' }),
      'the office got another trust anchor': () => {
        needs = { ...needs, trustAnchor: () => Promise.resolve(Buffer.from('anchor of the next year')) };
      },
      'SIAK gave the entry another reference': () => database.store.cases.change(number, { siakReference: 'SIAK-2' }),
      'a paper came': async () => {
        const { sha256 } = await needs.documents.put(Buffer.from('late'));
        const paper = { kind: 'lainnya', sha256, mediaType: 'application/pdf', bytes: 4, source: 'whatsapp' } as const;
        await database.store.papers.add({ applicationNumber: number, ...paper });
      },
      'a row of before was committed late': () => {
        const of: typeof database.store.journal.of = async (one) => {
          const rows = await database.store.journal.of(one);
          return [...rows, { ...rows[0]!, event: 'step-late' }];
        };
        needs = { ...needs, store: { ...database.store, journal: { ...database.store.journal, of } } };
      },
    };
    for (const [change, happens] of Object.entries(changes))
      it(`lays no second package although ${change}`, async () => {
        await happens();
        await archiveCase(needs)({ applicationNumber: number });
        expect(laid().equals(manifest)).to.equal(true);
        for (const layer of LAYERS)
          expect(readdirSync(path.dirname(bag(layer, number))), layer).to.deep.equal([number]);
        expect((await database.store.archiveCopies.of(number)).map(({ bag: laidAs }) => laidAs)).to.deep.equal(
          LAYERS.map(() => path.relative(root('server'), bag('server', number))),
        );
      });
  });

  it('lays one package when two processes take the job at the same moment', async () => {
    const number = await delivered();
    await Promise.all([1, 2, 3].map(() => archiveCase(needs)({ applicationNumber: number })));
    expect(readdirSync(path.dirname(bag('server', number)))).to.deep.equal([number]);
    expect(await events(number)).to.deep.equal([['case-archived', undefined]]);
  });

  it('packs anew only for another signed card', async () => {
    const number = await archived();
    const { sha256 } = await needs.documents.put(Buffer.from(`%PDF signed again ${number}`));
    await database.store.cases.change(number, { signedSha256: sha256 });
    await archiveCase(needs)({ applicationNumber: number });
    expect(readdirSync(path.dirname(bag('server', number))).sort()).to.deep.equal([number, `${number}-v2`]);
  });

  it('packs what was known when the first medium was begun, where a kill came before the others', async () => {
    const number = await delivered();
    await database.store.effects.intend({
      key: copyKey(number, 'hard-disk'),
      kind: 'archive-copy',
      applicationNumber: number,
    });
    await setTimeout(5);
    await journal(number, 'step-later');
    await archiveCase(needs)({ applicationNumber: number });
    const found = (packed(number, 'journal.json') as { event: string }[]).map(({ event }) => event);
    expect(found).to.include('step-late').and.not.include('step-later');
  });

  it('packs every correction that the applicant made', async () => {
    const number = await delivered();
    const amended = { applicant: { name: 'Wening' }, events: [] };
    const { sha256 } = await needs.documents.put(Buffer.from(JSON.stringify(amended)));
    await database.store.journal.write({
      applicationNumber: number,
      actor: 'pemohon',
      event: 'application-amended',
      step: 3,
      detail: { amendedSha256: sha256 },
    });
    await archiveCase(needs)({ applicationNumber: number });
    const [only] = packed(number, 'amendments.json') as { application: unknown }[];
    expect(only!.application).to.deep.equal(amended);
  });

  it('refuses a case whose card was not signed or did not reach the applicant', async () => {
    const number = await delivered();
    for (const change of [
      { state: 'delivery' },
      { state: 'submitted' },
      { state: 'delivered', signedSha256: null },
    ] as const) {
      await database.store.cases.change(number, change);
      const refused = await errorOf(archiveCase(needs)({ applicationNumber: number }));
      expect(refused).to.be.instanceOf(Failure).with.property('code', 'STEP_NOT_REACHED');
    }
    expect(readdirSync(root('server'))).to.deep.equal([]);
    expect((await database.store.cases.get(number)).state).to.equal('delivered');
  });

  describe('with a medium in the drawer', () => {
    it('reads not one bag while it is away, and then only those that it lacks', async () => {
      const before = [await archived(), await archived()];
      inDrawer('flash-disk');
      const number = await archived();
      expect(await states(number)).to.include({ 'flash-disk': 'absent', server: 'stored' });
      expect((await database.store.journal.of(number)).at(-1)!.detail).to.deep.include({
        stored: ['server', 'hard-disk'],
        absent: ['flash-disk'],
      });
      expect(await database.store.effects.find(copyKey(number, 'flash-disk'))).to.include({ state: 'intended' });
      expect(await fill()).to.equal(0);
      expect(reads).to.deep.equal([]);
      back('flash-disk');
      expect(await fill()).to.equal(1);
      expect(reads, 'the one source').to.have.length(1);
      expect(reads.join()).to.contain(number);
      expect(reads.join()).to.not.match(new RegExp(before.join('|')));
      expect(await states(number)).to.include({ 'flash-disk': 'stored' });
      expect(await database.store.effects.find(`archive:${number}:flash-disk`)).to.include({ state: 'done' });
      expect(await events(number)).to.deep.include(['archive-filled', 'flash-disk']);
      expect(await fill(), 'twice does nothing more').to.equal(0);
    });

    it('fills from the next medium where that of the first copy is away', async () => {
      inDrawer('flash-disk');
      const number = await archived();
      back('flash-disk');
      inDrawer('server');
      expect(await fill()).to.equal(1);
      expect(await states(number)).to.include({ server: 'stored', 'flash-disk': 'stored' });
    });

    it('fails by a fault of the program, which is none of the medium', async () => {
      inDrawer('flash-disk');
      const number = await archived();
      back('flash-disk');
      const archive = { ...needs.archive, copy: () => Promise.reject(new TypeError('a fault of ours')) };
      expect(await errorOf(fillArchive({ ...needs, archive })())).to.be.instanceOf(TypeError);
      expect(await states(number)).to.include({ 'flash-disk': 'absent' });
    });

    it('does not let a medium that cannot be written hold up another', async () => {
      inDrawer('flash-disk');
      inDrawer('hard-disk');
      const numbers = [await archived(), await archived()];
      back('flash-disk');
      back('hard-disk');
      rmSync(path.join(root('flash-disk')), { recursive: true });
      mkdirSync(root('flash-disk'));
      writeFileSync(path.join(root('flash-disk'), '2026'), 'a file in the way');
      writeFileSync(path.join(root('flash-disk'), `20${numbers[0]!.slice(3, 5)}`), 'a file in the way');
      expect(await fill()).to.equal(2);
      expect(copies, 'the one that cannot be written is tried once').to.have.members([
        'flash-disk',
        'hard-disk',
        'hard-disk',
      ]);
      for (const number of numbers)
        expect(await states(number)).to.include({ 'hard-disk': 'stored', 'flash-disk': 'absent' });
      expect(await database.store.archiveCopies.hindrances(60_000)).to.deep.equal([
        { layer: 'flash-disk', hindrance: 'medium' },
      ]);
    });

    it('tries another copy of a full medium each time, and all when there is room again', async () => {
      inDrawer('flash-disk');
      const numbers = [await archived(), await archived(), await archived()];
      back('flash-disk');
      const full = sickMedium(root('flash-disk'), 'ENOSPC', { calls: ['mkdir'] });
      try {
        for (let run = 0; run < numbers.length; run += 1) expect(await fill()).to.equal(0);
      } finally {
        full.heal();
      }
      const tried = [...new Set(reads.map((read) => read.slice(-numbers[0]!.length)))];
      expect(tried).to.have.members(numbers);
      expect(await fill()).to.equal(numbers.length);
    });

    it('repairs a damaged copy while a hundred copies wait for a full medium', async () => {
      const number = await archived();
      flipByte(path.join(bag('server', number), 'data', 'kk-signed.pdf'));
      await database.asOwner(`update archive_copies set checked_at = checked_at - interval '8 days'`);
      inDrawer('flash-disk');
      expect(await check()).to.equal(1);
      const waiting = Array.from({ length: 101 }, () => archived());
      await Promise.all(waiting);
      back('flash-disk');
      const full = sickMedium(root('flash-disk'), 'ENOSPC', { calls: ['mkdir'] });
      try {
        expect(await fill()).to.equal(1);
      } finally {
        full.heal();
      }
      expect(await states(number)).to.include({ server: 'repaired' });
    });
  });

  it('writes a copy from the next whole one where the first cannot be opened, and says it where there is none', async () => {
    inDrawer('hard-disk');
    const number = await archived();
    back('hard-disk');
    const withOtherKey = createArchive({
      layers: ['flash-disk', 'server', 'hard-disk'].map((name) => ({
        name,
        path: root(name),
        removable: name === 'flash-disk',
      })),
      key: Buffer.alloc(32, 4),
      holdsCopies: holdsCopies(needs),
      logger: silent,
    });
    expect(withOtherKey.sources, 'those in clear first').to.deep.equal(['server', 'hard-disk', 'flash-disk']);
    const hindrances = () => database.store.archiveCopies.hindrances(60_000);
    inDrawer('server');
    expect(await fillArchive({ ...needs, archive: withOtherKey })()).to.equal(0);
    expect(await hindrances()).to.deep.equal([{ layer: 'hard-disk', hindrance: 'source' }]);
    back('server');
    const encryptedFirst = { ...withOtherKey, sources: ['flash-disk', 'server'] };
    expect(await fillArchive({ ...needs, archive: encryptedFirst })()).to.equal(1);
    expect(await states(number)).to.include({ 'hard-disk': 'stored', 'flash-disk': 'stored' });
    expect(await hindrances()).to.deep.equal([]);
  });

  describe('and the fixity check', () => {
    /** As if the term had passed for every copy. */
    const termPasses = () =>
      database.asOwner(`update archive_copies set checked_at = checked_at - interval '7 days 1 minute'`);

    it('reads each copy once in a term, and none before', async () => {
      const numbers = [await archived(), await archived()];
      expect(await check()).to.equal(0);
      expect(reads).to.deep.equal([]);
      await termPasses();
      await database.asOwner(
        `update archive_copies set checked_at = checked_at + interval '1 second' where layer = 'server'`,
      );
      expect(await check()).to.equal(0);
      expect(new Set(reads).size).to.equal(LAYERS.length * numbers.length);
      expect(reads).to.have.length(LAYERS.length * numbers.length);
      expect(await check(), 'whole ones are noted as read').to.equal(0);
      expect(reads).to.have.length(LAYERS.length * numbers.length);
    });

    it('names one flipped byte and one deleted copy, and both are written again from a whole one', async () => {
      const [number, other] = [await archived(), await archived()];
      flipByte(path.join(bag('server', number), 'data', 'kk-signed.pdf'));
      rmSync(bag('flash-disk', number), { recursive: true });
      await termPasses();
      expect(await check()).to.equal(2);
      expect(await states(number)).to.deep.equal({ server: 'damaged', 'hard-disk': 'stored', 'flash-disk': 'damaged' });
      const damages = (await database.store.journal.of(number)).filter(({ event }) => event === 'archive-damaged');
      expect(damages.map(({ detail }) => [detail['layer'], detail['faults']])).to.have.deep.members([
        ['server', ['data/kk-signed.pdf: isinya berubah']],
        ['flash-disk', [`20${number.slice(3, 5)}/${number}: hilang`]],
      ]);
      expect(await fill()).to.equal(2);
      expect(await states(number)).to.deep.equal({
        server: 'repaired',
        'hard-disk': 'stored',
        'flash-disk': 'repaired',
      });
      for (const copy of await database.store.archiveCopies.of(number))
        expect(await needs.archive.faultsOf(copy), copy.layer).to.deep.equal([]);
      expect(await events(number)).to.deep.include.members([
        ['archive-repaired', 'server'],
        ['archive-repaired', 'flash-disk'],
      ]);
      expect((await events(number)).map(([event]) => event)).to.not.include('archive-lost');
      expect(await states(other), 'the neighbour is as it was').to.deep.equal({
        server: 'stored',
        'hard-disk': 'stored',
        'flash-disk': 'stored',
      });
      expect(await archiveHealth(needs)()).to.equal(undefined);
    });

    it('misses nothing on the mount point of a disk that is not mounted, and says so', async () => {
      const number = await archived();
      inDrawer('hard-disk');
      mkdirSync(root('hard-disk'));
      await termPasses();
      expect([await check(), await fill()]).to.deep.equal([0, 0]);
      expect(await states(number)).to.include({ 'hard-disk': 'stored' });
      expect(readdirSync(root('hard-disk'))).to.deep.equal([]);
      expect(await archiveHealth(needs)()).to.equal(
        'lapisan hard-disk: pasang medianya; foldernya ada, tetapi tanpa tanda lapisan itu',
      );
    });

    it('writes everything again to a new medium that a person marked', async () => {
      const number = await archived();
      rmSync(root('hard-disk'), { recursive: true });
      mkdirSync(root('hard-disk'));
      writeFileSync(path.join(root('hard-disk'), '.lapisan'), 'hard-disk\n');
      await termPasses();
      expect([await check(), await fill()]).to.deep.equal([1, 1]);
      expect(await states(number)).to.include({ 'hard-disk': 'repaired' });
      expect(await archiveHealth(needs)()).to.equal(undefined);
    });

    it('sounds an alarm, once, when no medium has a whole copy any more', async () => {
      const number = await archived();
      for (const layer of LAYERS) rmSync(path.join(bag(layer, number), 'data'), { recursive: true });
      await termPasses();
      expect(await check()).to.equal(3);
      expect(await check()).to.equal(0);
      expect(await fill(), 'there is nothing to fill from').to.equal(0);
      expect((await events(number)).filter(([event]) => event === 'archive-lost')).to.have.length(1);
      expect(await archiveHealth(needs)()).to.equal('1 berkas tanpa salinan utuh');
      expect(await database.store.archiveCopies.lost()).to.deep.equal([number]);
    });

    it('never fills from a copy that was damaged since it was last read', async () => {
      inDrawer('flash-disk');
      const number = await archived();
      back('flash-disk');
      flipByte(path.join(bag('hard-disk', number), 'data', 'kk-signed.pdf'));
      flipByte(path.join(bag('server', number), 'data', 'kk-signed.pdf'));
      expect(await fill()).to.equal(0);
      expect(await states(number)).to.deep.equal({ server: 'damaged', 'hard-disk': 'damaged', 'flash-disk': 'absent' });
    });

    it('takes a repaired copy for whole, and repairs the others from it', async () => {
      const number = await archived();
      flipByte(path.join(bag('server', number), 'data', 'kk-signed.pdf'));
      await termPasses();
      expect([await check(), await fill()]).to.deep.equal([1, 1]);
      for (const layer of ['hard-disk', 'flash-disk']) rmSync(bag(layer, number), { recursive: true });
      await termPasses();
      expect([await check(), await fill()]).to.deep.equal([2, 2]);
      expect(new Set(Object.values(await states(number)))).to.deep.equal(new Set(['repaired']));
    });

    it('goes on where one copy cannot be read', async () => {
      const [number, other] = [await archived(), await archived()];
      await termPasses();
      const sick = sickMedium(path.join(bag('server', number), 'data'), 'EIO', { calls: ['readdir'] });
      try {
        expect(await check()).to.equal(1);
      } finally {
        sick.heal();
      }
      expect(await states(number)).to.include({ server: 'damaged', 'hard-disk': 'stored' });
      expect(await states(other)).to.include({ server: 'stored' });
      expect(await check(), 'all others were read').to.equal(0);
    });

    it('says on which layer its term is not kept, for a day beyond it, while the medium is there', async () => {
      await archived();
      await archived();
      const health = archiveCheckHealth(needs);
      await termPasses();
      expect(await health()).to.equal(undefined);
      await database.asOwner(
        `update archive_copies set checked_at = checked_at - interval '1 day' where layer <> 'hard-disk'`,
      );
      inDrawer('flash-disk');
      expect(await health()).to.equal(
        'salinan yang terlambat dibaca ulang (server: 2); biarkan medianya terpasang, atau panjangkan ARCHIVE_CHECK_HOURS',
      );
      await check();
      expect(await health()).to.equal(undefined);
    });

    it('leaves copies alone whose medium is in the drawer', async () => {
      const number = await archived();
      inDrawer('flash-disk');
      await termPasses();
      expect(await check()).to.equal(0);
      expect(await states(number)).to.include({ 'flash-disk': 'stored' });
      expect(reads.join()).to.not.contain('flash-disk');
      expect(await database.store.archiveCopies.counts()).to.deep.include({
        layer: 'flash-disk',
        state: 'stored',
        count: 1,
      });
    });
  });
});
