import { expect } from 'chai';
import { mkdirSync, readdirSync, rmSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import type { Archive } from '../../src/archive/archive.ts';
import { archiveCheckHealth, archiveHealth, checkArchive, noteDamage } from '../../src/cases/check-archive.ts';
import { sickMedium } from '../archive/sick-medium.ts';
import { LAYERS, withArchive } from './media.ts';

describe('The fixity check of the archive', () => {
  const given = withArchive();
  const { database, root, bag, documents, inDrawer, back, flipByte, states, events, fill, check, archived } = given;

  /** As if the term had passed for every copy. */
  const termPasses = () =>
    database.asOwner(`update archive_copies set checked_at = checked_at - interval '7 days 1 minute'`);
  const anHourPasses = () => database.asOwner(`update archive_copies set checked_at = checked_at - interval '1 hour'`);

  it('reads each copy once in a term, and none before', async () => {
    const numbers = [await archived(), await archived()];
    expect(await check()).to.equal(0);
    expect(given.reads).to.deep.equal([]);
    await termPasses();
    await database.asOwner(
      `update archive_copies set checked_at = checked_at + interval '1 second' where layer = 'server'`,
    );
    expect(await check()).to.equal(0);
    expect(new Set(given.reads).size).to.equal(LAYERS.length * numbers.length);
    expect(given.reads).to.have.length(LAYERS.length * numbers.length);
    expect(await check(), 'whole ones are noted as read').to.equal(0);
    expect(given.reads).to.have.length(LAYERS.length * numbers.length);
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
      expect(await given.needs.archive.faultsOf(copy), copy.layer).to.deep.equal([]);
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
    expect(await archiveHealth(given.needs)()).to.equal(undefined);
  });

  it('misses nothing on the mount point of a disk that is not mounted, and says so', async () => {
    const number = await archived();
    inDrawer('hard-disk');
    mkdirSync(root('hard-disk'));
    await termPasses();
    expect([await check(), await fill()]).to.deep.equal([0, 0]);
    expect(await states(number)).to.include({ 'hard-disk': 'stored' });
    expect(readdirSync(root('hard-disk'))).to.deep.equal([]);
    expect(await archiveHealth(given.needs)()).to.equal(
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
    expect(await archiveHealth(given.needs)()).to.equal(undefined);
  });

  it('sounds an alarm, once, when no medium has a whole copy any more and the documents are gone too', async () => {
    const number = await archived();
    for (const layer of LAYERS) rmSync(path.join(bag(layer, number), 'data'), { recursive: true });
    rmSync(documents(), { recursive: true });
    await termPasses();
    expect(await check()).to.equal(3);
    expect(await check()).to.equal(0);
    expect(await fill(), 'there is nothing to fill from').to.equal(0);
    expect((await events(number)).filter(([event]) => event === 'archive-lost')).to.have.length(1);
    expect(await archiveHealth(given.needs)()).to.equal(
      '1 berkas tanpa salinan utuh; pasang semua media, juga yang lama, lalu pulihkan folder dokumen dari cadangan (docs/restore.md)',
    );
    expect(await database.store.archiveCopies.lost()).to.deep.equal([number]);
    expect(await database.store.archiveCopies.hindrances(60_000)).to.have.length(3);
  });

  it('writes a case that no medium holds whole any more again from the documents of the office', async () => {
    const number = await archived();
    const { sha256 } = (await database.store.archiveCopies.of(number))[0]!;
    for (const layer of LAYERS) rmSync(path.join(bag(layer, number), 'data'), { recursive: true });
    await termPasses();
    expect([await check(), await fill()]).to.deep.equal([3, 3]);
    for (const copy of await database.store.archiveCopies.of(number)) {
      expect(copy).to.include({ state: 'repaired', sha256 });
      expect(await given.needs.archive.faultsOf(copy), copy.layer).to.deep.equal([]);
    }
    expect(await archiveHealth(given.needs)()).to.equal(undefined);
  });

  it('does so also while the media of the other copies are in the drawer', async () => {
    const number = await archived();
    flipByte(path.join(bag('server', number), 'data', 'kk-signed.pdf'));
    inDrawer('hard-disk');
    inDrawer('flash-disk');
    await termPasses();
    expect([await check(), await fill()]).to.deep.equal([1, 1]);
    expect(await states(number)).to.deep.equal({ server: 'repaired', 'hard-disk': 'stored', 'flash-disk': 'stored' });
  });

  it('writes nothing from documents that are another package than the copy held', async () => {
    const number = await archived();
    const { sha256 } = await given.needs.documents.put(Buffer.from(`%PDF signed again ${number}`));
    for (const layer of LAYERS) rmSync(path.join(bag(layer, number), 'data'), { recursive: true });
    await database.store.archivePackages.fix({
      applicationNumber: number,
      signedSha256: sha256,
      contentsSha256: (await given.needs.documents.put(Buffer.from('[]'))).sha256,
    });
    await database.store.cases.change(number, { signedSha256: sha256 });
    await termPasses();
    expect([await check(), await fill()]).to.deep.equal([3, 0]);
    expect(await database.store.archiveCopies.hindrances(60_000)).to.deep.include({
      layer: 'server',
      hindrance: 'source',
    });
  });

  it('reads a damaged copy again within the hour, and takes it for whole when its medium gives it back', async () => {
    const number = await archived();
    rmSync(documents(), { recursive: true });
    for (const layer of ['hard-disk', 'flash-disk']) rmSync(bag(layer, number), { recursive: true });
    await termPasses();
    const sick = sickMedium(path.join(bag('server', number), 'data'), 'EIO', { calls: ['readdir'] });
    try {
      expect(await check()).to.equal(3);
      await anHourPasses();
      expect(await check(), 'it is damaged still').to.equal(0);
    } finally {
      sick.heal();
    }
    given.reads = [];
    expect([await check(), given.reads], 'not before the next hour').to.deep.equal([0, []]);
    await anHourPasses();
    await check();
    expect(given.reads).to.have.length(3);
    expect(await states(number)).to.include({ server: 'stored', 'hard-disk': 'damaged' });
    expect(await events(number)).to.deep.include(['archive-whole-again', 'server']);
    expect((await events(number)).filter(([event]) => event === 'archive-lost')).to.have.length(1);
    expect(await archiveHealth(given.needs)()).to.equal(undefined);
    expect(await fill()).to.equal(2);
  });

  it('reads a repaired copy again after its term, like every other', async () => {
    const number = await archived();
    flipByte(path.join(bag('server', number), 'data', 'kk-signed.pdf'));
    await termPasses();
    expect([await check(), await fill()]).to.deep.equal([1, 1]);
    flipByte(path.join(bag('server', number), 'data', 'kk-signed.pdf'));
    await termPasses();
    expect([await check(), await fill()]).to.deep.equal([1, 1]);
    expect((await events(number)).filter(([event]) => event === 'archive-damaged')).to.have.length(2);
  });

  it('does not take a copy for written that its medium does not give back', async () => {
    inDrawer('hard-disk');
    const number = await archived();
    back('hard-disk');
    const sick = sickMedium(path.join(root('hard-disk'), '.sementara'), 'EIO', {
      calls: ['lstat'],
      ends: 'kk-signed.pdf',
    });
    try {
      expect(await fill()).to.equal(0);
    } finally {
      sick.heal();
    }
    expect(await states(number)).to.include({ 'hard-disk': 'absent' });
    expect(readdirSync(path.join(root('hard-disk'), '.sementara'))).to.deep.equal([]);
    expect(await database.store.archiveCopies.hindrances(60_000)).to.deep.equal([
      { layer: 'hard-disk', hindrance: 'medium' },
    ]);
    expect(await fill()).to.equal(1);
  });

  it('never fills from a copy that was damaged since it was last read', async () => {
    inDrawer('flash-disk');
    const number = await archived();
    rmSync(documents(), { recursive: true });
    back('flash-disk');
    flipByte(path.join(bag('hard-disk', number), 'data', 'kk-signed.pdf'));
    flipByte(path.join(bag('server', number), 'data', 'kk-signed.pdf'));
    expect(await fill()).to.equal(0);
    expect(await states(number)).to.deep.equal({ server: 'damaged', 'hard-disk': 'damaged', 'flash-disk': 'absent' });
  });

  it('notes each damage once, and that no copy is left, where several are found at the same moment', async () => {
    const number = await archived();
    const copies = await database.store.archiveCopies.of(number);
    await Promise.all([...copies, ...copies].map((copy) => noteDamage(database.store, copy, ['kk-signed.pdf'])));
    const noted = (await events(number)).map(([event]) => event);
    expect(noted.filter((event) => event === 'archive-damaged')).to.have.length(3);
    expect(noted.filter((event) => event === 'archive-lost')).to.have.length(1);
  });

  it('leaves what another duty noted of a copy while it was read', async () => {
    const number = await archived();
    flipByte(path.join(bag('hard-disk', number), 'data', 'kk-signed.pdf'));
    await termPasses();
    expect(await check()).to.equal(1);
    await database.asOwner(`update archive_copies set checked_at = checked_at - interval '2 hours'`);
    const real = given.needs.archive;
    let filled: Promise<number> | undefined;
    const archive: Archive = {
      ...real,
      faultsOf: async (copy) => {
        filled ??= fill();
        expect(await filled).to.equal(1);
        return real.faultsOf(copy);
      },
    };
    await checkArchive({ ...given.needs, archive })();
    expect(await states(number)).to.include({ 'hard-disk': 'repaired' });
    expect((await events(number)).map(([event]) => event)).to.not.include('archive-whole-again');
  });

  it('says which layers nobody has looked at for three months, their medium being away', async () => {
    await archived();
    const health = archiveCheckHealth(given.needs);
    inDrawer('flash-disk');
    const daysPass = (days: number) =>
      database.asOwner(`update archive_copies set checked_at = checked_at - make_interval(days => ${days})
        where layer = 'flash-disk'`);
    await daysPass(89);
    expect(await health()).to.equal(undefined);
    await daysPass(2);
    expect(await health()).to.equal(
      'salinan yang lebih dari 90 hari tidak dibaca (flash-disk: 1); pasang medianya, dan biarkan terpasang sampai selesai dibaca',
    );
    back('flash-disk');
    await check();
    expect(await health()).to.equal(undefined);
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
    const health = archiveCheckHealth(given.needs);
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
    expect(given.reads.join()).to.not.contain('flash-disk');
    expect(await database.store.archiveCopies.counts()).to.deep.include({
      layer: 'flash-disk',
      state: 'stored',
      count: 1,
    });
  });
});
