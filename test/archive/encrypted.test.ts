import { expect } from 'chai';
import { execFileSync } from 'node:child_process';
import { existsSync, mkdirSync, mkdtempSync, readFileSync, readdirSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import pino from 'pino';
import type { Archive } from '../../src/archive/archive.ts';
import { createArchive } from '../../src/archive/create-archive.ts';
import { packageOf } from './packages.ts';

const KEY = Buffer.alloc(32, 7);
const BAG = '2026/KK-261122-000007';

describe('A copy on a removable medium', () => {
  let folder: string;
  const root = (layer: string) => path.join(folder, layer);
  const bag = (layer: string) => path.join(root(layer), BAG);
  const archiveWith = (key: Uint8Array = KEY, removable = ['flash-disk']): Archive =>
    createArchive({
      layers: ['server', 'flash-disk'].map((name) => ({
        name,
        path: root(name),
        removable: removable.includes(name),
      })),
      key,
      holdsCopies: () => Promise.resolve(false),
      logger: pino({ level: 'silent' }),
    });
  beforeEach(() => {
    folder = mkdtempSync(path.join(tmpdir(), 'removable-'));
    for (const name of ['server', 'flash-disk']) mkdirSync(root(name));
  });
  afterEach(() => rmSync(folder, { recursive: true }));

  const everything = (layer: string) =>
    readdirSync(root(layer), { recursive: true, withFileTypes: true })
      .filter((entry) => entry.isFile())
      .map((entry) => `${entry.name}\n${readFileSync(path.join(entry.parentPath, entry.name)).toString('latin1')}`)
      .join('\n');

  it('shows nobody without the key what is in it, not even the kinds of the papers', async () => {
    await archiveWith().store(packageOf(7, { 'case.json': '{"name":"DAMAR PAMUNGKAS"}\n' }));
    expect(everything('server')).to.contain('DAMAR').and.contain('01-ijazah.jpg');
    expect(everything('flash-disk')).to.not.match(/DAMAR|ijazah|%PDF|case\.json/);
  });

  it('has checksums that anybody can check without the key', async () => {
    await archiveWith().store(packageOf(7));
    for (const algorithm of ['sha256', 'sha512'])
      for (const manifest of [`manifest-${algorithm}.txt`, `tagmanifest-${algorithm}.txt`])
        execFileSync(`${algorithm}sum`, ['--check', '--strict', manifest], { cwd: bag('flash-disk') });
  });

  it('is the same to the byte for the same case, so a second delivery finds it', async () => {
    const archive = archiveWith();
    const first = await archive.store(packageOf(7));
    const bytes = everything('flash-disk');
    expect(await archive.store(packageOf(7))).to.deep.equal(first);
    rmSync(bag('flash-disk'), { recursive: true });
    await archive.store(packageOf(7));
    expect(everything('flash-disk')).to.equal(bytes);
    await archive.store({ ...packageOf(8) });
    const nonces = [BAG, '2026/KK-261122-000008'].map((name) =>
      readFileSync(path.join(root('flash-disk'), name, 'data', 'package.tar.aes'))
        .subarray(0, 16)
        .toString('hex'),
    );
    expect(new Set(nonces).size, 'another content, another nonce').to.equal(2);
  });

  it('gives the server its copy back', async () => {
    const archive = archiveWith();
    const [server, flash] = await archive.store(packageOf(7));
    const plain = everything('server');
    rmSync(root('server'), { recursive: true });
    mkdirSync(root('server'));
    expect(await archive.faultsOf(flash!)).to.deep.equal([]);
    await archive.copy(flash!, 'server');
    expect(await archive.faultsOf(server!)).to.deep.equal([]);
    expect(everything('server')).to.equal(plain);
  });

  it('cannot be read with another key, nor after one bit of it was changed with all its checksums', async () => {
    const [, flash] = await archiveWith().store(packageOf(7));
    rmSync(bag('server'), { recursive: true });
    const outcome = async (archive: Archive) =>
      archive.copy(flash!, 'server').then(
        () => 'copied',
        (error: { code?: string }) => error.code,
      );
    expect(await outcome(archiveWith(Buffer.alloc(32, 8)))).to.equal('DOCUMENT_DAMAGED');
    const file = path.join(bag('flash-disk'), 'data', 'package.tar.aes');
    const altered = readFileSync(file);
    altered[3000]! ^= 1;
    writeFileSync(file, altered);
    for (const algorithm of ['sha256', 'sha512']) {
      const sums = (names: string[]) =>
        execFileSync(`${algorithm}sum`, names, { cwd: bag('flash-disk'), encoding: 'utf8' });
      writeFileSync(path.join(bag('flash-disk'), `manifest-${algorithm}.txt`), sums(['data/package.tar.aes']));
    }
    for (const algorithm of ['sha256', 'sha512']) {
      const tags = ['bagit.txt', 'bag-info.txt', 'manifest-sha256.txt', 'manifest-sha512.txt'];
      const sums = execFileSync(`${algorithm}sum`, tags, { cwd: bag('flash-disk'), encoding: 'utf8' });
      writeFileSync(path.join(bag('flash-disk'), `tagmanifest-${algorithm}.txt`), sums);
    }
    expect(await archiveWith().faultsOf(flash!), 'checksums alone do not show it').to.deep.equal([]);
    expect(await outcome(archiveWith())).to.equal('DOCUMENT_DAMAGED');
  });

  it('that is still in clear from earlier is a fault, and nothing readable is left when it is written again', async () => {
    const [server, flash] = await archiveWith(KEY, []).store(packageOf(7));
    expect(everything('flash-disk')).to.contain('%PDF');
    expect(await archiveWith().faultsOf(flash!)).to.deep.equal(['data: belum dienkripsi']);
    await archiveWith().copy(server!, 'flash-disk');
    expect(await archiveWith().faultsOf(flash!)).to.deep.equal([]);
    expect(everything('flash-disk')).to.not.contain('%PDF');
  });

  it('that is damaged is kept aside, sealed as it is, and written again', async () => {
    const archive = archiveWith();
    const [server, flash] = await archive.store(packageOf(7));
    const file = path.join(bag('flash-disk'), 'data', 'package.tar.aes');
    const altered = readFileSync(file);
    altered[3000]! ^= 1;
    writeFileSync(file, altered);
    await archive.copy(server!, 'flash-disk');
    expect(await archive.faultsOf(flash!)).to.deep.equal([]);
    expect(readdirSync(path.join(root('flash-disk'), '.rusak'))).to.have.length(1);
  });

  it('that does not say any more what it holds may be in clear: nothing of it is left', async () => {
    const archive = archiveWith();
    const [server, flash] = await archive.store(packageOf(7));
    rmSync(path.join(bag('flash-disk'), 'manifest-sha256.txt'));
    expect(await archive.faultsOf(flash!)).to.include('data: belum dienkripsi');
    await archive.copy(server!, 'flash-disk');
    expect(await archive.faultsOf(flash!)).to.deep.equal([]);
    expect(existsSync(path.join(root('flash-disk'), '.rusak'))).to.equal(false);
  });

  it('is opened with the key and common tools, as docs/archive.md describes', async () => {
    await archiveWith().store(packageOf(7));
    const page = readFileSync(path.resolve(import.meta.dirname, '../../docs/archive.md'), 'utf8');
    const script = /```sh\n(# open a copy\n[\s\S]*?)```/.exec(page)?.[1] ?? '';
    const opened = path.join(folder, 'opened');
    mkdirSync(opened);
    execFileSync('bash', ['-euo', 'pipefail', '-c', script], {
      env: { ...process.env, ARCHIVE_KEY: KEY.toString('base64'), BAG: bag('flash-disk'), TO: opened },
    });
    const files = (at: string) => readdirSync(at, { recursive: true, encoding: 'utf8' }).sort();
    const result = path.join(opened, 'KK-261122-000007');
    expect(files(result)).to.deep.equal(files(bag('server')));
    execFileSync('sha256sum', ['--check', '--strict', 'manifest-sha256.txt'], { cwd: result });
    execFileSync('sha256sum', ['--check', '--strict', 'tagmanifest-sha256.txt'], { cwd: result });
  });
});
