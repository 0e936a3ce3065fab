import { expect } from 'chai';
import { createHash, randomBytes } from 'node:crypto';
import {
  chmodSync,
  mkdirSync,
  mkdtempSync,
  readdirSync,
  readFileSync,
  renameSync,
  rmSync,
  statSync,
  truncateSync,
  writeFileSync,
} from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { createDocuments } from '../../src/documents/create-documents.ts';
import { Failure } from '../../src/domain/failures.ts';
import { sickMedium } from '../archive/sick-medium.ts';

describe('Documents at rest', () => {
  const key = randomBytes(32);
  const text = Buffer.from('Kartu Keluarga 3402150101150007, Wening Prameswari');
  let folder = '';

  beforeEach(() => (folder = mkdtempSync(path.join(tmpdir(), 'kk-documents-'))));
  afterEach(() => rmSync(folder, { recursive: true, force: true }));

  const files = () =>
    readdirSync(folder, { recursive: true, encoding: 'utf8' })
      .map((name) => path.join(folder, name))
      .filter((file) => statSync(file).isFile());
  const onlyFile = () => {
    const [file, ...others] = files();
    if (file === undefined || others.length > 0) throw new Error('expected one file');
    return file;
  };
  const damageOf = async (work: Promise<unknown>) => {
    const error: unknown = await work.then(
      () => undefined,
      (reason: unknown) => reason,
    );
    return error instanceof Failure ? error.code : error;
  };

  it('come back as they were, under the SHA-256 of their content', async () => {
    const documents = createDocuments({ folder, key });
    const { sha256 } = await documents.put(text);
    expect(sha256).to.equal(createHash('sha256').update(text).digest('hex'));
    expect((await documents.get(sha256)).equals(text)).to.equal(true);
    const empty = await documents.put(Buffer.alloc(0));
    expect(await documents.get(empty.sha256)).to.have.length(0);
  });

  it('say nothing on the disk: neither content nor hash, only for the owner to read', async () => {
    const { sha256 } = await createDocuments({ folder, key }).put(text);
    const file = onlyFile();
    expect(file).not.to.contain(sha256.slice(0, 8));
    expect(path.relative(folder, file)).to.match(/^([0-9a-f]{2})\/([0-9a-f]{2})\/\1\2[0-9a-f]{60}$/);
    expect(readFileSync(file).includes('Wening')).to.equal(false);
    expect((statSync(file).mode & 0o777).toString(8)).to.equal('600');
  });

  it('are kept once, also when twenty write the same at the same time', async () => {
    const documents = createDocuments({ folder, key });
    const names = await Promise.all(Array.from({ length: 20 }, () => documents.put(text)));
    expect(new Set(names.map(({ sha256 }) => sha256))).to.have.property('size', 1);
    expect(files()).to.have.length(1);
  });

  it('are found damaged when any single byte is flipped', async () => {
    const documents = createDocuments({ folder, key });
    const { sha256 } = await documents.put(text);
    const file = onlyFile();
    const whole = readFileSync(file);
    for (let at = 0; at < whole.length; at++) {
      const flipped = Buffer.from(whole);
      flipped.writeUInt8(flipped.readUInt8(at) ^ 0x01, at);
      writeFileSync(file, flipped);
      expect(await damageOf(documents.get(sha256)), `byte ${at}`).to.equal('DOCUMENT_DAMAGED');
    }
  });

  it('are found damaged when cut, emptied, missing, swapped or read with another key', async () => {
    const documents = createDocuments({ folder, key });
    const { sha256 } = await documents.put(text);
    const file = onlyFile();
    const whole = readFileSync(file);
    expect(await damageOf(createDocuments({ folder, key: randomBytes(32) }).get(sha256))).to.equal('DOCUMENT_DAMAGED');
    for (const length of [whole.length - 1, 40, 3, 0]) {
      writeFileSync(file, whole);
      truncateSync(file, length);
      expect(await damageOf(documents.get(sha256))).to.equal('DOCUMENT_DAMAGED');
    }
    const other = await documents.put(Buffer.from('another'));
    const otherFile = files().find((name) => name !== file) ?? '';
    renameSync(otherFile, file);
    expect(await damageOf(documents.get(sha256))).to.equal('DOCUMENT_DAMAGED');
    expect(await damageOf(documents.get(other.sha256))).to.equal('DOCUMENT_DAMAGED');
    for (const strange of ['', '../../etc/passwd', sha256.toUpperCase()])
      expect(await damageOf(documents.get(strange))).to.equal('DOCUMENT_DAMAGED');
  });

  it('are healed when the same bytes are put again', async () => {
    const documents = createDocuments({ folder, key });
    const { sha256 } = await documents.put(text);
    writeFileSync(onlyFile(), 'damaged');
    await documents.put(text);
    expect((await documents.get(sha256)).equals(text)).to.equal(true);
  });

  it('leave nothing half-written when the disk refuses', async () => {
    writeFileSync(path.join(folder, 'not-a-folder'), '');
    const documents = createDocuments({ folder: path.join(folder, 'not-a-folder'), key });
    expect(await damageOf(documents.put(text))).to.equal('DOCUMENTS_UNREACHABLE');
    chmodSync(folder, 0o700);
    expect(files()).to.have.length(1);
  });

  it('are out of reach, not damaged, where the disk does not read or write them', async () => {
    const documents = createDocuments({ folder, key });
    const { sha256 } = await documents.put(text);
    const file = onlyFile();
    rmSync(file);
    mkdirSync(file);
    expect(await damageOf(documents.get(sha256))).to.equal('DOCUMENTS_UNREACHABLE');
    expect(await damageOf(documents.put(text))).to.equal('DOCUMENTS_UNREACHABLE');
  });

  it('are unreadable, and written anew when put again, where the disk is there and does not give one back', async () => {
    let isPresent = true;
    const documents = createDocuments({ folder, key, present: () => Promise.resolve(isPresent) });
    const { sha256 } = await documents.put(text);
    const file = onlyFile();
    const { sha256: other } = await documents.put(Buffer.from('another'));
    for (const code of ['EIO', 'EBADMSG']) {
      const { ino } = statSync(file);
      const sick = sickMedium(file, code, { calls: ['readFile'] });
      try {
        expect(await damageOf(documents.get(sha256)), code).to.equal('DOCUMENT_UNREADABLE');
        expect((await documents.get(other)).toString()).to.equal('another');
        isPresent = false;
        expect(await damageOf(documents.get(sha256)), 'the disk is not there').to.equal('DOCUMENTS_UNREACHABLE');
        isPresent = true;
        await documents.put(text);
      } finally {
        sick.heal();
      }
      expect(statSync(file).ino, 'other sectors').to.not.equal(ino);
      expect((await documents.get(sha256)).equals(text)).to.equal(true);
    }
  });

  it('need a key of 32 bytes', () => {
    expect(() => createDocuments({ folder, key: randomBytes(16) })).to.throw(RangeError, '32 bytes');
  });
});
