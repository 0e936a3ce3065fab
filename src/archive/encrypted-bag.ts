import { buffer } from 'node:stream/consumers';
import tar from 'tar-stream';
import { decrypt, encrypt, type ArchiveKeys } from './archive-keys.ts';
import { digestField, PLAIN_CONTENT, tagFiles, type SealedPackage } from './bag.ts';

/**
 * The one file of an encrypted bag: a tar of the whole plain bag. Not even the kinds of papers are readable outside.
 */
export const SEALED_FILE = 'package.tar.aes';
const HMAC = 'Encryption-HMAC-SHA256';

/**
 * The package as it lies on a removable medium: a bag like any other, whose checksums anybody can check without the
 * key.
 */
export async function encryptPackage(pack: SealedPackage, keys: ArchiveKeys): Promise<SealedPackage> {
  const { sealed, hmac } = encrypt(await tarOf(pack), keys);
  const files = new Map([[SEALED_FILE, sealed]]);
  const { applicationNumber, content } = pack;
  const info = ['Encryption: AES-256-CTR', `${HMAC}: ${hmac}`, `${PLAIN_CONTENT}: ${content}`];
  return { applicationNumber, files, content, tags: tagFiles({ applicationNumber, files }, info) };
}

/** The plain files by their names in the package; undefined: altered, or sealed with another key. */
export async function decryptPackage(
  sealed: Uint8Array,
  bagInfo: string,
  keys: ArchiveKeys,
): Promise<Map<string, Uint8Array> | undefined> {
  const plain = decrypt(sealed, digestField(bagInfo, HMAC) ?? '', keys);
  if (plain === undefined) return undefined;
  const files = new Map<string, Uint8Array>();
  const extract = tar.extract();
  extract.end(plain);
  for await (const entry of extract) {
    const name = /^[^/]+\/data\/(.+)$/.exec(entry.header.name)?.[1];
    if (name === undefined) entry.resume();
    else files.set(name, await buffer(entry));
  }
  return files;
}

/** Same bytes for the same package: no owner, no time, names in order. */
async function tarOf({ applicationNumber, files, tags }: SealedPackage): Promise<Buffer> {
  const pack = tar.pack();
  const entries: [string, Buffer][] = [
    ...[...tags].map(([name, text]): [string, Buffer] => [name, Buffer.from(text)]),
    ...[...files].map(([name, bytes]): [string, Buffer] => [`data/${name}`, Buffer.from(bytes)]),
  ];
  for (const [name, bytes] of entries.sort(([a], [b]) => (a < b ? -1 : 1)))
    pack.entry({ name: `${applicationNumber}/${name}`, mode: 0o600, mtime: new Date(0), uid: 0, gid: 0 }, bytes);
  pack.finalize();
  return buffer(pack);
}
