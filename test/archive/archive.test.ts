import { expect } from 'chai';
import { execFileSync, spawn } from 'node:child_process';
import { once } from 'node:events';
import {
  appendFileSync,
  existsSync,
  mkdirSync,
  mkdtempSync,
  readFileSync,
  readdirSync,
  readlinkSync,
  renameSync,
  rmSync,
  symlinkSync,
  utimesSync,
  writeFileSync,
} from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { setImmediate } from 'node:timers/promises';
import pino from 'pino';
import type { Archive } from '../../src/archive/archive.ts';
import { createArchive } from '../../src/archive/create-archive.ts';
import { Failure } from '../../src/domain/failures.ts';
import { packageOf } from './packages.ts';
import { sickMedium } from './sick-medium.ts';
import { program } from '../program.ts';

const NAMES = ['server', 'hard-disk', 'flash-disk'];

describe('The digital archive in layers (SOP step 10)', () => {
  let folder: string;
  let archive: Archive;
  /** Layers of which copies are known. */
  let known: Set<string>;
  const root = (layer: string) => path.join(folder, layer);
  const bag = (layer: string, serial = 7) =>
    path.join(folder, layer, '2026', `KK-261122-${String(serial).padStart(6, '0')}`);

  beforeEach(() => {
    folder = mkdtempSync(path.join(tmpdir(), 'archive-'));
    for (const name of NAMES) mkdirSync(root(name));
    known = new Set();
    archive = createArchive({
      layers: NAMES.map((name) => ({ name, path: root(name), removable: false })),
      key: Buffer.alloc(32, 5),
      holdsCopies: (layer) => Promise.resolve(known.has(layer)),
      logger: pino({ level: 'silent' }),
    });
  });
  afterEach(() => rmSync(folder, { recursive: true }));

  it('keeps a case as a BagIt bag in a folder of its year on every medium, equal to the byte', async () => {
    const results = await archive.store(packageOf(7));
    expect(results.map(({ layer, state, path: at }) => [layer, state, at])).to.deep.equal(
      NAMES.map((name) => [name, 'stored', bag(name)]),
    );
    expect(new Set(results.map(({ sha256 }) => sha256)).size).to.equal(1);
    expect(readdirSync(bag('server')).sort()).to.deep.equal([
      'bag-info.txt',
      'bagit.txt',
      'data',
      'manifest-sha256.txt',
      'manifest-sha512.txt',
      'tagmanifest-sha256.txt',
      'tagmanifest-sha512.txt',
    ]);
    for (const file of readdirSync(bag('server')).filter((name) => name.endsWith('.txt')))
      expect(readFileSync(path.join(bag('flash-disk'), file), 'utf8')).to.equal(
        readFileSync(path.join(bag('server'), file), 'utf8'),
      );
    expect(await archive.check('flash-disk')).to.deep.equal([{ bag: '2026/KK-261122-000007', faults: [] }]);
  });

  it('can be checked without our software', async () => {
    await archive.store(packageOf(7));
    for (const algorithm of ['sha256', 'sha512'])
      for (const manifest of [`manifest-${algorithm}.txt`, `tagmanifest-${algorithm}.txt`])
        expect(
          execFileSync(`${algorithm}sum`, ['--check', '--strict', manifest], { cwd: bag('server'), encoding: 'utf8' }),
        ).to.contain('OK');
  });

  it('stores the same case once, however often the job comes, also at the same moment', async () => {
    const all = await Promise.all([1, 2, 3].map(() => archive.store(packageOf(7))));
    const again = await archive.store(packageOf(7));
    for (const results of all) expect(results).to.deep.equal(again);
    expect(await archive.check('server')).to.have.length(1);
  });

  it('never takes the place of a bag that does not say any more what it holds', async () => {
    await archive.store(packageOf(7));
    rmSync(path.join(bag('hard-disk'), 'manifest-sha256.txt'));
    const results = await archive.store(packageOf(7));
    expect(results.map(({ path: at }) => at)).to.deep.equal(NAMES.map((name) => `${bag(name)}-v2`));
  });

  it('leaves no file of a bag open, or a server that runs for months could open none any more', async function () {
    // Where the kernel tells which files this process has open.
    if (!existsSync('/proc/self/fd')) this.skip();
    const open = () =>
      readdirSync('/proc/self/fd')
        .map((fd) => {
          try {
            return readlinkSync(`/proc/self/fd/${fd}`);
          } catch {
            return '';
          }
        })
        .filter((file) => file.startsWith(folder));
    await archive.store(packageOf(7));
    await archive.check('server');
    expect(open()).to.deep.equal([]);
  });

  it('never overwrites: another package of the same case stands beside the first', async () => {
    await archive.store(packageOf(7));
    rmSync(bag('server'), { recursive: true });
    const [server] = await archive.store(packageOf(7, { 'journal.json': '[]\n' }));
    expect(server?.path, 'also when the first medium lost its copy').to.equal(`${bag('server')}-v2`);
    expect((await archive.check('hard-disk')).map(({ bag: name, faults }) => [name, faults.length])).to.deep.equal([
      ['2026/KK-261122-000007', 0],
      ['2026/KK-261122-000007-v2', 0],
    ]);
  });

  describe('a medium that is absent', () => {
    it('is reported, not created and no error', async () => {
      rmSync(root('flash-disk'), { recursive: true });
      const results = await archive.store(packageOf(7));
      expect(results[2]).to.deep.equal({
        layer: 'flash-disk',
        state: 'absent',
        path: null,
        bag: '2026/KK-261122-000007',
        sha256: results[0]?.sha256,
      });
      expect(existsSync(root('flash-disk'))).to.equal(false);
    });

    it('is also one that cannot be written, and leaves nothing half done', async () => {
      writeFileSync(path.join(root('flash-disk'), '2026'), 'a file in the way');
      expect((await archive.store(packageOf(7)))[2]?.state).to.equal('absent');
      expect(readdirSync(path.join(root('flash-disk'), '.sementara'))).to.deep.equal([]);
    });

    it('is distinguished from one that is there; a layer that is not set up any more counts as absent', async () => {
      renameSync(root('flash-disk'), `${root('flash-disk')}-in-a-drawer`);
      const [server, , flash] = await archive.store(packageOf(7));
      expect(await archive.present()).to.deep.equal(['server', 'hard-disk']);
      expect(await archive.faultsOf(flash!)).to.equal(undefined);
      expect(await archive.faultsOf({ ...server!, layer: 'pita' })).to.equal(undefined);
      await unavailable(archive.copy(server!, 'flash-disk'));
      renameSync(`${root('flash-disk')}-in-a-drawer`, root('flash-disk'));
      expect(await archive.copy(server!, 'flash-disk')).to.equal(bag('flash-disk'));
      expect(await archive.faultsOf(flash!)).to.deep.equal([]);
      expect(await archive.copy(server!, 'flash-disk'), 'twice is once').to.equal(bag('flash-disk'));
    });
  });

  describe('a medium that answers by an error of the kernel', () => {
    let sick: ReturnType<typeof sickMedium> | undefined;
    afterEach(() => sick?.heal());

    for (const code of ['ENOTCONN', 'EIO', 'EACCES', 'Unknown system error -117'])
      it(`(${code}) counts as absent, and holds up no other`, async () => {
        const [server, hardDisk] = await archive.store(packageOf(7));
        sick = sickMedium(root('hard-disk'), code);
        expect(await archive.present()).to.deep.equal(['server', 'flash-disk']);
        expect((await archive.store(packageOf(8))).map(({ state }) => state)).to.deep.equal([
          'stored',
          'absent',
          'stored',
        ]);
        expect(await archive.faultsOf(server!)).to.deep.equal([]);
        expect(await archive.faultsOf(hardDisk!)).to.equal(undefined);
      });

    it('counts as absent too where nothing in its folder can be listed or read', async () => {
      await archive.store(packageOf(7));
      sick = sickMedium(root('hard-disk'), 'EIO', { calls: ['readdir', 'readFile'] });
      expect(await archive.present()).to.deep.equal(['server', 'flash-disk']);
    });

    it('counts as absent too where its folder still answers, but nothing in it', async () => {
      sick = sickMedium(path.join(root('hard-disk'), '2026'), 'EIO');
      const results = await archive.store(packageOf(7));
      expect(results.map(({ state, bag: name }) => [state, name])).to.deep.equal(
        ['stored', 'absent', 'stored'].map((state) => [state, '2026/KK-261122-000007']),
      );
    });

    const places: [string, Parameters<typeof sickMedium>[2], string][] = [
      ['the folder of a bag', { calls: ['stat'], ends: '000007' }, '2026/KK-261122-000007: tidak dapat dibaca'],
      ['the list of a bag', { calls: ['readdir'], ends: '000007' }, 'KK-261122-000007: tidak dapat dibaca'],
      ['the list of its papers', { calls: ['readdir'], ends: '/papers' }, 'data/papers: tidak dapat dibaca'],
      [
        'the size of a file',
        { calls: ['lstat'], ends: 'case.json' },
        'bag-info.txt: jumlah atau ukuran berkas tidak sama dengan catatan',
      ],
      ['the bytes of a file', { calls: ['open'], ends: 'case.json' }, 'data/case.json: tidak dapat dibaca'],
      [
        'the text of a tag file',
        { calls: ['readFile'], ends: 'bagit.txt' },
        'bagit.txt: tidak ada atau isinya bukan BagIt 1.0',
      ],
    ];
    for (const [what, asked, fault] of places)
      for (const code of ['EIO', 'EACCES'])
        it(`(${code}) only for ${what} has a fault of that copy`, async () => {
          const [server, hardDisk] = await archive.store(packageOf(7));
          sick = sickMedium(bag('server'), code, asked);
          expect(await archive.faultsOf(server!)).to.include(fault);
          expect(await archive.faultsOf(hardDisk!)).to.deep.equal([]);
        });

    it('says nothing of a copy when this program has too many files open', async () => {
      const [server] = await archive.store(packageOf(7));
      sick = sickMedium(bag('server'), 'EMFILE', { calls: ['readdir'] });
      expect(await archive.faultsOf(server!).catch((error: { code: string }) => error.code)).to.equal('EMFILE');
    });

    it('leaves nothing half written where there is no room', async () => {
      sick = sickMedium(root('server'), 'ENOSPC', { calls: ['open'], ends: 'kk-signed.pdf' });
      await unavailable(archive.store(packageOf(7)));
      sick.heal();
      expect(readdirSync(root('server'))).to.have.members(['.lapisan', '.sementara']);
      expect(readdirSync(path.join(root('server'), '.sementara'))).to.deep.equal([]);
      sick = sickMedium(root('flash-disk'), 'ENOSPC', { calls: ['open'], ends: 'tagmanifest-sha512.txt' });
      const [server, , flash] = await archive.store(packageOf(7));
      expect(flash?.state).to.equal('absent');
      await unavailable(archive.copy(server!, 'flash-disk'));
      sick.heal();
      expect(readdirSync(root('flash-disk'))).to.have.members(['.lapisan', '.sementara']);
      expect(readdirSync(path.join(root('flash-disk'), '.sementara'))).to.deep.equal([]);
    });
  });

  describe('the medium of a layer', () => {
    const marker = (layer: string) => path.join(root(layer), '.lapisan');
    /** The disk is not mounted: its mount point is an empty folder. */
    function unmounted(layer: string): void {
      renameSync(root(layer), `${root(layer)}-elsewhere`);
      mkdirSync(root(layer));
    }

    it('is marked with the name of its layer when it is used for the first time', async () => {
      expect(await archive.present()).to.deep.equal(NAMES);
      expect(NAMES.map((name) => readFileSync(marker(name), 'utf8'))).to.deep.equal(NAMES.map((name) => `${name}\n`));
      expect(await archive.strange()).to.deep.equal([]);
    });

    it('is told from an empty mount point: nothing is missed there, and nothing written', async () => {
      const [server, hardDisk] = await archive.store(packageOf(7));
      known = new Set(NAMES);
      unmounted('hard-disk');
      expect(await archive.present()).to.deep.equal(['server', 'flash-disk']);
      expect(await archive.strange()).to.deep.equal(['hard-disk']);
      expect(await archive.faultsOf(hardDisk!)).to.equal(undefined);
      await unavailable(archive.copy(server!, 'hard-disk'));
      expect((await archive.store(packageOf(8))).map(({ state }) => state)).to.deep.equal([
        'stored',
        'absent',
        'stored',
      ]);
      expect(readdirSync(root('hard-disk'))).to.deep.equal([]);
      rmSync(root('hard-disk'), { recursive: true });
      renameSync(`${root('hard-disk')}-elsewhere`, root('hard-disk'));
      expect(await archive.faultsOf(hardDisk!)).to.deep.equal([]);
    });

    it('does not let the office call a case archived on the mount point of its own disk', async () => {
      await archive.store(packageOf(7));
      known = new Set(NAMES);
      unmounted('server');
      await unavailable(archive.store(packageOf(8)));
    });

    it('is known by its bags where an edition of before left no marker', async () => {
      await archive.store(packageOf(7));
      known = new Set(NAMES);
      rmSync(marker('hard-disk'));
      expect(await archive.present()).to.deep.equal(NAMES);
      expect(existsSync(marker('hard-disk'))).to.equal(true);
    });

    it('is not that of another layer, though it has bags', async () => {
      await archive.store(packageOf(7));
      renameSync(root('hard-disk'), `${root('hard-disk')}-aside`);
      renameSync(root('flash-disk'), root('hard-disk'));
      expect(await archive.strange()).to.deep.equal(['hard-disk']);
      expect(await archive.present()).to.deep.equal(['server']);
    });

    it('may be a new one that a person marked', async () => {
      const [server] = await archive.store(packageOf(7));
      known = new Set(NAMES);
      unmounted('hard-disk');
      writeFileSync(marker('hard-disk'), 'hard-disk');
      expect(await archive.copy(server!, 'hard-disk')).to.equal(bag('hard-disk'));
    });

    it('is there also when it takes no marker', async () => {
      await archive.store(packageOf(7));
      rmSync(marker('hard-disk'));
      symlinkSync(path.join(folder, 'nowhere', 'marker'), marker('hard-disk'));
      expect(await archive.present()).to.deep.equal(NAMES);
    });
  });

  it('finds no fault in a copy whose medium is pulled out while it is read', async () => {
    const [, hardDisk] = await archive.store(packageOf(7));
    const asked = archive.faultsOf(hardDisk!);
    await setImmediate();
    renameSync(root('hard-disk'), `${root('hard-disk')}-in-a-drawer`);
    // Nothing is missed in it where it was read to the end before.
    expect((await asked) ?? []).to.deep.equal([]);
  });

  it('does not call a case archived when the first layer is absent or cannot be written', async () => {
    writeFileSync(path.join(root('server'), '2026'), 'a file in the way');
    await unavailable(archive.store(packageOf(7)));
    rmSync(root('server'), { recursive: true });
    await unavailable(archive.store(packageOf(7)));
    expect(existsSync(bag('hard-disk'))).to.equal(false);
  });

  describe('checking', () => {
    const data = (name: string) => path.join(bag('server'), 'data', name);
    const tag = (name: string) => path.join(bag('server'), name);
    /** Rewrites a tag file, line by line. */
    const edit = (name: string, change: (line: string, index: number) => string) =>
      writeFileSync(tag(name), readFileSync(tag(name), 'utf8').split('\n').map(change).join('\n'));
    const damages: [string, () => void, string][] = [
      ['one flipped bit', () => flipBit(data('kk-signed.pdf')), 'data/kk-signed.pdf: isinya berubah'],
      ['a missing file', () => rmSync(data('papers/01-ijazah.jpg')), 'data/papers/01-ijazah.jpg: hilang'],
      [
        'an added file',
        () => writeFileSync(data('lain.pdf'), 'x'),
        'data/lain.pdf: berkas tambahan yang tidak tercatat',
      ],
      [
        'an added tag file',
        () => writeFileSync(path.join(bag('server'), 'catatan.txt'), 'x'),
        'catatan.txt: berkas tambahan yang tidak tercatat',
      ],
      ['a renamed file', () => renameSync(data('case.json'), data('Case.json')), 'data/case.json: hilang'],
      [
        'a link in place of a file',
        () => {
          rmSync(data('case.json'));
          symlinkSync('/etc/hostname', data('case.json'));
        },
        'data/case.json: bukan berkas biasa',
      ],
      [
        'an altered manifest',
        () =>
          writeFileSync(
            path.join(bag('server'), 'manifest-sha256.txt'),
            readFileSync(path.join(bag('server'), 'manifest-sha256.txt'), 'utf8')
              .replace(/^./, 'f')
              .replace(/^f(.)/, '0$1'),
          ),
        'manifest-sha256.txt: isinya berubah',
      ],
      [
        'a missing first manifest',
        () => rmSync(path.join(bag('server'), 'manifest-sha256.txt')),
        'manifest-sha256.txt: hilang',
      ],
      [
        'a missing manifest',
        () => rmSync(path.join(bag('server'), 'manifest-sha512.txt')),
        'manifest-sha512.txt: hilang',
      ],
      [
        'a path out of the bag',
        () =>
          appendFileSync(
            path.join(bag('server'), 'manifest-sha256.txt'),
            `${'0'.repeat(64)}  data/../../../etc/passwd\n`,
          ),
        'manifest-sha256.txt: ada baris yang salah',
      ],
      [
        'a manifest line that stands twice',
        () =>
          appendFileSync(
            path.join(bag('server'), 'manifest-sha256.txt'),
            readFileSync(path.join(bag('server'), 'manifest-sha256.txt')),
          ),
        'manifest-sha256.txt: ada baris yang salah',
      ],
      [
        'a byte order mark',
        () =>
          writeFileSync(
            path.join(bag('server'), 'bagit.txt'),
            `\uFEFF${readFileSync(path.join(bag('server'), 'bagit.txt'), 'utf8')}`,
          ),
        'bagit.txt: tidak ada atau isinya bukan BagIt 1.0',
      ],
      ['an empty manifest', () => writeFileSync(tag('manifest-sha512.txt'), ''), 'manifest-sha512.txt: tidak ada'],
      [
        'something before a checksum',
        () => edit('manifest-sha256.txt', (line, index) => (index === 0 ? `z${line}` : line)),
        'manifest-sha256.txt: ada baris yang salah',
      ],
      [
        'something behind a name',
        () => edit('manifest-sha256.txt', (line, index) => (index === 0 ? `${line} x` : line)),
        'manifest-sha256.txt: ada baris yang salah',
      ],
      [
        'a tag file among the papers',
        () => appendFileSync(tag('manifest-sha512.txt'), `${'0'.repeat(128)}  bagit.txt\n`),
        'manifest-sha512.txt: ada baris yang salah',
      ],
      ...['data/case.json', 'tagmanifest-sha256.txt'].map((name): [string, () => void, string] => [
        `among the tag files ${name}`,
        () => appendFileSync(tag('tagmanifest-sha512.txt'), `${'0'.repeat(128)}  ${name}\n`),
        'tagmanifest-sha512.txt: ada baris yang salah',
      ]),
      [
        'a folder in place of a file',
        () => {
          rmSync(data('case.json'));
          mkdirSync(data('case.json'));
        },
        'data/case.json: hilang',
      ],
      [
        'a count of something else',
        () => edit('bag-info.txt', (line) => line.replace('Payload-Oxum', 'Not-Payload-Oxum')),
        'bag-info.txt: jumlah atau ukuran berkas tidak sama dengan catatan',
      ],
      [
        'a folder in place of a manifest',
        () => {
          rmSync(path.join(bag('server'), 'manifest-sha512.txt'));
          mkdirSync(path.join(bag('server'), 'manifest-sha512.txt'));
        },
        'manifest-sha512.txt: tidak ada',
      ],
      [
        'a file that the medium does not give back',
        () =>
          appendFileSync(
            path.join(bag('server'), 'manifest-sha256.txt'),
            `${'0'.repeat(64)}  data/${'a'.repeat(300)}\n`,
          ),
        `data/${'a'.repeat(300)}: tidak dapat dibaca`,
      ],
      [
        'a wrong count',
        () => writeFileSync(path.join(bag('server'), 'bag-info.txt'), 'Payload-Oxum: 1.1\n'),
        'bag-info.txt: jumlah atau ukuran berkas tidak sama dengan catatan',
      ],
    ];
    for (const [what, damage, fault] of damages)
      it(`finds and names ${what}`, async () => {
        await archive.store(packageOf(7));
        damage();
        expect((await archive.check('server'))[0]?.faults).to.include(fault);
        expect((await archive.check('hard-disk'))[0]?.faults).to.deep.equal([]);
      });

    it('names what it finds in the order of the names', async () => {
      await archive.store(packageOf(7));
      const names = ['e', 'b', 'd', 'a', 'f', 'c'];
      for (const name of names) writeFileSync(data(`${name}.pdf`), 'x');
      const added = (await archive.check('server'))[0]!.faults.filter((fault) => fault.includes('tambahan'));
      expect(added.map((fault) => fault.slice(0, 6))).to.deep.equal(names.sort().map((name) => `data/${name}`));
    });

    it('finds a whole bag with another content than the one that was stored, and a bag that is gone', async () => {
      const [server, hardDisk] = await archive.store(packageOf(7));
      rmSync(bag('server'), { recursive: true });
      expect(await archive.faultsOf(server!)).to.deep.equal(['2026/KK-261122-000007: hilang']);
      const elsewhere = path.join(folder, 'elsewhere');
      mkdirSync(elsewhere);
      await createArchive({
        layers: [{ name: 'x', path: elsewhere, removable: false }],
        holdsCopies: () => Promise.resolve(false),
        key: Buffer.alloc(32),
        logger: pino({ level: 'silent' }),
      }).store(packageOf(7, { 'case.json': '{"other": true}\n' }));
      renameSync(path.join(elsewhere, '2026', path.basename(bag('server'))), bag('server'));
      expect((await archive.check('server'))[0]?.faults, 'in itself it is whole').to.deep.equal([]);
      expect(await archive.faultsOf(server!)).to.deep.equal(['manifest-sha256.txt: isinya bukan yang dicatat']);
      expect(await archive.faultsOf(hardDisk!)).to.deep.equal([]);
    });

    it('is followed by repair: a whole copy is written in the place of the damaged one, which is kept aside', async () => {
      const [server, hardDisk] = await archive.store(packageOf(7));
      flipBit(data('kk-signed.pdf'));
      await archive.copy(hardDisk!, 'server');
      expect(await archive.faultsOf(server!)).to.deep.equal([]);
      expect(readdirSync(path.join(root('server'), '.rusak'))).to.have.length(1);
    });

    it('repairs as often as it must, also a bag that does not say any more what it holds', async () => {
      const [server, hardDisk] = await archive.store(packageOf(7));
      for (const damage of [() => flipBit(data('kk-signed.pdf')), () => rmSync(tag('manifest-sha256.txt'))]) {
        damage();
        await archive.copy(hardDisk!, 'server');
        expect(await archive.faultsOf(server!)).to.deep.equal([]);
      }
      expect(readdirSync(path.join(root('server'), '.rusak'))).to.have.length(2);
    });

    it('repairs a later package of a case to the byte, under the number of the case', async () => {
      for (let version = 1; version <= 10; version++)
        await archive.store(packageOf(7, { 'case.json': `${version}\n` }));
      for (const [index, suffix] of [
        [2, '-v2'],
        [10, '-v10'],
      ] as const) {
        const [, hardDisk] = await archive.store(packageOf(7, { 'case.json': `${index}\n` }));
        const info = () => readFileSync(path.join(`${bag('server')}${suffix}`, 'bag-info.txt'), 'utf8');
        const before = info();
        rmSync(`${bag('server')}${suffix}`, { recursive: true });
        expect(await archive.copy(hardDisk!, 'server')).to.equal(`${bag('server')}${suffix}`);
        expect(info()).to.equal(before).and.contain('External-Identifier: KK-261122-000007\n');
      }
    });

    it('reads the bags of every year, oldest first, and nothing else that lies on a medium', async () => {
      const other = (number: string) => ({ ...packageOf(7), applicationNumber: number });
      for (const number of ['KK-271122-000001', 'KK-261122-000009', 'KK-251122-000003', 'KK-261122-000002'])
        await archive.store(other(number));
      for (const stranger of ['lost+found/x', '12026/x', '20261/x', '.rusak/x'])
        mkdirSync(path.join(root('server'), stranger), { recursive: true });
      writeFileSync(path.join(root('server'), '2026', 'catatan.txt'), 'x');
      expect((await archive.check('server')).map(({ bag: name }) => name)).to.deep.equal([
        '2025/KK-251122-000003',
        '2026/KK-261122-000002',
        '2026/KK-261122-000009',
        '2027/KK-271122-000001',
      ]);
    });

    it('never copies from a bag that is not whole', async () => {
      const [server] = await archive.store(packageOf(7));
      flipBit(data('kk-signed.pdf'));
      await unavailable(archive.copy(server!, 'hard-disk'), 'DOCUMENT_DAMAGED');
      rmSync(bag('server'), { recursive: true });
      await unavailable(archive.copy(server!, 'hard-disk'), 'DOCUMENT_DAMAGED');
      expect((await archive.check('hard-disk'))[0]?.faults).to.deep.equal([]);
    });
  });

  it('takes no name that could leave the bag or identify a person', async () => {
    for (const name of [
      '../x.pdf',
      '/etc/passwd',
      'a\nb',
      'KK AGUS.pdf',
      'papers/3402161708849001.jpg',
      'papers/nik-3402161708849001a.jpg',
      'a'.repeat(121),
    ])
      await isDefect(archive.store(packageOf(7, { [name]: 'x' })), name);
    for (const applicationNumber of ['../../x', 'KK-261122-000007/..', './KK-261122-000007', 'KK-26112-000007'])
      await isDefect(archive.store({ ...packageOf(7), applicationNumber }), applicationNumber);
    expect(readdirSync(root('server'))).to.deep.equal([]);
    await archive.store(packageOf(7, { ['a'.repeat(120)]: 'x' }));
  });

  it('sweeps away what a killed writer left an hour ago, and leaves what another writes now', async () => {
    const unfinished = (name: string) => path.join(root('server'), '.sementara', name);
    for (const name of ['left', 'of-another']) mkdirSync(path.join(unfinished(name), 'data'), { recursive: true });
    const seconds = (ago: number) => (Date.now() - ago) / 1000;
    utimesSync(unfinished('left'), seconds(61 * 60_000), seconds(61 * 60_000));
    utimesSync(unfinished('of-another'), seconds(55 * 60_000), seconds(55 * 60_000));
    await archive.store(packageOf(7));
    expect(readdirSync(path.join(root('server'), '.sementara'))).to.deep.equal(['of-another']);
  });

  it('shows no half bag when its writer is killed at any moment', async () => {
    let bags = 0;
    for (const after of [1, 7, 20]) {
      const writer = spawn(process.execPath, [program('test/archive/writer.ts'), folder], {
        stdio: ['ignore', 'pipe', 'inherit'],
      });
      for (let stored = 0; stored < after;) {
        const [dots] = (await once(writer.stdout, 'data')) as [Buffer];
        stored += dots.length;
      }
      writer.kill('SIGKILL');
      await once(writer, 'exit');
      for (const layer of ['server', 'flash-disk'])
        for (const checked of await archive.check(layer)) {
          expect(checked.faults, `${layer} ${checked.bag}`).to.deep.equal([]);
          bags += 1;
        }
    }
    expect(bags).to.be.at.least(2 * (1 + 7 + 20));
    await archive.store(packageOf(0));
    expect(readdirSync(path.join(root('server'), '.sementara')), 'nothing of an hour ago').to.have.length.below(4);
  });
});

function flipBit(file: string): void {
  const bytes = readFileSync(file);
  bytes[5] = bytes[5]! ^ 1;
  writeFileSync(file, bytes);
}

async function unavailable(attempt: Promise<unknown>, code = 'ARCHIVE_UNAVAILABLE'): Promise<void> {
  const error: unknown = await attempt.then(
    () => undefined,
    (thrown: unknown) => thrown,
  );
  expect(error).to.be.instanceOf(Failure).with.property('code', code);
}

async function isDefect(attempt: Promise<unknown>, what: string): Promise<void> {
  const error: unknown = await attempt.then(
    () => undefined,
    (thrown: unknown) => thrown,
  );
  expect(error, what).to.be.instanceOf(Error).and.not.instanceOf(Failure);
}
