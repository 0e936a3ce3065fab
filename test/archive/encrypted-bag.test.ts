import { expect } from 'chai';
import { createHash } from 'node:crypto';
import { archiveKeys, decrypt, encrypt } from '../../src/archive/archive-keys.ts';
import { seal } from '../../src/archive/bag.ts';
import { decryptPackage, encryptPackage, SEALED_FILE } from '../../src/archive/encrypted-bag.ts';
import { packageOf } from './packages.ts';

const keys = archiveKeys(Buffer.alloc(32, 7));
const hex = (bytes: Uint8Array) => createHash('sha256').update(bytes).digest('hex');

/** What such copies are for is in test/archive/encrypted.test.ts; this is about their bytes. */
describe('A package sealed for a removable medium', () => {
  const pack = packageOf(7);
  const sealed = async (files = pack.files) => {
    const bag = await encryptPackage(seal({ ...pack, files }), keys);
    return { bytes: bag.files.get(SEALED_FILE)!, info: bag.tags.get('bag-info.txt')!, names: [...bag.files.keys()] };
  };

  it('is one file, whose bag says how it is sealed and which content it holds', async () => {
    const { names, info } = await sealed();
    expect(names).to.deep.equal(['package.tar.aes']);
    expect(info).to.contain('Encryption: AES-256-CTR\n').and.to.contain(seal(pack).content);
  });

  it('is the same to the byte in whichever order its files were given', async () => {
    const { bytes } = await sealed();
    for (const order of [
      [...pack.files].toReversed(),
      [...pack.files].toSorted(([a], [b]) => (a < b ? 1 : -1)),
      [...pack.files].toSorted(([a], [b]) => a.length - b.length),
    ])
      expect(hex((await sealed(new Map(order))).bytes)).to.equal(hex(bytes));
  });

  it('opens to the files that were put in, and to nothing with another key or another bag', async () => {
    const { bytes, info } = await sealed();
    const opened = (await decryptPackage(bytes, info, keys))!;
    expect([...opened.keys()], 'in the order of their names').to.deep.equal([...pack.files.keys()].toSorted());
    expect([...opened].map(([name, file]) => [name, String(file)]).toSorted()).to.deep.equal(
      [...pack.files].map(([name, file]) => [name, String(file)]).toSorted(),
    );
    expect(await decryptPackage(bytes, info, archiveKeys(Buffer.alloc(32, 8)))).to.equal(undefined);
    expect(await decryptPackage(bytes, info.replace('HMAC', 'MAC'), keys)).to.equal(undefined);
    expect(await decryptPackage(bytes.subarray(1), info, keys)).to.equal(undefined);
  });

  it('has a seal that is compared as a whole: a part of it, or one that is longer, opens nothing', () => {
    const { sealed: bytes, hmac } = encrypt(Buffer.from('content'), keys);
    expect(String(decrypt(bytes, hmac, keys))).to.equal('content');
    for (const other of ['', hmac.slice(1), `${hmac}0`, hmac.toUpperCase()])
      expect(decrypt(bytes, other, keys)).to.equal(undefined);
  });

  it('stays as it was sealed years ago: else no second delivery would find its copy', () => {
    const { sealed: bytes, hmac } = encrypt(Buffer.from('content'), archiveKeys(Buffer.alloc(32, 7)));
    // Made by openssl and an HKDF of another language, as docs/archive.md describes them.
    expect([bytes.toString('hex'), hmac]).to.deep.equal([
      'ceab149d6ee98e4eb3a398a76bb9f9bea961930156a917',
      'd3450fa135aa99a2019992e3953c2dfb31808db11b7fba0594a7f7f3fd3f112b',
    ]);
  });

  it('needs a key of 32 bytes', () => {
    for (const length of [0, 16, 31, 33]) expect(() => archiveKeys(Buffer.alloc(length))).to.throw(RangeError);
  });
});
